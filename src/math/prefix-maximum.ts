/**
 * The highest of the values up to an index, where they only rise: O(log n) for each. All are 0 at first.
 *
 * Fenwick: A New Data Structure for Cumulative Frequency Tables, Software: Practice and Experience 24, 1994,
 * https://doi.org/10.1002/spe.4380240306, with the maximum in place of the sum.
 */
export class PrefixMaximum {
  /** (n + 1,): at i that of the last (i & -i) indices up to i, counted from 1. */
  readonly #highest: Int32Array;

  constructor(length: number) {
    this.#highest = new Int32Array(length + 1);
  }

  /** To `value`, an integer, where it is lower. */
  raise(index: number, value: number): void {
    for (let i = index + 1; i < this.#highest.length; i += i & -i) {
      if ((this.#highest[i] as number) < value) this.#highest[i] = value;
    }
  }

  /** Of the values at the indices from 0 to this one. */
  upTo(index: number): number {
    let highest = 0;
    for (let i = index + 1; i > 0; i -= i & -i) highest = Math.max(highest, this.#highest[i] as number);
    return highest;
  }

  /** Back to 0, and with it what else is counted with it: for use on all indices that were raised. */
  clear(index: number): void {
    for (let i = index + 1; i < this.#highest.length; i += i & -i) this.#highest[i] = 0;
  }
}
