import type { Trial } from '../core/trial.js';
import { type LossEntry, RankedLosses } from './ranked-losses.js';

/** Which trials are peers, and what each is ranked by. Both depend on the trial alone, since unchanged ones are not asked again. */
export interface PeerRule {
  counts(trial: Trial): boolean;
  /** The finite loss that stands for a level (a rung, a step), if the trial has come as far. */
  lossAt(trial: Trial, level: number): number | undefined;
}

/**
 * The ranked losses of all peers at each level that was asked for. It only saves time: what it answers follows from the trials
 * alone. An object that has not changed says that its trial has not; and of an array that it knows, only trials that may still
 * change are looked at, so a study that asks again and again pays for what is new.
 */
export class PeerIndex {
  readonly #rule: PeerRule;
  readonly #levels = new Map<number, RankedLosses>();
  /** The array last asked about, and the trials that were in it then. */
  #list: readonly Trial[] | undefined;
  readonly #known: Trial[] = [];
  /** Indices of those that may still change. */
  readonly #open = new Set<number>();

  constructor(rule: PeerRule) {
    this.#rule = rule;
  }

  /** The answer is good until the next call. */
  at(trials: readonly Trial[], level: number): RankedLosses {
    this.#follow(trials);
    let ranked = this.#levels.get(level);
    if (ranked === undefined) {
      ranked = new RankedLosses(this.#entries(trials, level));
      this.#levels.set(level, ranked);
    }
    return ranked;
  }

  #follow(trials: readonly Trial[]): void {
    const known = this.#known;
    const isSame = trials === this.#list && trials.length >= known.length;
    if (!isSame && known.some(({ number }, i) => trials[i]?.number !== number)) this.#forget();
    for (const i of isSame ? this.#open : known.keys()) if (trials[i] !== known[i]) this.#take(i, trials[i] as Trial);
    for (let i = known.length; i < trials.length; i++) this.#take(i, trials[i] as Trial);
    this.#list = trials;
  }

  #forget(): void {
    this.#levels.clear();
    this.#open.clear();
    this.#known.length = 0;
  }

  /** Takes a new trial, or what has become of one. */
  #take(i: number, trial: Trial): void {
    const before = this.#known[i];
    this.#known[i] = trial;
    if (mayChange(trial)) this.#open.add(i);
    else this.#open.delete(i);
    const counts = this.#rule.counts(trial);
    if (!counts && !(before && this.#rule.counts(before))) return;
    for (const [level, ranked] of this.#levels) ranked.set(trial.number, counts ? this.#rule.lossAt(trial, level) : undefined);
  }

  #entries(trials: readonly Trial[], level: number): LossEntry[] {
    const entries: LossEntry[] = [];
    for (const trial of trials) {
      const loss = this.#rule.counts(trial) ? this.#rule.lossAt(trial, level) : undefined;
      if (loss !== undefined) entries.push({ number: trial.number, loss });
    }
    return entries;
  }
}

/** A paused trial may go on; other finished ones stay as they are. */
function mayChange(trial: Trial): boolean {
  return trial.state === 'running' || trial.state === 'waiting' || (trial.state === 'pruned' && trial.paused === true);
}
