import type { WarmStartSource } from '../core/prior-trial.js';
import type { StudySpec } from '../core/study-spec.js';

/** What a command line changes in a sweep file. */
export interface SpecChanges {
  readonly name?: string;
  readonly trials?: number;
  readonly timeMs?: number;
  /** What had passed of it when it was given. */
  readonly timeFromMs?: number;
  readonly workers?: number;
  readonly devices?: readonly string[];
  readonly perDevice?: number;
  readonly seed?: number;
  readonly warmStart?: WarmStartSource;
  /** `false`: no final retrainings, whatever the sweep file says. */
  readonly finalize?: false;
}

export function applyChanges(
  { finalize, ...spec }: StudySpec,
  { name, trials, timeMs, timeFromMs, workers, devices, perDevice, seed, warmStart, finalize: mayFinalize }: SpecChanges,
): StudySpec {
  return {
    ...spec,
    ...(finalize && mayFinalize !== false && { finalize }),
    budget: {
      ...spec.budget,
      ...(trials !== undefined && { trials }),
      ...(timeMs !== undefined && { timeMs }),
      ...(timeFromMs !== undefined && { timeFromMs }),
    },
    ...(name !== undefined && { name }),
    ...(workers !== undefined && { workers }),
    ...(devices !== undefined && { devices }),
    ...(perDevice !== undefined && { perDevice }),
    ...(seed !== undefined && { seed }),
    ...(warmStart && { warmStart }),
  };
}
