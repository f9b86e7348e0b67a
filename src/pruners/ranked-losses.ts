/** A trial's finite loss at a step. */
export interface LossEntry {
  readonly number: number;
  readonly loss: number;
}

/** The losses of trials at one step, the best first; trials of the same loss by their numbers. At most one a trial. */
export class RankedLosses {
  /** Rising (n,). */
  readonly losses: number[];
  /** The trials of `losses`, in the same order (n,). */
  readonly numbers: number[];
  readonly #lossOf: Map<number, number>;

  constructor(entries: readonly LossEntry[]) {
    const ordered = [...entries].sort((a, b) => a.loss - b.loss || a.number - b.number);
    this.losses = ordered.map(({ loss }) => loss);
    this.numbers = ordered.map(({ number }) => number);
    this.#lossOf = new Map(entries.map(({ number, loss }) => [number, loss]));
  }

  get size(): number {
    return this.losses.length;
  }

  /** Puts in, replaces or, for undefined, takes out what a trial has. */
  set(number: number, loss: number | undefined): void {
    const before = this.#lossOf.get(number);
    if (before === loss) return;
    if (before !== undefined) this.#remove(number, before);
    if (loss !== undefined) this.#insert(number, loss);
  }

  /** From 1: one more than there are better losses, so equals have the same. */
  rankOf(loss: number): number {
    return this.#placeOf(loss, Number.NEGATIVE_INFINITY) + 1;
  }

  #insert(number: number, loss: number): void {
    const place = this.#placeOf(loss, number);
    this.losses.splice(place, 0, loss);
    this.numbers.splice(place, 0, number);
    this.#lossOf.set(number, loss);
  }

  #remove(number: number, loss: number): void {
    const place = this.#placeOf(loss, number);
    this.losses.splice(place, 1);
    this.numbers.splice(place, 1);
    this.#lossOf.delete(number);
  }

  /** How many entries stand before this one. */
  #placeOf(loss: number, number: number): number {
    let [low, high] = [0, this.losses.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      const at = this.losses[middle] as number;
      if (at < loss || (at === loss && (this.numbers[middle] as number) < number)) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}
