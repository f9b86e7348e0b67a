import type { Candidates } from './candidates.js';
import { grown } from './observations.js';

/** Of [0, 1]: about two to the reach of a narrow kernel on one side. */
const cells = 32;
/** In place of the cell of a kernel that is to be found from everywhere. */
export const anyCell = cells;

/**
 * Which of very many kernels may count at a candidate: of 32 kernels at once, by a few operations on their bits. A kernel as narrow
 * as kernels may be is found by the cells that its values of some columns lie in, a wider one always.
 *
 * Notation: K kernels, W >= K / 32 words of bits, C cells, O columns.
 */
export class NearKernels {
  readonly #columns: readonly number[];
  /** (O, C + 2, W): of each cell, and behind them, the kernels that lie in cells before it; last, those that lie in any. */
  #before = new Int32Array(0);
  #words = 0;
  /** (K,): the kernels that were found last, by rising index. */
  found = new Int32Array(0);
  /** (O,): where the words of a candidate's first cell begin, and those of the cell behind its last. */
  readonly #lows: Int32Array;
  readonly #highs: Int32Array;

  /** `columns`: whose cells are looked at. */
  constructor(columns: readonly number[]) {
    this.#columns = columns;
    this.#lows = new Int32Array(columns.length);
    this.#highs = new Int32Array(columns.length);
  }

  /** `order` (K,): the row of each kernel in `cellsOf` (S, O), which tells the cells that it lies in. */
  fit(order: Int32Array, cellsOf: Uint8Array): void {
    const [K, O] = [order.length, this.#columns.length];
    const words = Math.ceil(K / 32);
    this.#words = words;
    this.found = grown(this.found, K);
    this.#before = grown(this.#before, O * (cells + 2) * words).fill(0, 0, O * (cells + 2) * words);
    const before = this.#before;
    for (let o = 0; o < O; o++) {
      const start = o * (cells + 2) * words;
      for (let k = 0; k < K; k++) {
        const cell = cellsOf[(order[k] as number) * O + o] as number;
        const at = start + (cell + 1) * words + (k >>> 5);
        before[at] = (before[at] as number) | (1 << (k & 31));
      }
      for (let at = start + words; at < start + (cells + 1) * words; at++) {
        before[at] = (before[at] as number) | (before[at - words] as number);
      }
    }
  }

  /**
   * Finds those of the kernels `first` to `end` that are not certain to be farther from candidate `c` than `reach`, in [0, 1], along
   * one of the columns; a wide kernel reaches farther. Returns how many these are.
   */
  find({ from, to, columns: D }: Candidates, c: number, reach: number, first: number, end: number): number {
    const [words, O] = [this.#words, this.#columns.length];
    const [lows, highs, before, found] = [this.#lows, this.#highs, this.#before, this.found];
    for (let o = 0; o < O; o++) {
      const at = c * D + (this.#columns[o] as number);
      const start = o * (cells + 2);
      lows[o] = (start + cellOf((from[at] as number) - reach)) * words;
      highs[o] = (start + cellOf((to[at] as number) + reach) + 1) * words;
    }
    let count = 0;
    for (let word = first >>> 5; word << 5 < end; word++) {
      let bits = -1;
      for (let o = 0; o < O; o++) {
        const within = (before[(highs[o] as number) + word] as number) ^ (before[(lows[o] as number) + word] as number);
        const anywhere = before[(o * (cells + 2) + cells + 1) * words + word] as number;
        bits &= within | anywhere;
      }
      const start = word << 5;
      if (start < first) bits &= -1 << (first - start);
      if (end - start < 32) bits &= (1 << (end - start)) - 1;
      for (; bits !== 0; bits &= bits - 1) found[count++] = start + 31 - Math.clz32(bits & -bits);
    }
    return count;
  }
}

/** The cell that a place lies in; the outermost ones have all that is beyond. */
export function cellOf(place: number): number {
  return Math.min(cells - 1, Math.max(0, Math.floor(place * cells)));
}
