import { type CompleteTrial, isFinished, type Params, type PrunedTrial, type Trial } from '../../core/trial.js';
import { byStanding } from '../standing.js';
import { RisingNumbers } from './rising-numbers.js';

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
 * Follows a growing list of trials at the cost of what is new or has become another since the last look, and comes to the same as
 * if it looked at the list for the first time.
 */
export class Splitter {
  readonly #constantLiar: boolean;
  #length = 0;
  #last: Params | undefined;
  /** As they were at the last look, by index: those that may become others, because they wait or run or are paused. */
  readonly #open = new Map<number, Trial>();
  /** By standing, earlier ones first among equals. */
  #ranked: RankedTrial[] = [];
  /** Of all trials that are good or bad. */
  #numbers = new RisingNumbers();
  #bad = new Int32Array(0);

  constructor(constantLiar: boolean) {
    this.#constantLiar = constantLiar;
  }

  follow(trials: readonly Trial[]): void {
    if (this.#length > 0 && trials[this.#length - 1]?.params !== this.#last) this.#restart();
    const added: RankedTrial[] = [];
    for (const [i, before] of this.#open) {
      const trial = trials[i] as Trial;
      if (trial === before) continue;
      this.#remove(before);
      this.#add(trial, i, added);
    }
    for (; this.#length < trials.length; this.#length++) this.#add(trials[this.#length] as Trial, this.#length, added);
    this.#last = trials.at(-1)?.params;
    if (added.length <= fewNew) for (const trial of added) this.#ranked.splice(this.#placeOf(trial), 0, trial);
    else this.#ranked = [...this.#ranked, ...added].sort(byStanding);
  }

  get rankedCount(): number {
    return this.#ranked.length;
  }

  /** What it returns holds until the next split. */
  split(): Split {
    const best = this.#ranked.slice(0, goodCount(this.#ranked.length));
    const good = Int32Array.from(best, ({ number }) => number).sort();
    if (this.#bad.length < this.#numbers.length) this.#bad = new Int32Array(2 * this.#numbers.length);
    return { good, bad: this.#bad.subarray(0, this.#numbers.copyWithout(good, this.#bad)) };
  }

  #restart(): void {
    this.#length = 0;
    this.#open.clear();
    this.#ranked = [];
    this.#numbers = new RisingNumbers();
  }

  #add(trial: Trial, i: number, ranked: RankedTrial[]): void {
    if (isRanked(trial)) ranked.push(trial);
    if (this.#tells(trial)) this.#numbers.insert(trial.number);
    if (!isFinished(trial) || (trial.state === 'pruned' && trial.paused)) this.#open.set(i, trial);
    else this.#open.delete(i);
  }

  #remove(trial: Trial): void {
    if (isRanked(trial)) this.#ranked.splice(this.#placeOf(trial), 1);
    if (this.#tells(trial)) this.#numbers.remove(trial.number);
  }

  /** Whether the trial is good or bad. */
  #tells(trial: Trial): boolean {
    return this.#constantLiar || isFinished(trial);
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
