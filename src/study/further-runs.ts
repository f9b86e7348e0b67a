import type { StudySpec } from '../core/study-spec.js';

/** What may run beyond a budget's trials: repeats in the race, at most, where their number is known beforehand, and final retrainings. */
export function furtherRuns({ repeats, finalize, budget }: StudySpec): {
  readonly mostRepeats: number | undefined;
  readonly finals: number;
} {
  const { trials = Number.POSITIVE_INFINITY } = budget;
  const racers = repeats ? Math.min(trials, repeats.top === 'all' ? Number.POSITIVE_INFINITY : repeats.top) : 0;
  const mostRepeats = racers * ((repeats?.seeds ?? 1) - 1);
  return {
    mostRepeats: Number.isFinite(mostRepeats) ? mostRepeats : undefined,
    finals: finalize ? Math.min(trials, finalize.top) * finalize.seeds : 0,
  };
}
