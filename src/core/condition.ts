import type { Params } from './trial.js';

/** A side-effect-free yes/no question about a trial's parameters, such as `loss == 'label-smoothing'`. */
export interface Condition {
  /** As the user wrote it. */
  readonly source: string;
  /** The names of the parameters that it reads. */
  readonly references: readonly string[];
  /** False when a parameter that it reads is not part of the trial. */
  holds(params: Params): boolean;
  /**
   * How far it is from holding, at least 0: of `a + b <= 1` what the sum is above 1. Left out, or undefined, where nothing is known
   * but whether it holds.
   */
  gap?(params: Params): number | undefined;
}
