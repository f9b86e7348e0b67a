import type { StudySpec } from '../core/study-spec.js';

/** What a command line changes in a sweep file. */
export interface SpecChanges {
  readonly name?: string;
  readonly trials?: number;
  readonly timeMs?: number;
  readonly workers?: number;
  readonly seed?: number;
}

export function applyChanges(spec: StudySpec, { name, trials, timeMs, workers, seed }: SpecChanges): StudySpec {
  return {
    ...spec,
    budget: { ...spec.budget, ...(trials !== undefined && { trials }), ...(timeMs !== undefined && { timeMs }) },
    ...(name !== undefined && { name }),
    ...(workers !== undefined && { workers }),
    ...(seed !== undefined && { seed }),
  };
}

/** The changes as a user would type them again. The name is left out: a second run gets one of its own. */
export function changesAsFlags({ trials, timeMs, workers, seed }: SpecChanges): string {
  const flags = [
    trials !== undefined && `--trials ${trials}`,
    timeMs !== undefined && `--time ${timeMs / 1000}s`,
    workers !== undefined && `--workers ${workers}`,
    seed !== undefined && `--seed ${seed}`,
  ];
  return flags.filter(Boolean).join(' ');
}
