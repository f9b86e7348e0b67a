/**
 * Where a configuration stands among those of its study, by what its seeds say. Losses: lower is better. As a search prefers what was
 * lucky, the value that it saw does not count once there are fresh seeds.
 */
export interface Standing {
  /** Which seeds count: the search's own, those of the race between the best, or those of the final retraining. */
  readonly evidence: 'search' | 'repeat' | 'finalize';
  /** How many of them were measured. */
  readonly seeds: number;
  /** How many failed. */
  readonly failedSeeds: number;
  /** The mean over those measured. */
  readonly loss: number;
  /**
   * Of the best of those with fresh seeds: what to expect of it when it is trained once more, which is the mean with the luck taken off
   * that the best of several means has. Left out where there is none to be seen.
   */
  readonly expected?: number;
  /**
   * Where the expected loss lies with 95 % confidence; left out where there is no telling. Of the best one it reaches further to the side of
   * higher losses (study/interval-tails.ts).
   */
  readonly interval?: readonly [low: number, high: number];
  /**
   * What it is ranked by beside values of one seed: the mean, as it would be under all seeds of the race, less how much luckier than
   * their means such values are.
   */
  readonly rankedBy: number;
  /** It was chosen for the final retraining, and stands above those that were not. */
  readonly isFinalist: boolean;
  /** Whether it is worse than the best beyond doubt; left out of the best, and where there is no telling. */
  readonly isToldFromBest?: boolean;
}
