import { metricsOf } from '../core/course.js';
import type { StudyOverview } from '../core/events.js';
import { objectivesOf } from '../core/study-spec.js';
import { isFinished, type Report, stepsOf, type Trial, workedMs } from '../core/trial.js';
import { tallied } from '../study/tally.js';
import type { TrialField } from '../study/trial-filter.js';

/** Of a trial on the board. */
export type Field = TrialField<Trial>;

/** What every trial has. */
const common: readonly Field[] = [
  { name: 'state', of: tallied },
  { name: 'trial', of: ({ number }) => number },
];

/** A parameter or a metric of the same name comes before these. */
const further: readonly Field[] = [
  { name: 'epochs', of: stepsOf },
  { name: 'seconds', of: (trial) => (isFinished(trial) ? workedMs(trial) / 1000 : undefined) },
  { name: 'attempt', of: ({ attempt }) => attempt },
  { name: 'reason', of: (trial) => (trial.state === 'failed' ? trial.reason : undefined) },
];

/** All fields of a study's trials, each name once: the state, the number, parameters, metrics and the rest. */
export function fieldsOf(overview: StudyOverview, trials: Iterable<Trial>): Field[] {
  const named = new Map<string, Field>();
  const add = (field: Field) => named.has(field.name) || named.set(field.name, field);
  common.forEach(add);
  for (const name of overview.parameterNames) add({ name, of: ({ params }) => params[name] });
  for (const name of metricNames(overview, trials)) add({ name, of: (trial) => finite(metricsOf(trial)?.[name]) });
  further.forEach(add);
  return [...named.values()];
}

/** The objectives' metrics, then what else the first trial that reported has measured. */
export function metricNames(overview: StudyOverview, trials: Iterable<Trial>): string[] {
  const measured = firstReport(trials)?.metrics ?? {};
  return [...new Set([...objectivesOf(overview).map(({ metric }) => metric), ...Object.keys(measured)])];
}

function firstReport(trials: Iterable<Trial>): Report | undefined {
  for (const { reports } of trials) if (reports[0]) return reports[0];
  return undefined;
}

function finite(value: number | undefined): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}
