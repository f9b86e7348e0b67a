import { median } from '../math/statistics.js';

/** How many times as long as usual a step may take, and how long in any case, where the sweep file does not say. */
const usualTimes = 50;
const leastMs = 10 * 60_000;
/** Steps remembered: what is usual may change as a study goes on. */
const remembered = 200;

/** How long a trial may give no sign of life before it counts as hung, from what the steps of all trials take. */
export class HangLimit {
  readonly #given: number | 'off' | undefined;
  readonly #steps: number[] = [];
  /** When each running trial was heard of last. */
  readonly #heardAt = new Map<number, number>();

  /** `given`: as the sweep file says. */
  constructor(given: number | 'off' | undefined) {
    this.#given = given;
  }

  began(trialNumber: number, at: number): void {
    this.#heardAt.set(trialNumber, at);
  }

  reported(trialNumber: number, at: number): void {
    const before = this.#heardAt.get(trialNumber);
    if (before !== undefined) this.#steps.push(at - before);
    if (this.#steps.length > remembered) this.#steps.shift();
    this.#heardAt.set(trialNumber, at);
  }

  ended(trialNumber: number): void {
    this.#heardAt.delete(trialNumber);
  }

  /** Undefined where there is none: as long as no trial has reported, nobody knows what is usual. */
  get ms(): number | undefined {
    if (this.#given === 'off') return undefined;
    if (this.#given !== undefined) return this.#given;
    return this.#steps.length === 0 ? undefined : Math.max(leastMs, usualTimes * median(this.#steps));
  }
}
