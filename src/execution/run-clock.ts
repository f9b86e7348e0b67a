/** How long a study has run, over all its runs. Time in which it is paused and idle does not count. */
export class RunClock {
  readonly #now: () => number;
  #before: number;
  /** When it was set going; undefined while it is held. */
  #since: number | undefined;

  /** Going from now on. `elapsedMs` is of the runs before. */
  constructor(elapsedMs: number, now: () => number) {
    this.#before = elapsedMs;
    this.#now = now;
    this.#since = now();
  }

  get elapsedMs(): number {
    return this.#before + (this.#since === undefined ? 0 : this.#now() - this.#since);
  }

  hold(): void {
    this.#before = this.elapsedMs;
    this.#since = undefined;
  }

  goOn(): void {
    this.#since ??= this.#now();
  }
}
