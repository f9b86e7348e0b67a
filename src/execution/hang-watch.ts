import { longestTimerMs } from './longest-timer.js';

/** Calls when a trial gave no sign of life for too long. */
export class HangWatch {
  readonly #limitMs: () => number | undefined;
  readonly #onHung: () => void;
  #heardAt = performance.now();
  #timer: NodeJS.Timeout | undefined;
  #silentMs: number | undefined;

  /** `limitMs` may change as time passes; where it is undefined nothing is known yet, and it is asked again. */
  constructor(limitMs: (() => number | undefined) | undefined, onHung: () => void) {
    this.#limitMs = limitMs ?? (() => undefined);
    this.#onHung = onHung;
    if (limitMs) this.#arm();
  }

  lives(): void {
    this.#heardAt = performance.now();
  }

  /** How long it had been silent when that was too long; else how long it is now. */
  get silentMs(): number {
    return this.#silentMs ?? performance.now() - this.#heardAt;
  }

  end(): void {
    clearTimeout(this.#timer);
  }

  #arm(): void {
    const lookAgainMs = 10_000;
    const limit = this.#limitMs();
    const leftMs = limit === undefined ? lookAgainMs : limit - (performance.now() - this.#heardAt);
    this.#timer = setTimeout(() => this.#look(), Math.min(Math.max(leftMs, 0), longestTimerMs));
  }

  #look(): void {
    const limit = this.#limitMs();
    const silentMs = performance.now() - this.#heardAt;
    if (limit === undefined || silentMs < limit) {
      this.#arm();
      return;
    }
    this.#silentMs = silentMs;
    this.#onHung();
  }
}
