import type { Metrics } from '../../core/trial.js';
import type { MetricRecord } from './metric-record.js';

type Report = (step: number, metrics: Metrics) => void;

/** Names of the step where none is given. */
const stepNames = ['step', 'epoch'];

/**
 * Makes a trial's reports of what its program says in pieces: the training loss here, the validation loss there. A record with
 * the objective's metric is a report at once, with what came since the one before; steps that are not said are counted.
 */
export class ProgramReports {
  readonly #objective: string;
  readonly #stepNames: readonly string[];
  readonly #report: Report;
  readonly #resumeStep: number;
  #pending: Metrics = {};
  #latest: Metrics = {};
  #lastStep: number;
  /** Programs that count epochs from 0 say so by their first one. */
  #offset: number | undefined;

  /** `lastStep`: of a trial that goes on after it. */
  constructor(
    objective: string,
    report: Report,
    options: { readonly step?: string | undefined; readonly lastStep?: number } = {},
  ) {
    this.#objective = objective;
    this.#report = report;
    this.#stepNames = options.step === undefined ? stepNames : [options.step, ...stepNames];
    this.#resumeStep = options.lastStep ?? 0;
    this.#lastStep = this.#resumeStep;
  }

  /** Whether it was a report: a metric of a step that has been reported, or of none yet, is kept for the next one. */
  take(record: MetricRecord): boolean {
    const stepName = this.#stepNames.find((name) => name in record);
    const metrics = Object.fromEntries(Object.entries(record).filter(([name]) => name !== stepName));
    this.#latest = { ...this.#latest, ...metrics };
    this.#pending = { ...this.#pending, ...metrics };
    if (!(this.#objective in metrics)) return false;
    const step = this.#stepOf(stepName === undefined ? undefined : record[stepName]);
    if (step <= this.#lastStep) return false;
    const pending = this.#pending;
    this.#pending = {};
    this.#lastStep = step;
    this.#report(step, pending);
    return true;
  }

  /** Final metrics, which belong to no step. */
  conclude(metrics: MetricRecord): void {
    this.#latest = { ...this.#latest, ...metrics };
  }

  /** The last value of each metric. */
  get latest(): Metrics {
    return this.#latest;
  }

  /** From 1. A step that is no whole number, such as half an epoch, is not said. */
  #stepOf(said: number | undefined): number {
    if (said === undefined || !Number.isSafeInteger(said)) return this.#lastStep + 1;
    // One that counts from 0 and goes on says first how many steps it has done.
    this.#offset ??= said === this.#resumeStep ? 1 : 0;
    return said + this.#offset;
  }
}
