import { type Objective, toLoss } from '../core/objective.js';

export interface EarlyStoppingSettings {
  /** Epochs without improvement that are borne; 0: any number. */
  readonly patience: number;
  /** In the metric's units: a smaller change for the better does not reset the patience. */
  readonly minDelta: number;
}

/** What it has seen so far, as plain data. Losses are Infinity before the first epoch. */
export interface EarlyStoppingState {
  readonly best: number;
  readonly reference: number;
  readonly epochsWithout: number;
}

/** Watches one metric over the epochs (Prechelt, "Early Stopping - But When?", 1998, https://doi.org/10.1007/3-540-49430-8_3). */
export class EarlyStopping {
  /** Lowest loss so far: its epoch's weights are the ones to keep. */
  #best = Number.POSITIVE_INFINITY;
  /** The loss that has to be undercut by `minDelta`. */
  #reference = Number.POSITIVE_INFINITY;
  #epochsWithout = 0;

  constructor(
    private readonly objective: Objective,
    private readonly settings: EarlyStoppingSettings,
  ) {}

  /** Takes an epoch's value of the metric; true when it is the best so far. */
  update(value: number): boolean {
    const loss = toLoss(this.objective, value);
    if (loss <= this.#reference - this.settings.minDelta && loss < this.#reference) {
      this.#reference = loss;
      this.#epochsWithout = 0;
    } else {
      this.#epochsWithout++;
    }
    if (loss >= this.#best) return false;
    this.#best = loss;
    return true;
  }

  get exhausted(): boolean {
    return this.settings.patience > 0 && this.#epochsWithout >= this.settings.patience;
  }

  get state(): EarlyStoppingState {
    return { best: this.#best, reference: this.#reference, epochsWithout: this.#epochsWithout };
  }

  restore({ best, reference, epochsWithout }: EarlyStoppingState): void {
    this.#best = best;
    this.#reference = reference;
    this.#epochsWithout = epochsWithout;
  }
}
