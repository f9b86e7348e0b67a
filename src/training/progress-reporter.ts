import type { TrialHandle } from '../trials/trial-handle.js';

/** A few a second are enough for people; each one wakes the coordinating process. */
const intervalMs = 300;

/** Tells how far an epoch is, now and then. */
export class ProgressReporter {
  #epoch = 0;
  #examples = 0;
  #done = 0;
  #startedAt = 0;
  #reportedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly handle: Pick<TrialHandle, 'progress'>,
    private readonly epochs: number,
  ) {}

  startEpoch(epoch: number, examples: number): void {
    this.#epoch = epoch;
    this.#examples = examples;
    this.#done = 0;
    this.#startedAt = performance.now();
  }

  advance(examples: number): void {
    this.#done += examples;
    const now = performance.now();
    if (now - this.#reportedAt < intervalMs) return;
    this.#reportedAt = now;
    this.handle.progress({
      step: this.#epoch,
      steps: this.epochs,
      fraction: this.#done / this.#examples,
      examplesPerSecond: this.#done / ((now - this.#startedAt) / 1000),
    });
  }
}
