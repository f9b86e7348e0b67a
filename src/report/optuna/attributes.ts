import { derivedOf } from '../../core/search-space.js';
import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf, type StudySpec } from '../../core/study-spec.js';
import type { Metrics, Params, Trial } from '../../core/trial.js';
import { marksOf } from '../../study/state-text.js';
import { reproduceCommand } from '../reproduction.js';

/** By key, values as JSON that Python reads. */
export type Attributes = ReadonlyMap<string, string>;

/** Those that people see (`user_attrs`), and those that Optuna itself reads (`system_attrs`). */
interface AllAttributes {
  readonly user: Attributes;
  readonly system: Attributes;
}

export function studyAttributes(record: StudyRecord): AllAttributes {
  const { spec, status, test, sweepText } = record;
  return {
    user: attributes({
      description: spec.description,
      sampler: spec.sampler,
      pruner: spec.pruner,
      seed: spec.seed,
      status,
      constraints: spec.space.constraints?.map(({ source }) => source),
      test,
      sweep: sweepText === '' ? undefined : sweepText,
      reproduce: reproduceCommand(record),
    }),
    system: attributes({ 'study:metric_names': objectivesOf(spec).map(({ metric }) => metric) }),
  };
}

export function trialAttributes(trial: Trial, { space }: StudySpec): AllAttributes {
  const { pausedAt, audited } = marksOf(trial);
  const metrics = trial.state === 'complete' ? trial.metrics : trial.reports.at(-1)?.metrics;
  return {
    user: attributes({
      ...prefixed('metrics', metrics),
      ...prefixed('derived', derivedOf(space, trial.params)),
      attempt: trial.attempt,
      ...(trial.state === 'failed' && { failure_reason: trial.reason, failure_message: trial.message }),
      ...(trial.state === 'pruned' && { explanation: trial.explanation }),
      paused_at_step: pausedAt,
      audited,
    }),
    system: attributes({
      ...(trial.state === 'waiting' && { fixed_params: trial.params }),
      constraints: gaps(trial.params, space),
    }),
  };
}

/** How far each constraint is from holding, at most 0 where it holds; Optuna has it of trials that have run. */
function gaps(params: Params, { constraints = [] }: StudySpec['space']): readonly number[] | undefined {
  if (constraints.length === 0) return undefined;
  return constraints.map((constraint) => {
    const asksNothing = constraint.references.some((name) => !Object.hasOwn(params, name));
    return asksNothing || constraint.holds(params) ? 0 : (constraint.gap?.(params) ?? 1);
  });
}

/** Metrics, derived values and the rest may share names. */
function prefixed(prefix: string, values: Metrics | Params = {}): Record<string, unknown> {
  return Object.fromEntries(Object.entries(values).map(([name, value]) => [`${prefix}.${name}`, value]));
}

/** Without those that are undefined. */
function attributes(values: Readonly<Record<string, unknown>>): Attributes {
  const given = Object.entries(values).filter(([, value]) => value !== undefined);
  return new Map(given.map(([key, value]) => [key, pythonJson(value)]));
}

/** Python reads NaN and Infinity, too, which JSON has not. */
function pythonJson(value: unknown): string {
  return typeof value === 'number' ? String(value) : JSON.stringify(value);
}
