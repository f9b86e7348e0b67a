import type { Slot } from '../core/executor.js';

/** Which slot each running trial has, as far as it can be told: the first that was free when it began. */
export class Lanes {
  readonly #slots: Slot[];
  readonly #takenBy = new Map<number, Slot>();

  constructor(slots: readonly Slot[]) {
    this.#slots = [...slots];
  }

  get slots(): readonly Slot[] {
    return [...this.#slots];
  }

  /** There is always another one: more trials may run than there seemed to be slots. */
  take(trialNumber: number): Slot {
    const taken = new Set(this.#takenBy.values());
    const free = this.#slots.find((slot) => !taken.has(slot)) ?? this.#added();
    this.#takenBy.set(trialNumber, free);
    return free;
  }

  release(trialNumber: number): void {
    this.#takenBy.delete(trialNumber);
  }

  #added(): Slot {
    const slot = { index: this.#slots.length, device: this.#slots.at(-1)?.device ?? 'slot' };
    this.#slots.push(slot);
    return slot;
  }
}
