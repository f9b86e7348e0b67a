import { type CompleteTrial, isFinished, type Params, type PrunedTrial, type Trial } from '../../core/trial.js';
import { SortedBlocks } from '../../math/sorted-blocks.js';
import { byStanding } from '../standing.js';

/** Which of all trials the two densities of TPE are made from; by rising number. */
export interface Split {
  readonly good: Int32Array;
  /** The good ones, and those of which nothing is said: all others are bad. */
  readonly notBad: Int32Array;
  /** Of the good ones, at most 1; left out, they weigh by their age. */
  readonly goodWeights?: Float64Array;
}

/** Trials that tell how good their parameters are, be it for as long as they ran. */
type RankedTrial = CompleteTrial | PrunedTrial;

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
  #ranked = noneRanked();

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
    this.#addNew(trials, added);
    this.#last = trials.at(-1)?.params;
    this.#ranked.add(added);
  }

  get rankedCount(): number {
    return this.#ranked.length;
  }

  split(): Split {
    const best = this.#ranked.first(goodCount(this.rankedCount));
    const good = Int32Array.from(best, ({ number }) => number).sort();
    return { good, notBad: this.#constantLiar ? good : Int32Array.from([...good, ...this.#unfinished()]).sort() };
  }

  /**
   * Apart from its caller: over very many trials V8 compiles the loop while it runs for the first time, with what comes behind it if
   * there is anything, of which it knows nothing yet, so that the compiled code would be given up at each later call.
   */
  #addNew(trials: readonly Trial[], added: RankedTrial[]): void {
    for (; this.#length < trials.length; this.#length++) this.#add(trials[this.#length] as Trial, this.#length, added);
  }

  #restart(): void {
    this.#length = 0;
    this.#open.clear();
    this.#ranked = noneRanked();
  }

  #add(trial: Trial, i: number, ranked: RankedTrial[]): void {
    if (isRanked(trial)) ranked.push(trial);
    if (!isFinished(trial) || (trial.state === 'pruned' && trial.paused)) this.#open.set(i, trial);
    else this.#open.delete(i);
  }

  #remove(trial: Trial): void {
    if (isRanked(trial)) this.#ranked.remove(trial);
  }

  #unfinished(): number[] {
    return [...this.#open.values()].filter((trial) => !isFinished(trial)).map(({ number }) => number);
  }
}

/** By standing, earlier ones first among equals. */
function noneRanked(): SortedBlocks<RankedTrial> {
  return new SortedBlocks<RankedTrial>(byStanding);
}

/** gamma in the paper: a tenth of the trials, at most 25. */
export function goodCount(ranked: number): number {
  return Math.min(Math.ceil(0.1 * ranked), 25);
}

function isRanked(trial: Trial): trial is RankedTrial {
  return trial.state === 'complete' || trial.state === 'pruned';
}
