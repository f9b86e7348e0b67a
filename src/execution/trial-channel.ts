import type { Progress, TrialJob, TrialOutcome } from '../core/executor.js';
import type { Metrics } from '../core/trial.js';
import { runTrial } from '../trials/run-trial.js';
import type { TrialPlace } from '../trials/trial-place.js';
import { outputGoesTo } from './captured-output.js';
import type { TrialMessage, Verdict } from './protocol.js';
import { openTrialLog } from './trial-log.js';

/** More often than the screen is drawn, progress is not worth a message. */
const progressIntervalMs = 100;

/** The working side's end of a trial's conversation, over a port or over a child's IPC channel. */
export class TrialChannel {
  readonly #send: (message: TrialMessage) => void;
  readonly #stopRequested: () => boolean;
  readonly #stopping = new AbortController();
  /** Reports without an answer yet, the oldest first: answers come in the same order. */
  readonly #unanswered: ((verdict: Verdict) => void)[] = [];
  #lastProgressAt = Number.NEGATIVE_INFINITY;

  constructor(send: (message: TrialMessage) => void, stopRequested: () => boolean) {
    this.#send = send;
    this.#stopRequested = stopRequested;
  }

  answered(verdict: Verdict): void {
    this.#unanswered.shift()?.(verdict);
  }

  /** Told to stop, by a message; the flag has said so before. */
  stopped(): void {
    this.#stopping.abort();
  }

  /** Runs the trial in this thread, with its log and what it prints. */
  async run(job: TrialJob, place: TrialPlace): Promise<TrialOutcome> {
    const log = openTrialLog(job);
    outputGoesTo(log.line);
    const link = {
      report: (step: number, metrics: Metrics) => this.#report(step, metrics),
      progress: (progress: Progress) => this.#progress(progress),
      stopRequested: this.#stopRequested,
      stopSignal: this.#stopping.signal,
      log: log.line,
    };
    const outcome = await runTrial(job, link, place);
    log.end(outcome);
    return outcome;
  }

  #report(step: number, metrics: Metrics): Promise<Verdict> {
    return new Promise((resolve) => {
      this.#unanswered.push(resolve);
      this.#send({ type: 'report', step, metrics });
    });
  }

  #progress(progress: Progress): void {
    const now = performance.now();
    if (now - this.#lastProgressAt < progressIntervalMs) return;
    this.#lastProgressAt = now;
    this.#send({ type: 'progress', progress });
  }
}
