/** A set of trial numbers in their order, of which most come in at the end. */
export class RisingNumbers {
  #numbers = new Int32Array(64);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  insert(number: number): void {
    if (this.#length === this.#numbers.length) this.#grow();
    const at = this.indexOf(number);
    this.#numbers.copyWithin(at + 1, at, this.#length);
    this.#numbers[at] = number;
    this.#length++;
  }

  remove(number: number): void {
    const at = this.indexOf(number);
    this.#numbers.copyWithin(at, at + 1, this.#length);
    this.#length--;
  }

  /** Where a number stands or is to be inserted. */
  indexOf(number: number): number {
    if (this.#length === 0 || (this.#numbers[this.#length - 1] as number) < number) return this.#length;
    let [from, to] = [0, this.#length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if ((this.#numbers[middle] as number) < number) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** Writes all but `left` out, which rise and are among them, to the front of `into`; returns how many these are. */
  copyWithout(leftOut: Int32Array, into: Int32Array): number {
    let [from, count] = [0, 0];
    for (let i = 0; i <= leftOut.length; i++) {
      const to = i < leftOut.length ? this.indexOf(leftOut[i] as number) : this.#length;
      into.set(this.#numbers.subarray(from, to), count);
      count += to - from;
      from = to + 1;
    }
    return count;
  }

  #grow(): void {
    const larger = new Int32Array(2 * this.#numbers.length);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }
}
