/** So many trials in a row after which a worker held more than after the one before are no coincidence. */
const inARow = 6;
/** What they have to come to together: less is not worth a new worker, which takes a second to start. */
const leastBytes = 128 * 2 ** 20;

/**
 * Notices a worker that leaks, from what it holds after each of its trials. A large trial raises what is held once; a leak raises
 * it again and again.
 */
export class LeakWatch {
  /** After the last trials, each more than the one before. */
  #rising: number[] = [];

  /** Takes what the worker holds after a trial, in bytes. @returns whether it leaks, so that the next trial should have a new one */
  leaks(bytes: number): boolean {
    const isMore = bytes > (this.#rising.at(-1) ?? Number.NEGATIVE_INFINITY);
    this.#rising = isMore ? [...this.#rising, bytes] : [bytes];
    const first = this.#rising.at(-1 - inARow);
    return first !== undefined && bytes - first >= leastBytes;
  }

  /** The worker is another one now. */
  restart(): void {
    this.#rising = [];
  }
}
