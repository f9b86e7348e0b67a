import type { WarmStartSource } from '../core/prior-trial.js';
import type { StudySpec } from '../core/study-spec.js';

/** What a command line changes in a sweep file. */
export interface SpecChanges {
  readonly name?: string;
  readonly trials?: number;
  readonly timeMs?: number;
  readonly workers?: number;
  readonly devices?: readonly string[];
  readonly perDevice?: number;
  readonly seed?: number;
  readonly warmStart?: WarmStartSource;
}

export function applyChanges(
  spec: StudySpec,
  { name, trials, timeMs, workers, devices, perDevice, seed, warmStart }: SpecChanges,
): StudySpec {
  return {
    ...spec,
    budget: { ...spec.budget, ...(trials !== undefined && { trials }), ...(timeMs !== undefined && { timeMs }) },
    ...(name !== undefined && { name }),
    ...(workers !== undefined && { workers }),
    ...(devices !== undefined && { devices }),
    ...(perDevice !== undefined && { perDevice }),
    ...(seed !== undefined && { seed }),
    ...(warmStart && { warmStart }),
  };
}
