import type { Progress, TrialJob } from '../core/executor.js';
import type { Metrics, Params } from '../core/trial.js';
import type { TrialHandle } from './trial-handle.js';
import type { TrialLink } from './trial-link.js';

/** The handle that a trial's code is given: checks what it says, numbers its steps and passes everything on. */
export class LinkedHandle implements TrialHandle {
  readonly number: number;
  readonly params: Params;
  readonly seed: number;
  readonly checkpointFolder?: string;
  readonly resumeStep?: number;
  readonly #link: TrialLink;
  readonly #unanswered = new Set<Promise<unknown>>();
  #lastStep = 0;
  #lastMetrics: Metrics | undefined;
  #toldToStop = false;

  constructor(job: TrialJob, link: TrialLink) {
    this.number = job.trialNumber;
    this.params = job.params;
    this.seed = job.seed;
    if (job.checkpointFolder !== undefined) this.checkpointFolder = job.checkpointFolder;
    if (job.resumeStep !== undefined) this.resumeStep = job.resumeStep;
    this.#link = link;
  }

  async report(metrics: Metrics, step: number = this.#lastStep + 1): Promise<'continue' | 'stop'> {
    checkMetrics(metrics);
    if (!Number.isSafeInteger(step) || step <= this.#lastStep) {
      throw new RangeError(
        `Expected the step of a report to be a whole number above the last one (${this.#lastStep}), got ${step}`,
      );
    }
    this.#lastStep = step;
    this.#lastMetrics = metrics;
    const answer = this.#link.report(step, metrics);
    this.#unanswered.add(answer);
    const verdict = await answer;
    this.#unanswered.delete(answer);
    if (verdict === 'stop') this.#toldToStop = true;
    return verdict;
  }

  progress(progress: Progress): void {
    this.#link.progress(progress);
  }

  get stopRequested(): boolean {
    if (this.#link.stopRequested()) this.#toldToStop = true;
    return this.#toldToStop;
  }

  log(line: string): void {
    this.#link.log(line);
  }

  /** Whether the trial's code was told to stop, by an answer or by the flag, so that its return means that it did. */
  get toldToStop(): boolean {
    return this.#toldToStop;
  }

  /** What was reported last. */
  get lastMetrics(): Metrics | undefined {
    return this.#lastMetrics;
  }

  /** All reports are answered, also those that the trial's code did not wait for. */
  async settled(): Promise<void> {
    await Promise.all(this.#unanswered);
  }
}

/** @throws TypeError unless it is an object of numbers. */
export function checkMetrics(metrics: unknown): asserts metrics is Metrics {
  if (typeof metrics !== 'object' || metrics === null || Array.isArray(metrics)) {
    throw new TypeError(`Expected metrics to be an object of numbers such as { loss: 0.5 }, got ${JSON.stringify(metrics)}`);
  }
  for (const [name, value] of Object.entries(metrics)) {
    if (typeof value !== 'number')
      throw new TypeError(`Expected the metric "${name}" to be a number, got ${JSON.stringify(value)}`);
  }
}
