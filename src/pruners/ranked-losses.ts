/** More that comes at once than this is sooner sorted and merged than put in one by one. */
const few = 20;

/**
 * The losses of trials at one step, the best first; trials of the same loss by their numbers. At most one a trial. What comes is put
 * in at the next question, so that a study of very many trials is ranked at once.
 */
export class RankedLosses {
  /** In order, as far as they are put in: `#length` of them. */
  #numbers = new Int32Array(64);
  #length = 0;
  /** By trial number; NaN for none. */
  #lossOf = new Float64Array(64).fill(Number.NaN);
  /** Trials to be put in. */
  #coming: number[] = [];

  get length(): number {
    return this.#length + this.#coming.length;
  }

  /** The loss at a place from 0; undefined behind the last. */
  at(place: number): number | undefined {
    const number = this.numberAt(place);
    return number === undefined ? undefined : this.#lossOf[number];
  }

  /** The trial at a place from 0. */
  numberAt(place: number): number | undefined {
    this.#putIn();
    return place < this.#length ? this.#numbers[place] : undefined;
  }

  /** Puts in, replaces or, for undefined, takes out the finite loss that a trial has. */
  set(number: number, loss: number | undefined): void {
    if (number >= this.#lossOf.length) this.#lossOf = grown(this.#lossOf, number, Number.NaN);
    const before = this.#lossOf[number] as number;
    if (before === loss) return;
    if (!Number.isNaN(before)) this.#remove(number);
    this.#lossOf[number] = loss ?? Number.NaN;
    if (loss !== undefined) this.#coming.push(number);
  }

  /** Where a trial stands, or would with this loss: how many stand before it. */
  placeOf(number: number, loss: number): number {
    this.#putIn();
    return this.#placeOf(loss, number);
  }

  /** From 1: one more than there are better losses, so equals have the same. */
  rankOf(loss: number): number {
    this.#putIn();
    return this.#placeOf(loss, Number.NEGATIVE_INFINITY) + 1;
  }

  #remove(number: number): void {
    this.#putIn();
    const place = this.#placeOf(this.#lossOf[number] as number, number);
    this.#numbers.copyWithin(place, place + 1, this.#length--);
  }

  #putIn(): void {
    const coming = this.#coming;
    if (coming.length === 0) return;
    this.#coming = [];
    if (this.length + coming.length > this.#numbers.length) this.#numbers = grown(this.#numbers, this.#length + coming.length, 0);
    if (coming.length > few) this.#merge(coming.sort((a, b) => this.#compare(a, b)));
    else for (const number of coming) this.#insert(number);
  }

  #insert(number: number): void {
    const place = this.#placeOf(this.#lossOf[number] as number, number);
    this.#numbers.copyWithin(place + 1, place, this.#length++);
    this.#numbers[place] = number;
  }

  /** From the back, where there is room. */
  #merge(sorted: readonly number[]): void {
    let before = this.#length - 1;
    let next = sorted.length - 1;
    this.#length += sorted.length;
    for (let place = this.#length - 1; next >= 0; place--) {
      const isLater = before >= 0 && this.#compare(this.#numbers[before] as number, sorted[next] as number) > 0;
      this.#numbers[place] = isLater ? (this.#numbers[before--] as number) : (sorted[next--] as number);
    }
  }

  #compare(a: number, b: number): number {
    return (this.#lossOf[a] as number) - (this.#lossOf[b] as number) || a - b;
  }

  /** How many stand before a trial with this number and loss. */
  #placeOf(loss: number, number: number): number {
    let [low, high] = [0, this.#length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const other = this.#numbers[middle] as number;
      const at = this.#lossOf[other] as number;
      if (at < loss || (at === loss && other < number)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** A copy with room for an index, and for as much again; what is new is `fill`. */
function grown<T extends Int32Array | Float64Array>(values: T, index: number, fill: number): T {
  const larger = new (values.constructor as new (length: number) => T)(2 * (index + 1)).fill(fill) as T;
  larger.set(values);
  return larger;
}
