import { logNormalMass } from '../../math/normal.js';
import type { UnitNormal } from '../prior.js';
import { anyCell, cellOf } from './near-kernels.js';
import { grown, type Observations } from './observations.js';
import { SortedPlaces } from './sorted-places.js';

/**
 * The normal kernels around the ordered values of some of the trials, as wide as their neighbours are far. They follow these
 * trials from one fit to the next at the cost of what changes, and are the same as if made anew.
 *
 * Notation: K kernels, D parameters, O of them ordered and located, S >= K rows, of which those that are no kernel's are free.
 */
export class TrialKernels {
  readonly #observations: Observations;
  /** By column (D,); none for a categorical one. */
  readonly #sorted: readonly (SortedPlaces | undefined)[];
  #numbers: Int32Array = new Int32Array(0);
  /** The smallest standard deviation that a kernel may have. */
  narrowest = 0;
  /**
   * (S, 2D + 1): of each parameter the trial's value and the kernel's precision, 1 / standard deviation, and last what `logNormalizer`
   * says of all of them together. They lie side by side because reading them is what most of a suggestion's time goes into.
   */
  rows = new Float64Array(0);
  /** (K,): the row of each kernel, by rising trial number. */
  order = new Int32Array(0);
  /** (O,): the columns by which kernels are found; by more than two hardly fewer are. */
  readonly located: readonly number[];
  /** (S, O): in which cell of each of them a kernel lies; one that is not as narrow as may be is to be found from everywhere. */
  cells = new Uint8Array(0);
  /** No kernel's row ends with less. */
  leastLogNormalizer = Number.POSITIVE_INFINITY;
  /** What `logNormalizer` says of each parameter (S, D). */
  #logNormalizers = new Float64Array(0);
  /** By trial number (N,): the row of each that has one. */
  #rowOf = new Int32Array(0);
  #rowCount = 0;
  readonly #free: number[] = [];

  constructor(observations: Observations) {
    this.#observations = observations;
    const width = observations.columns.length;
    this.#sorted = observations.columns.map(({ kind }, j) =>
      kind === 'categorical' ? undefined : new SortedPlaces((number) => observations.units[number * width + j] as number),
    );
    this.located = observations.columns.flatMap(({ kind }, j) => (kind === 'categorical' ? [] : [j])).slice(0, 2);
  }

  /**
   * `numbers` rise. No kernel is narrower than the share of [0, 1] that one of `sharpness` times as many trials stands for, nor
   * than a hundredth: of few trials the neighbours are far or near by chance.
   */
  fit(numbers: Int32Array, sharpness: number): void {
    this.#makeRoom(numbers.length);
    const stale = this.#exchange(numbers);
    const narrowest = 1 / Math.min(100, sharpness * numbers.length + 2);
    const isAnew = narrowest !== this.narrowest;
    this.narrowest = narrowest;
    if (isAnew) this.leastLogNormalizer = Number.POSITIVE_INFINITY;
    for (const number of isAnew ? numbers : stale) this.#setWidths(number);
    this.order = new Int32Array(numbers.length);
    for (let k = 0; k < numbers.length; k++) this.order[k] = this.#rowOf[numbers[k] as number] as number;
  }

  kernel(number: number, column: number): UnitNormal {
    const at = (this.#rowOf[number] as number) * this.rowWidth + 2 * column;
    return { mean: this.rows[at] as number, deviation: 1 / (this.rows[at + 1] as number) };
  }

  /** Numbers of a row. */
  get rowWidth(): number {
    return 2 * this.#observations.columns.length + 1;
  }

  /** Rows of those that go are free before others come. */
  #makeRoom(kernels: number): void {
    const { units, columns } = this.#observations;
    this.rows = grown(this.rows, kernels * this.rowWidth);
    this.#logNormalizers = grown(this.#logNormalizers, kernels * columns.length);
    this.cells = grown(this.cells, kernels * this.located.length);
    this.#rowOf = grown(this.#rowOf, units.length / columns.length);
  }

  /** Takes `numbers` for the trials of before; returns those that have other neighbours now. */
  #exchange(numbers: Int32Array): Set<number> {
    const before = this.#numbers;
    this.#numbers = numbers;
    const stale = new Set<number>();
    const added: number[] = [];
    let b = 0;
    for (let k = 0; k < numbers.length; k++) {
      const number = numbers[k] as number;
      while (b < before.length && (before[b] as number) < number) this.#remove(before[b++] as number, stale);
      if (before[b] === number) b++;
      else added.push(number);
    }
    while (b < before.length) this.#remove(before[b++] as number, stale);
    for (const number of added) this.#insert(number, stale);
    return stale;
  }

  #insert(number: number, stale: Set<number>): void {
    this.#beginRow(number);
    stale.add(number);
    for (const sorted of this.#sorted) {
      sorted?.insert(number);
      for (const neighbour of sorted?.neighbours(number) ?? []) if (neighbour !== undefined) stale.add(neighbour);
    }
  }

  #remove(number: number, stale: Set<number>): void {
    this.#free.push(this.#rowOf[number] as number);
    for (const sorted of this.#sorted) {
      sorted?.remove(number);
      for (const neighbour of sorted?.neighbours(number) ?? []) if (neighbour !== undefined) stale.add(neighbour);
    }
    stale.delete(number);
  }

  /** With the trial's values; no kernel has a precision of 0. */
  #beginRow(number: number): void {
    const { units, columns } = this.#observations;
    const row = this.#free.pop() ?? this.#rowCount++;
    this.#rowOf[number] = row;
    for (let j = 0; j < columns.length; j++) {
      const at = row * this.rowWidth + 2 * j;
      this.rows[at] = units[number * columns.length + j] as number;
      this.rows[at + 1] = 0;
    }
  }

  #setWidths(number: number): void {
    const { columns } = this.#observations;
    const row = this.#rowOf[number] as number;
    const start = row * this.rowWidth;
    let all = 0;
    columns.forEach(({ kind }, j) => {
      const sorted = this.#sorted[j];
      if (sorted === undefined) return;
      const deviation = Math.min(1, Math.max(this.narrowest, sorted.width(number)));
      const at = start + 2 * j;
      const normalizer = row * columns.length + j;
      if (this.rows[at + 1] !== 1 / deviation) {
        this.rows[at + 1] = 1 / deviation;
        this.#logNormalizers[normalizer] = logNormalizer(kind, { mean: this.rows[at] as number, deviation });
      }
      all += this.#logNormalizers[normalizer] as number;
    });
    this.rows[start + 2 * columns.length] = all;
    for (let o = 0; o < this.located.length; o++) {
      const at = start + 2 * (this.located[o] as number);
      const isNarrow = this.rows[at + 1] === 1 / this.narrowest;
      this.cells[row * this.located.length + o] = isNarrow ? cellOf(this.rows[at] as number) : anyCell;
    }
    this.leastLogNormalizer = Math.min(this.leastLogNormalizer, all);
  }
}

/**
 * What is to be subtracted from a normal's exponent for the logarithm of its density, or for a stepped parameter from the
 * logarithm of a mass, so that [0, 1] has all of its probability.
 */
export function logNormalizer(kind: 'continuous' | 'stepped' | 'categorical', { mean, deviation }: UnitNormal): number {
  const logMass = logNormalMass(-mean / deviation, (1 - mean) / deviation);
  return kind === 'continuous' ? logMass + Math.log(deviation * Math.sqrt(2 * Math.PI)) : logMass;
}
