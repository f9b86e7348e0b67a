/** A binary heap: what is added comes out in the order that `isBefore` says, items that it does not order in any. */
export class PriorityQueue<T> {
  readonly #heap: T[] = [];

  constructor(private readonly isBefore: (a: T, b: T) => boolean) {}

  add(item: T): void {
    const heap = this.#heap;
    heap.push(item);
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#precedes(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  /** Takes the first item out; undefined when there is none. */
  next(): T | undefined {
    const heap = this.#heap;
    if (heap.length === 0) return undefined;
    this.#swap(0, heap.length - 1);
    const first = heap.pop();
    for (let parent = 0; ; ) {
      let earliest = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) {
        if (child < heap.length && this.#precedes(child, earliest)) earliest = child;
      }
      if (earliest === parent) return first;
      this.#swap(parent, earliest);
      parent = earliest;
    }
  }

  #precedes(i: number, j: number): boolean {
    return this.isBefore(this.#heap[i] as T, this.#heap[j] as T);
  }

  #swap(i: number, j: number): void {
    const kept = this.#heap[i] as T;
    this.#heap[i] = this.#heap[j] as T;
    this.#heap[j] = kept;
  }
}
