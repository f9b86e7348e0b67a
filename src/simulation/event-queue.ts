import { PriorityQueue } from '../math/priority-queue.js';

interface Queued<T> {
  readonly at: number;
  readonly order: number;
  readonly event: T;
}

/** What will happen, the earliest first; of events at the same time the one that was added first. */
export class EventQueue<T> {
  readonly #queue = new PriorityQueue<Queued<T>>((a, b) => (a.at - b.at || a.order - b.order) < 0);
  #added = 0;

  add(at: number, event: T): void {
    this.#queue.add({ at, order: this.#added++, event });
  }

  /** Takes the next event out; undefined when there is none. */
  next(): { readonly at: number; readonly event: T } | undefined {
    return this.#queue.next();
  }
}
