/** Keeps the values of the keys that were asked for last. */
export class RecentCache<Value> {
  readonly #values = new Map<string, Value>();

  constructor(private readonly capacity: number) {}

  getOrMake(key: string, make: () => Value): Value {
    const value = this.#values.get(key) ?? make();
    // A Map remembers the order of insertion: the first key is the one that was not used for longest.
    this.#values.delete(key);
    this.#values.set(key, value);
    for (const oldest of this.#values.keys()) {
      if (this.#values.size <= this.capacity) break;
      this.#values.delete(oldest);
    }
    return value;
  }

  forget(key: string): void {
    this.#values.delete(key);
  }
}
