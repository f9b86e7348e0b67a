import type { TrialOutcome } from '../core/executor.js';
import { toLoss } from '../core/objective.js';
import type { PruneDecision, Pruner } from '../core/pruner.js';
import type { Sampler } from '../core/sampler.js';
import type { StudySpec } from '../core/study-spec.js';
import type { CompleteTrial, FinishedTrial, Metrics, Report, RunningTrial, Trial, WaitingTrial } from '../core/trial.js';
import { createRng, deriveSeed } from '../math/rng.js';
import { createPruner } from '../pruners/index.js';
import { createSampler } from '../samplers/index.js';
import { incumbent } from './leaderboard.js';

/**
 * The state of one search: which trials there are and what becomes of them. Pure: time is given to it, nothing is read or
 * written. Its trials determine all that it does next, so a study restored from a store goes on as it would have.
 */
export class Study {
  readonly spec: StudySpec;
  readonly #trials: Trial[];
  readonly #sampler: Sampler;
  readonly #pruner: Pruner;
  /** Why running trials were told to stop, by trial number. */
  readonly #explanations = new Map<number, string>();

  /** `trials` are those of a store, in number order. Running ones were cut off with their process: they wait for another attempt. */
  constructor(spec: StudySpec, trials: readonly Trial[] = []) {
    this.spec = spec;
    this.#sampler = createSampler(spec.sampler);
    this.#pruner = createPruner(spec.pruner);
    this.#trials = trials.map((trial) => (trial.state === 'running' ? toWaiting(trial) : trial));
  }

  /** In number order; a trial's number is its index. */
  get trials(): readonly Trial[] {
    return this.#trials;
  }

  get incumbent(): CompleteTrial | undefined {
    return incumbent(this.#trials);
  }

  /** The next trial to run: one that waits, else a new one; `exhausted` when the sampler has nothing left to try. */
  ask(at: number): RunningTrial | 'exhausted' {
    const waiting = this.#trials.find((trial): trial is WaitingTrial => trial.state === 'waiting');
    if (waiting) return this.#put({ ...waiting, state: 'running', attempt: waiting.attempt + 1, reports: [], startedAt: at });

    const number = this.#trials.length;
    const rng = createRng(deriveSeed(this.spec.seed, number, 'sampler'));
    const params = this.#sampler.suggest({ space: this.spec.space, trials: this.#trials, trialNumber: number, rng });
    if (params === 'exhausted') return 'exhausted';
    return this.#put({ state: 'running', number, params, attempt: 1, reports: [], startedAt: at });
  }

  /**
   * Takes what a running trial measured at a step and decides whether it goes on.
   * Throws when the step is not a whole number above the one before: the trial is at fault.
   */
  report(trialNumber: number, step: number, metrics: Metrics): { report: Report; decision: PruneDecision } {
    const before = this.#running(trialNumber);
    const lastStep = before.reports.at(-1)?.step ?? 0;
    if (!Number.isInteger(step) || step <= lastStep) {
      throw new RangeError(`Expected trial ${trialNumber} to report at a whole step above ${lastStep}, got step ${step}`);
    }
    const report = { step, metrics, loss: this.#loss(metrics) ?? Number.NaN };
    const trial = this.#put({ ...before, reports: [...before.reports, report] });
    return { report, decision: this.#decide(trial, step) };
  }

  /** Takes how a running trial ended. */
  tell(trialNumber: number, outcome: Exclude<TrialOutcome, { kind: 'interrupted' }>, at: number): FinishedTrial {
    const trial = this.#running(trialNumber);
    const explanation = this.#explanations.get(trialNumber);
    this.#explanations.delete(trialNumber);
    const ended = { ...trial, finishedAt: at };
    switch (outcome.kind) {
      case 'complete':
        return this.#put({ ...ended, ...this.#verdict(outcome.metrics) });
      case 'pruned':
        if (explanation === undefined)
          throw new Error(`Trial ${trialNumber} ended as pruned, but no decision to prune it was taken`);
        return this.#put({ ...ended, state: 'pruned', explanation });
      case 'failed':
        return this.#put({ ...ended, state: 'failed', reason: outcome.reason, message: outcome.message });
    }
  }

  /** Puts a running trial back: it will be asked for again, with the same parameters and its next attempt. */
  interrupt(trialNumber: number): WaitingTrial {
    this.#explanations.delete(trialNumber);
    return this.#put(toWaiting(this.#running(trialNumber)));
  }

  #decide(trial: RunningTrial, step: number): PruneDecision {
    const explanation = this.#explanations.get(trial.number);
    if (explanation !== undefined) return { prune: true, explanation };
    // After its last step a trial has spent all it can: stopping it would save nothing and lose its result.
    if (step >= (this.spec.task.epochs ?? Number.POSITIVE_INFINITY)) return { prune: false };
    const decision = this.#pruner.decide({ trial, trials: this.#trials, objective: this.spec.objective });
    if (decision.prune) this.#explanations.set(trial.number, decision.explanation);
    return decision;
  }

  /** What a trial that ran to its end has come to: without a finite objective there is nothing to rank it by. */
  #verdict(metrics: Metrics) {
    const name = this.spec.objective.metric;
    const loss = this.#loss(metrics);
    if (loss === undefined) {
      const names = Object.keys(metrics).join(', ') || 'none';
      return {
        state: 'failed',
        reason: 'error',
        message: `Expected the metric "${name}" in the trial's result, got ${names}`,
      } as const;
    }
    if (!Number.isFinite(loss)) return { state: 'failed', reason: 'diverged', message: `${name} is ${metrics[name]}` } as const;
    return { state: 'complete', metrics, loss } as const;
  }

  #loss(metrics: Metrics): number | undefined {
    const value = metrics[this.spec.objective.metric];
    return value === undefined ? undefined : toLoss(this.spec.objective, value);
  }

  #running(trialNumber: number): RunningTrial {
    const trial = this.#trials[trialNumber];
    if (trial?.state !== 'running')
      throw new Error(`Expected trial ${trialNumber} to be running, it is ${trial?.state ?? 'unknown'}`);
    return trial;
  }

  #put<T extends Trial>(trial: T): T {
    this.#trials[trial.number] = trial;
    return trial;
  }
}

function toWaiting({ number, params, attempt }: RunningTrial): WaitingTrial {
  return { state: 'waiting', number, params, attempt, reports: [] };
}
