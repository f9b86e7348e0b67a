import type { Device } from '../core/backend.js';
import type { Progress, TrialJob } from '../core/executor.js';
import type { Metrics, Params } from '../core/trial.js';
import type { TensorFlow } from '../training/tf.js';
import { TrialCheckpoint } from './trial-checkpoint.js';
import type { TrialHandle } from './trial-handle.js';
import type { TrialLink } from './trial-link.js';
import type { TrialPlace } from './trial-place.js';

/** The handle that a trial's code is given: checks what it says, numbers its steps and passes everything on. */
export class LinkedHandle implements TrialHandle {
  readonly number: number;
  readonly params: Params;
  readonly seed: number;
  readonly device: Device;
  readonly checkpoint?: TrialCheckpoint;
  readonly #place: TrialPlace;
  readonly #stopping = new AbortController();
  readonly #link: TrialLink;
  readonly #unanswered = new Set<Promise<unknown>>();
  #lastStep = 0;
  #lastMetrics: Metrics | undefined;

  constructor(job: TrialJob, link: TrialLink, place: TrialPlace) {
    this.number = job.trialNumber;
    this.params = job.params;
    this.seed = job.seed;
    this.device = place.device;
    if (job.checkpointFolder !== undefined) this.checkpoint = new TrialCheckpoint(job.checkpointFolder, job);
    this.#place = place;
    this.#link = link;
    link.stopSignal.addEventListener('abort', () => this.#stopping.abort());
  }

  // Functions of their own, so that `({ params, report }) => ...` can take them out of the handle.

  readonly report = async (step: number, metrics: Metrics): Promise<'continue' | 'stop'> => {
    if (!Number.isSafeInteger(step) || step <= this.#lastStep) {
      const got = typeof step === 'number' ? step : JSON.stringify(step);
      throw new RangeError(
        `Expected a report to begin with its step, a whole number above the last one (${this.#lastStep}), got ${got}`,
      );
    }
    checkMetrics(metrics);
    this.#lastStep = step;
    this.#lastMetrics = metrics;
    const answer = this.#link.report(step, metrics);
    this.#unanswered.add(answer);
    const verdict = await answer;
    this.#unanswered.delete(answer);
    if (verdict === 'stop') this.#stopping.abort();
    return verdict;
  };

  readonly progress = (progress: Progress): void => {
    this.#link.progress(progress);
  };

  get stopRequested(): boolean {
    if (this.#link.stopRequested()) this.#stopping.abort();
    return this.#stopping.signal.aborted;
  }

  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  readonly tensorflow = (): Promise<TensorFlow> => {
    return this.#place.tensorflow();
  };

  readonly log = (line: string): void => {
    this.#link.log(line);
  };

  /** Whether the trial's code was told to stop, by an answer or by the flag, so that its return means that it did. */
  get toldToStop(): boolean {
    return this.#stopping.signal.aborted;
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
