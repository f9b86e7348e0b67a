import { logNormalMass } from '../../math/normal.js';
import type { UnitNormal } from '../prior.js';
import { grown, type Observations } from './observations.js';
import { SortedPlaces } from './sorted-places.js';

/**
 * The normal kernels around the ordered values of some of the trials, as wide as their neighbours are far. They follow these
 * trials from one fit to the next at the cost of what changes, and are the same as if made anew.
 */
export class TrialKernels {
  readonly #observations: Observations;
  /** By column (D,); none for a categorical one. */
  readonly #sorted: readonly (SortedPlaces | undefined)[];
  #numbers: Int32Array = new Int32Array(0);
  #narrowest = 0;
  /** 1 / standard deviation (N, D), a row for each trial by its number. */
  precisions = new Float64Array(0);
  /** What `logNormalizer` says of each (N, D), */
  #logNormalizers = new Float64Array(0);
  /** and of all of a trial's together (N,). */
  logNormalizers = new Float64Array(0);

  constructor(observations: Observations) {
    this.#observations = observations;
    const width = observations.columns.length;
    this.#sorted = observations.columns.map(({ kind }, j) =>
      kind === 'categorical' ? undefined : new SortedPlaces((number) => observations.units[number * width + j] as number),
    );
  }

  /**
   * `numbers` rise. No kernel is narrower than the share of [0, 1] that one of `sharpness` times as many trials stands for, nor
   * than a hundredth: of few trials the neighbours are far or near by chance.
   */
  fit(numbers: Int32Array, sharpness: number): void {
    const { units, columns } = this.#observations;
    this.precisions = grown(this.precisions, units.length);
    this.#logNormalizers = grown(this.#logNormalizers, units.length);
    this.logNormalizers = grown(this.logNormalizers, units.length / columns.length);
    const stale = this.#exchange(numbers);
    const narrowest = 1 / Math.min(100, sharpness * numbers.length + 2);
    const changed = narrowest === this.#narrowest ? stale : numbers;
    this.#narrowest = narrowest;
    for (const number of changed) this.#setWidths(number);
  }

  kernel(number: number, column: number): UnitNormal {
    const at = number * this.#observations.columns.length + column;
    return { mean: this.#observations.units[at] as number, deviation: 1 / (this.precisions[at] as number) };
  }

  /** Takes `numbers` for the trials of before; returns those that have other neighbours now. */
  #exchange(numbers: Int32Array): Set<number> {
    const before = this.#numbers;
    this.#numbers = numbers;
    const stale = new Set<number>();
    const added: number[] = [];
    let b = 0;
    for (const number of numbers) {
      while (b < before.length && (before[b] as number) < number) this.#remove(before[b++] as number, stale);
      if (before[b] === number) b++;
      else added.push(number);
    }
    while (b < before.length) this.#remove(before[b++] as number, stale);
    for (const number of added) this.#insert(number, stale);
    return stale;
  }

  #insert(number: number, stale: Set<number>): void {
    stale.add(number);
    for (const sorted of this.#sorted) {
      sorted?.insert(number);
      for (const neighbour of sorted?.neighbours(number) ?? []) if (neighbour !== undefined) stale.add(neighbour);
    }
  }

  #remove(number: number, stale: Set<number>): void {
    for (const sorted of this.#sorted) {
      sorted?.remove(number);
      for (const neighbour of sorted?.neighbours(number) ?? []) if (neighbour !== undefined) stale.add(neighbour);
    }
    stale.delete(number);
  }

  #setWidths(number: number): void {
    const { columns, units } = this.#observations;
    let all = 0;
    columns.forEach(({ kind }, j) => {
      const sorted = this.#sorted[j];
      if (sorted === undefined) return;
      const at = number * columns.length + j;
      const deviation = Math.min(1, Math.max(this.#narrowest, sorted.width(number)));
      if (this.precisions[at] !== 1 / deviation) {
        this.precisions[at] = 1 / deviation;
        this.#logNormalizers[at] = logNormalizer(kind, { mean: units[at] as number, deviation });
      }
      all += this.#logNormalizers[at] as number;
    });
    this.logNormalizers[number] = all;
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
