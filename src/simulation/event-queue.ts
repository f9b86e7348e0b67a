/** What will happen, the earliest first; of events at the same time the one that was added first. A binary heap. */
export class EventQueue<T> {
  readonly #heap: { readonly at: number; readonly order: number; readonly event: T }[] = [];
  #added = 0;

  add(at: number, event: T): void {
    const heap = this.#heap;
    heap.push({ at, order: this.#added++, event });
    for (let child = heap.length - 1; child > 0; ) {
      const parent = (child - 1) >> 1;
      if (!this.#isBefore(child, parent)) return;
      this.#swap(child, parent);
      child = parent;
    }
  }

  /** Takes the next event out; undefined when there is none. */
  next(): { readonly at: number; readonly event: T } | undefined {
    const heap = this.#heap;
    if (heap.length === 0) return undefined;
    this.#swap(0, heap.length - 1);
    const first = heap.pop();
    for (let parent = 0; ; ) {
      let earliest = parent;
      for (const child of [2 * parent + 1, 2 * parent + 2]) if (this.#isBefore(child, earliest)) earliest = child;
      if (earliest === parent) return first;
      this.#swap(parent, earliest);
      parent = earliest;
    }
  }

  #isBefore(i: number, j: number): boolean {
    const [a, b] = [this.#heap[i], this.#heap[j]];
    return a !== undefined && b !== undefined && (a.at - b.at || a.order - b.order) < 0;
  }

  #swap(i: number, j: number): void {
    const heap = this.#heap as { at: number; order: number; event: T }[];
    const kept = heap[i] as { at: number; order: number; event: T };
    heap[i] = heap[j] as { at: number; order: number; event: T };
    heap[j] = kept;
  }
}
