import type { Trial } from '../core/trial.js';
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

  constructor(fronts: Fronts, others: SortedList<Trial>, accepts: Acceptance) {
    this.#fronts = fronts;
    this.#others = others;
    this.#accepts = accepts;
    this.length = fronts.fronts.reduce((sum, front) => sum + accepts.countIn(front), others.length);
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
    const { fronts } = this.#fronts;
    const before = trial.state === 'complete' ? this.#fronts.frontOf(trial) : fronts.length;
    const start = fronts.slice(0, before).reduce((sum, front) => sum + this.#accepts.countIn(front), 0);
    const front = fronts[before];
    const place = front === undefined ? this.#others.placeOf(trial) : this.#inOrder(front).indexOf(trial);
    return place === -1 ? -1 : start + place;
  }

  *[Symbol.iterator](): Generator<Trial, undefined> {
    for (const front of this.#fronts.fronts) yield* this.#inOrder(front);
    yield* this.#others;
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
