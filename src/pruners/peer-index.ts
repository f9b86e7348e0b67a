import type { Trial } from '../core/trial.js';
import { RankedLosses } from './ranked-losses.js';
import { TrialChanges } from './trial-changes.js';

/** Which trials are peers, and what each is ranked by. Both depend on the trial alone, since unchanged ones are not asked again. */
export interface PeerRule {
  counts(trial: Trial): boolean;
  /** The finite loss that stands for a level (a rung, a step), if the trial has come as far. */
  lossAt(trial: Trial, level: number): number | undefined;
}

/**
 * The ranked losses of all peers at each level that was asked for. It only saves time: what it answers follows from the trials
 * alone.
 */
export class PeerIndex {
  readonly #rule: PeerRule;
  readonly #levels = new Map<number, RankedLosses>();
  readonly #changes = new TrialChanges({
    forget: () => this.#levels.clear(),
    take: (trial, before) => this.#take(trial, before),
  });

  constructor(rule: PeerRule) {
    this.#rule = rule;
  }

  /** The answer is good until the next call. */
  at(trials: readonly Trial[], level: number): RankedLosses {
    this.#changes.follow(trials);
    let ranked = this.#levels.get(level);
    if (ranked === undefined) {
      ranked = new RankedLosses();
      this.#levels.set(level, ranked);
      for (const trial of trials) if (this.#rule.counts(trial)) ranked.set(trial.number, this.#rule.lossAt(trial, level));
    }
    return ranked;
  }

  #take(trial: Trial, before: Trial | undefined): void {
    const counts = this.#rule.counts(trial);
    if (!counts && !(before && this.#rule.counts(before))) return;
    for (const [level, ranked] of this.#levels) ranked.set(trial.number, counts ? this.#rule.lossAt(trial, level) : undefined);
  }
}
