import { encode } from '../../core/distribution.js';
import type { Params, Trial } from '../../core/trial.js';
import type { Column } from './columns.js';

/** The trials' values of some parameters as numbers, each trial encoded once. */
export class Observations {
  readonly columns: readonly Column[];
  /** The continuous columns come first, then the categorical and then the stepped ones. */
  readonly continuousEnd: number;
  readonly categoricalEnd: number;
  /** (N, D), a row for each trial by its number: places in [0, 1] or indices of choices. */
  units = new Float64Array(0);
  /** Conditional parameters are not in every trial. */
  readonly #isComplete: boolean[] = [];
  #complete = new Int32Array(0);
  #completeCount = 0;
  #last: Params | undefined;

  constructor(columns: readonly Column[]) {
    this.columns = columns;
    this.continuousEnd = columns.filter(({ kind }) => kind === 'continuous').length;
    this.categoricalEnd = columns.filter(({ kind }) => kind !== 'stepped').length;
  }

  /** Follows a growing list of trials at the cost of what is new; false for another list, which takes a new instance. */
  follow(trials: readonly Trial[]): boolean {
    const known = this.#isComplete.length;
    if (known > 0 && trials[known - 1]?.params !== this.#last) return false;
    this.units = grown(this.units, trials.length * this.columns.length);
    this.#complete = grown(this.#complete, trials.length);
    this.#addNew(trials, known);
    this.#last = trials.at(-1)?.params;
    return true;
  }

  /** The trials that have all of the parameters, by rising number. */
  get complete(): Int32Array {
    return this.#complete.subarray(0, this.#completeCount);
  }

  /** Those of some trials that have all of the parameters. */
  having(numbers: Int32Array): Int32Array {
    return this.#completeCount === this.#isComplete.length ? numbers : numbers.filter((number) => this.#isComplete[number]);
  }

  /** Whether a trial has all of the parameters. */
  has(number: number): boolean {
    return this.#isComplete[number] as boolean;
  }

  /** Apart from its caller for the reason that the Splitter gives. */
  #addNew(trials: readonly Trial[], first: number): void {
    for (let number = first; number < trials.length; number++) this.#add(number, (trials[number] as Trial).params);
  }

  #add(number: number, params: Params): void {
    const isComplete = this.columns.every(({ name }) => params[name] !== undefined);
    this.#isComplete.push(isComplete);
    if (isComplete) this.#complete[this.#completeCount++] = number;
    this.columns.forEach(({ kind, name, distribution }, j) => {
      const value = params[name];
      if (value === undefined) return;
      const unit = kind === 'categorical' ? distribution.choices.indexOf(value) : encode(distribution, value);
      this.units[number * this.columns.length + j] = unit;
    });
  }
}

/** The array itself, or a copy with room for `length` and as much again. */
export function grown<T extends Float64Array | Int32Array | Uint8Array>(array: T, length: number): T {
  if (array.length >= length) return array;
  const larger = new (array.constructor as new (length: number) => T)(2 * length);
  larger.set(array);
  return larger;
}
