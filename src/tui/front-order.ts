import type { CompleteTrial, Trial } from '../core/trial.js';
import type { Front, Fronts, Member } from '../study/fronts.js';
import type { Ordered, SortedList } from './sorted-list.js';

/**
 * Trials with several objectives, the best first: front by front, then those that are not complete. A front is put in order when it
 * comes in sight.
 */
export class FrontOrder implements Ordered<Trial> {
  readonly length: number;
  readonly #fronts: Fronts;
  readonly #others: SortedList<Trial>;
  readonly #accepts: Acceptance;
  /** How many stand before each front. */
  readonly #starts: readonly number[];

  constructor(fronts: Fronts, others: SortedList<Trial>, accepts: Acceptance) {
    this.#fronts = fronts;
    this.#others = others;
    this.#accepts = accepts;
    let start = 0;
    this.#starts = fronts.fronts.map((front) => {
      start += accepts.countIn(front);
      return start - accepts.countIn(front);
    });
    this.length = start + others.length;
  }

  at(index: number): Trial | undefined {
    return this.slice(index, index + 1)[0];
  }

  slice(from: number, to: number): Trial[] {
    const trials: Trial[] = [];
    let start = 0;
    for (const front of this.#fronts.fronts) {
      if (start >= to) return trials;
      const count = this.#accepts.countIn(front);
      if (start + count > from) trials.push(...this.#inOrder(front).slice(Math.max(0, from - start), to - start));
      start += count;
    }
    return [...trials, ...this.#others.slice(Math.max(0, from - start), Math.max(0, to - start))];
  }

  placeOf(trial: Trial): number {
    if (trial.state !== 'complete') {
      const place = this.#others.placeOf(trial);
      return place === -1 ? -1 : this.length - this.#others.length + place;
    }
    const index = this.#fronts.frontOf(trial);
    const front = this.#fronts.fronts[index];
    const place = front === undefined ? -1 : this.#placeIn(front, trial);
    return place === -1 ? -1 : (this.#starts[index] as number) + place;
  }

  *[Symbol.iterator](): Generator<Trial, undefined> {
    for (const front of this.#fronts.fronts) yield* this.#inOrder(front);
    yield* this.#others;
  }

  #placeIn(front: Front, trial: CompleteTrial): number {
    return this.#accepts.isOfAll ? front.placeOf(trial, this.#fronts.reference) : this.#inOrder(front).indexOf(trial);
  }

  #inOrder(front: Front): readonly Trial[] {
    if (this.#accepts.countIn(front) === 0) return [];
    return front
      .ordered(this.#fronts.reference)
      .filter(this.#accepts.holds)
      .map(({ trial }) => trial);
  }
}

/** Which members are shown, and how many of each front, which is counted once. */
export class Acceptance {
  readonly #counts = new WeakMap<Front, number>();
  readonly #accepts: ((trial: Trial) => boolean) | undefined;

  /** Left out: all of them. */
  constructor(accepts?: (trial: Trial) => boolean) {
    this.#accepts = accepts;
  }

  /** Whether every trial is shown. */
  get isOfAll(): boolean {
    return this.#accepts === undefined;
  }

  readonly holds = ({ trial }: Member): boolean => this.#accepts?.(trial) ?? true;

  countIn(front: Front): number {
    if (this.#accepts === undefined) return front.members.length;
    const known = this.#counts.get(front);
    if (known !== undefined) return known;
    const count = front.members.filter(this.holds).length;
    this.#counts.set(front, count);
    return count;
  }
}
