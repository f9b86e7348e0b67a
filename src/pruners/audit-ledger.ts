import { courseOf, lastStep } from '../core/course.js';
import type { CompleteTrial, Trial } from '../core/trial.js';
import { hazardPosterior } from './audit-harm.js';
import { AuditStandings, auditedAt, auditStandings, byEnd, extraSteps } from './audit-record.js';
import { TrialChanges } from './trial-changes.js';

/** What the audit knows of a study. It is kept up as trials change, so that a decision pays for what is new. */
export class AuditLedger {
  /** Of all trials. */
  #steps = 0;
  #stepsOfComplete = 0;
  /** Beyond where they would have been pruned, of audited trials that are complete or have failed. */
  #extraSteps = 0;
  #extraStepsOfComplete = 0;
  /** Audited trials that still run, and the steps at which they would have been pruned. */
  #running = { count: 0, steps: 0 };
  readonly #complete = new Map<number, CompleteTrial>();
  /** Of the complete trials up to `#last`; undefined where one has come out of order. */
  #standings: AuditStandings | undefined = new AuditStandings();
  #last: CompleteTrial | undefined;
  /** Undefined where the longest trial has changed. */
  #longest: number | undefined = 0;
  #posterior: { of: number; probabilities: number[] } | undefined;
  readonly #changes = new TrialChanges({
    forget: () => this.#forget(),
    take: (trial) => {
      const { number } = trial;
      const before = this.#shares.get(number);
      if (before) this.#count(before, -1);
      const share = shareOf(trial);
      this.#shares.set(number, share);
      this.#count(share, 1);
      if (this.#longest !== undefined && share.steps >= this.#longest) this.#longest = share.steps;
      else if (before?.steps === this.#longest) this.#longest = undefined;
    },
  });
  /** What each trial counts for now, by its number. The trial itself may grow meanwhile. */
  readonly #shares = new Map<number, Share>();

  follow(trials: readonly Trial[]): void {
    this.#changes.follow(trials);
  }

  get steps(): number {
    return this.#steps;
  }

  /** The most steps that a trial has come to; 0 without any. */
  get longest(): number {
    if (this.#longest === undefined) {
      this.#longest = 0;
      for (const { steps } of this.#shares.values()) this.#longest = Math.max(this.#longest, steps);
    }
    return this.#longest;
  }

  /** Complete trials that the pruner let through. */
  get letThrough(): number {
    return this.#complete.size - this.standings.list.length;
  }

  /** Mean steps of a complete trial; NaN while there is none. */
  get wholeSteps(): number {
    return this.#stepsOfComplete / this.#complete.size;
  }

  get extraStepsOfComplete(): number {
    return this.#extraStepsOfComplete;
  }

  /** What all audits cost in steps once those that still run have come to their end after `whole` steps. */
  extraStepsInTheEnd(whole: number): number {
    return this.#extraSteps + this.#running.count * whole - this.#running.steps;
  }

  get standings(): AuditStandings {
    if (this.#standings === undefined) {
      const complete = [...this.#complete.values()].sort(byEnd);
      this.#standings = auditStandings(complete);
      this.#last = complete.at(-1);
      this.#posterior = undefined;
    }
    return this.#standings;
  }

  /** Of the hazard of audited trials: see audit-harm.ts. */
  get posterior(): readonly number[] {
    const { list } = this.standings;
    if (this.#posterior?.of !== list.length) this.#posterior = { of: list.length, probabilities: hazardPosterior(list) };
    return this.#posterior.probabilities;
  }

  #forget(): void {
    this.#steps = 0;
    this.#longest = 0;
    this.#stepsOfComplete = 0;
    this.#extraSteps = 0;
    this.#extraStepsOfComplete = 0;
    this.#running = { count: 0, steps: 0 };
    this.#complete.clear();
    this.#shares.clear();
    this.#standings = undefined;
    this.#last = undefined;
  }

  /** Takes a trial's share in (`sign` 1), or out again (-1). */
  #count({ steps, runsFrom, extraSteps, complete }: Share, sign: 1 | -1): void {
    this.#steps += sign * steps;
    this.#extraSteps += sign * extraSteps;
    if (runsFrom !== undefined) {
      this.#running.count += sign;
      this.#running.steps += sign * runsFrom;
    }
    if (complete) {
      this.#extraStepsOfComplete += sign * extraSteps;
      this.#stepsOfComplete += sign * steps;
      if (sign === 1) this.#addComplete(complete);
      else this.#removeComplete(complete);
    }
  }

  #addComplete(trial: CompleteTrial): void {
    this.#complete.set(trial.number, trial);
    if (this.#last && byEnd(trial, this.#last) < 0) this.#standings = undefined;
    if (this.#standings === undefined) return;
    this.#standings.add(trial);
    this.#last = trial;
  }

  #removeComplete(trial: CompleteTrial): void {
    this.#complete.delete(trial.number);
    this.#standings = undefined;
  }
}

/** What one trial counts for. */
interface Share {
  readonly steps: number;
  /** Of a running audited trial: the step at which it would have been pruned. */
  readonly runsFrom?: number;
  readonly extraSteps: number;
  /** The trial, where it is. */
  readonly complete?: CompleteTrial;
}

function shareOf(trial: Trial): Share {
  const steps = lastStep(courseOf(trial));
  if (trial.state === 'running') {
    const runsFrom = auditedAt(trial);
    return { steps, extraSteps: 0, ...(runsFrom !== undefined && { runsFrom }) };
  }
  if (trial.state === 'failed') return { steps, extraSteps: extraSteps(trial) };
  return trial.state === 'complete' ? { steps, extraSteps: extraSteps(trial), complete: trial } : { steps, extraSteps: 0 };
}
