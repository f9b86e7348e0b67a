import type { EndReason, StudyOverview } from '../core/events.js';
import { objectivesOf, type PrunerSpec, type SamplerSpec } from '../core/study-spec.js';
import { formatLimit } from './duration.js';
import { formatMetric } from './numbers.js';
import { count, printable } from './text.js';

/** A sampler or pruner with its options: `asha (min_iter 1, eta 3)`. */
export function describeSpec(spec: SamplerSpec | PrunerSpec): string {
  const options = Object.entries(spec).filter(([option, value]) => option !== 'type' && value !== undefined);
  if (options.length === 0) return spec.type;
  return printable(`${spec.type} (${options.map(([option, value]) => `${option} ${plain(value)}`).join(', ')})`);
}

/** What the study is after: `maximize val_accuracy`, `maximize val_accuracy, minimize latency_ms`. */
export function describeAims(study: Pick<StudyOverview, 'objective' | 'furtherObjectives'>): string {
  return objectivesOf(study)
    .map(({ goal, metric }) => `${goal} ${metric}`)
    .join(', ');
}

/** Why the study ended, as the rest of a sentence that began with its name. */
export function describeEnd(reason: EndReason, { budget }: Pick<StudyOverview, 'budget'>): string {
  switch (reason) {
    case 'trials':
      return budget.trials === undefined || budget.trials === 1 ? 'all trials are done' : `all ${budget.trials} trials are done`;
    case 'time':
      return budget.timeMs === undefined ? 'its time is up' : `its time of ${formatLimit(budget.timeMs)} is up`;
    case 'epochs':
      return budget.epochs === undefined ? 'its epochs are used up' : `its ${count(budget.epochs, 'epoch')} are used up`;
    case 'target':
      if (budget.targets) return 'one trial reaches every target';
      return budget.target === undefined ? 'the target is reached' : `the target of ${formatMetric(budget.target)} is reached`;
    case 'plateau':
      return budget.plateau === undefined ? 'no longer improving' : `no improvement in ${count(budget.plateau, 'trial')}`;
    case 'regret':
      return typeof budget.regret === 'number'
        ? `going on would gain less than ${formatMetric(budget.regret)}`
        : "going on would gain less than the metric's noise";
    case 'exhausted':
      return 'every combination has been tried';
    case 'stopped':
      return 'stopped by hand after its running trials';
    case 'interrupted':
      return 'stopped by hand';
    case 'all-failed':
      return 'stopped, because its trials fail';
  }
}

function plain(value: unknown): string {
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
