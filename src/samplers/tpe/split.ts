import type { CompleteTrial, PrunedTrial, Trial } from '../../core/trial.js';
import { byStanding } from '../standing.js';

/** The trials that the two densities of TPE are made from, by rising number. */
export interface Split {
  readonly good: Int32Array;
  readonly bad: Int32Array;
  /** Of the good ones, at most 1; left out, they weigh by their age. */
  readonly goodWeights?: Float64Array;
}

/** Trials that tell how good their parameters are, be it for as long as they ran. */
type RankedTrial = CompleteTrial | PrunedTrial;

/** More new trials than these are cheaper to sort than to insert one by one. */
const fewNew = 64;

/**
 * Splits the trials of a list: the best share of the ranked ones is good; everything else is bad: the other ranked ones, failed ones
 * (whatever diverges or runs out of memory is to be kept away from) and, as constant liars, those that wait or run.
 *
 * Follows the list from one look to the next at the cost of what changed, and of looking what did: a trial that has become another
 * is one by its identity. Comes to the same as if the list were looked at for the first time.
 */
export class Splitter {
  /** The list as it was when it was last looked at (N,). */
  readonly #seen: Trial[] = [];
  /** Their numbers (N,), */
  #numbers = new Int32Array(0);
  /** and whether each is evidence by itself: ranked or failed (N,). */
  #settled = new Uint8Array(0);
  /** By standing, earlier ones first among equals. */
  #ranked: RankedTrial[] = [];

  follow(trials: readonly Trial[]): void {
    this.#resize(trials.length);
    const seen = this.#seen;
    const added: RankedTrial[] = [];
    for (let i = 0; i < trials.length; i++) {
      const trial = trials[i] as Trial;
      const before = seen[i];
      if (trial === before) continue;
      if (before) this.#remove(before);
      if (isRanked(trial)) added.push(trial);
      seen[i] = trial;
      this.#numbers[i] = trial.number;
      this.#settled[i] = Number(isRanked(trial) || trial.state === 'failed');
    }
    if (added.length <= fewNew) for (const trial of added) this.#ranked.splice(this.#placeOf(trial), 0, trial);
    else this.#ranked = [...this.#ranked, ...added].sort(byStanding);
  }

  get rankedCount(): number {
    return this.#ranked.length;
  }

  split(constantLiar: boolean): Split {
    const best = this.#ranked.slice(0, goodCount(this.#ranked.length));
    const good = Int32Array.from(best, ({ number }) => number).sort();
    return { good, bad: this.#bad(good, constantLiar) };
  }

  #bad(good: Int32Array, constantLiar: boolean): Int32Array {
    const bad = new Int32Array(this.#seen.length);
    let count = 0;
    let nextGood = 0;
    for (let i = 0; i < bad.length; i++) {
      const number = this.#numbers[i] as number;
      if (number === good[nextGood]) nextGood++;
      else if (constantLiar || this.#settled[i] === 1) bad[count++] = number;
    }
    return bad.subarray(0, count);
  }

  /** Forgets what a shorter list no longer has, and makes room for a longer one. */
  #resize(length: number): void {
    for (let i = length; i < this.#seen.length; i++) this.#remove(this.#seen[i] as Trial);
    this.#seen.length = Math.min(this.#seen.length, length);
    if (length <= this.#numbers.length) return;
    const [numbers, settled] = [this.#numbers, this.#settled];
    this.#numbers = new Int32Array(2 * length);
    this.#numbers.set(numbers);
    this.#settled = new Uint8Array(2 * length);
    this.#settled.set(settled);
  }

  #remove(trial: Trial): void {
    if (isRanked(trial)) this.#ranked.splice(this.#placeOf(trial), 1);
  }

  /** Where a trial stands among the ranked ones or is to be inserted. */
  #placeOf(trial: RankedTrial): number {
    let [from, to] = [0, this.#ranked.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (byStanding(this.#ranked[middle] as RankedTrial, trial) < 0) from = middle + 1;
      else to = middle;
    }
    return from;
  }
}

/** gamma in the paper: a tenth of the trials, at most 25. */
export function goodCount(ranked: number): number {
  return Math.min(Math.ceil(0.1 * ranked), 25);
}

function isRanked(trial: Trial): trial is RankedTrial {
  return trial.state === 'complete' || trial.state === 'pruned';
}
