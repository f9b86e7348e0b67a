/** Observations of one ordered parameter by rising place in [0, 1], equal ones by trial number. */
export class SortedPlaces {
  #numbers = new Int32Array(64);
  #length = 0;
  readonly #placeOf: (number: number) => number;

  constructor(placeOf: (number: number) => number) {
    this.#placeOf = placeOf;
  }

  insert(number: number): void {
    if (this.#length === this.#numbers.length) this.#grow();
    const at = this.#indexOf(number);
    this.#numbers.copyWithin(at + 1, at, this.#length);
    this.#numbers[at] = number;
    this.#length++;
  }

  remove(number: number): void {
    const at = this.#indexOf(number);
    this.#numbers.copyWithin(at, at + 1, this.#length);
    this.#length--;
  }

  /** The trials beside an observation, or beside where it would be. */
  neighbours(number: number): readonly [left: number | undefined, right: number | undefined] {
    const at = this.#indexOf(number);
    const after = this.#numbers[at] === number && at < this.#length ? at + 1 : at;
    return [at > 0 ? this.#numbers[at - 1] : undefined, after < this.#length ? this.#numbers[after] : undefined];
  }

  /** The larger of the distances to the neighbours; an only observation takes the farther bound. */
  width(number: number): number {
    const [left, right] = this.neighbours(number);
    const place = this.#placeOf(number);
    if (left === undefined && right === undefined) return Math.max(place, 1 - place);
    return Math.max(left === undefined ? 0 : place - this.#placeOf(left), right === undefined ? 0 : this.#placeOf(right) - place);
  }

  /** Where the trial stands or is to be inserted. */
  #indexOf(number: number): number {
    const place = this.#placeOf(number);
    let [from, to] = [0, this.#length];
    while (from < to) {
      const middle = (from + to) >> 1;
      const other = this.#numbers[middle] as number;
      const otherPlace = this.#placeOf(other);
      if (otherPlace < place || (otherPlace === place && other < number)) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  #grow(): void {
    const larger = new Int32Array(2 * this.#numbers.length);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }
}
