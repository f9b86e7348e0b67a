import { stepsOf, type Trial } from '../core/trial.js';
import { TrialChanges } from '../pruners/trial-changes.js';

/** How many steps all trials have reported together, counted anew only where a trial has changed. */
export class EpochCount {
  #total = 0;
  /** By trial number. */
  readonly #counted: number[] = [];
  readonly #changes = new TrialChanges({
    forget: () => {
      this.#total = 0;
      this.#counted.length = 0;
    },
    take: (trial) => {
      const steps = stepsOf(trial);
      this.#total += steps - (this.#counted[trial.number] ?? 0);
      this.#counted[trial.number] = steps;
    },
  });

  of(trials: readonly Trial[]): number {
    this.#changes.follow(trials);
    return this.#total;
  }
}
