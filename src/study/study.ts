import { courseOf, lastLoss, lastStep } from '../core/course.js';
import type { TrialOutcome } from '../core/executor.js';
import { type Objective, toLoss } from '../core/objective.js';
import type { PriorTrial } from '../core/prior-trial.js';
import type { PeerContext, PruneDecision, Pruner } from '../core/pruner.js';
import type { Sampler, SearchPlan } from '../core/sampler.js';
import { objectivesOf, type StudySpec } from '../core/study-spec.js';
import type {
  CompleteTrial,
  FailedTrial,
  FinishedTrial,
  Metrics,
  Params,
  PrunedTrial,
  Purpose,
  Report,
  RunningTrial,
  Suggestion,
  Trial,
  WaitingTrial,
} from '../core/trial.js';
import { createRng, deriveSeed } from '../math/rng.js';
import { createPruner } from '../pruners/index.js';
import { createSampler } from '../samplers/index.js';
import { KnownTrials } from './known-trials.js';
import { incumbent } from './leaderboard.js';
import { nextRepeats } from './next-repeats.js';
import { ownSteps } from './own-steps.js';
import { SearchTrials } from './search-trials.js';
import { defaultRetries, keptStep, promote, recordOf, restEnd, toWaiting, verdictOn, whyOf } from './transitions.js';

type FailedOutcome = Extract<TrialOutcome, { kind: 'failed' }>;

/**
 * The state of one search: which trials there are and what becomes of them. Pure: time is given to it, nothing is read or
 * written. Its trials determine all that it does next, so a study restored from a store goes on as it would have.
 */
export class Study {
  #spec: StudySpec;
  readonly #trials: Trial[];
  /** What samplers, pruners and budgets of trials see. */
  readonly #search = new SearchTrials();
  /** Left out without prior trials: what the sampler knows is what the search has done. */
  readonly #known: KnownTrials | undefined;
  /** To be found among very many without a look at each. */
  readonly #waitingNumbers = new Set<number>();
  readonly #sampler: Sampler;
  readonly #pruner: Pruner;
  #plan: SearchPlan;
  readonly #stepsOf: PeerContext['stepsOf'];
  /** Of running trials that were told to stop, by trial number. */
  readonly #stopped = new Map<number, Extract<PruneDecision, { prune: true }>>();
  /** By trial number: the reports of running trials. Only this study adds to them; whoever keeps a trial for later copies them. */
  readonly #growing = new Map<number, Report[]>();
  /** Numbers of trials that run on whatever the pruner says. */
  readonly #kept: Set<number>;

  /**
   * `trials` are those of a store, in number order. Running ones were cut off with their process: they wait for another attempt.
   * `kept`: see `keep`. `prior`: what the sampler learns from beside the study's own trials.
   */
  constructor(spec: StudySpec, trials: readonly Trial[] = [], kept: Iterable<number> = [], prior: readonly PriorTrial[] = []) {
    this.#spec = spec;
    this.#kept = new Set(kept);
    this.#sampler = createSampler(spec.sampler);
    this.#pruner = createPruner(spec.pruner, spec.task);
    this.#plan = planOf(spec);
    this.#stepsOf = ownSteps(spec);
    this.#trials = trials.map((trial) => (trial.state === 'running' ? toWaiting(trial, undefined) : trial));
    this.#known = prior.length === 0 ? undefined : new KnownTrials(prior, this.#plan.objectives);
    for (const trial of this.#trials) this.#put(trial);
  }

  get spec(): StudySpec {
    return this.#spec;
  }

  /** Goes on with another budget, other constraints or more workers; all else is as it was. */
  change(spec: StudySpec): void {
    this.#spec = spec;
    this.#plan = planOf(spec);
  }

  /** In number order; a trial's number is its index. */
  get trials(): readonly Trial[] {
    return this.#trials;
  }

  /** The search's own trials: without repeats, numbered among themselves. */
  get searched(): readonly Trial[] {
    return this.#search.all;
  }

  get incumbent(): CompleteTrial | undefined {
    return incumbent(this.#trials, this.#plan.objectives);
  }

  /** What the sampler and the pruner chose where the choice was left to them, each with its reason. */
  get choices(): readonly string[] {
    const { space, objective, task } = this.spec;
    const ofSampler = this.#sampler.explain?.({ space, plan: this.#plan });
    const ofPruner = this.#pruner.explain?.({ objective, ...(task.epochs !== undefined && { epochs: task.epochs }) });
    return [ofSampler, ofPruner].filter((choice) => choice !== undefined);
  }

  /** Whether a trial that is stopped may go on later, so that it is to leave a checkpoint. */
  get mayPause(): boolean {
    return this.#pruner.promote !== undefined;
  }

  /**
   * The next trial to run: one to take up again, else a new one; `exhausted` when there is nothing left to try, but for what
   * crashed a moment ago (`restsUntil`).
   */
  ask(at: number): RunningTrial | 'exhausted' {
    const takenUp = this.takeUp(at);
    if (takenUp) return takenUp;
    const rests = this.restsUntil() !== undefined;
    if (rests && this.#trialsAreSpent) return 'exhausted';
    const trial = this.#askNew(at);
    return trial === 'exhausted' && !rests ? (this.#onceExhausted(at) ?? trial) : trial;
  }

  /**
   * A trial that was asked for before and is to run again or to go on: one that waits, or a paused one that is promoted. Of those of
   * the search, or of the repeats for one purpose.
   */
  takeUp(at: number, purpose?: Purpose): RunningTrial | undefined {
    const waiting = this.#waiting(purpose).find((trial) => restEnd(trial) <= at);
    if (waiting) {
      const { crashedAt: _, ...rest } = waiting;
      return this.#put({ ...rest, state: 'running', attempt: waiting.attempt + 1, startedAt: at });
    }
    if (purpose !== undefined) return undefined;
    const promoted = this.#pruner.promote?.(this.#peers());
    if (promoted !== undefined) return this.#put(promote(this.#paused(this.#search.numberOf(promoted)), at));
    return this.#trialsAreSpent && this.restsUntil() === undefined ? this.#lastResort(at) : undefined;
  }

  /**
   * When the first of the trials that wait may be taken up, in milliseconds since the epoch, long ago unless it crashed; undefined
   * without any. Of those of the search, or of the repeats for one purpose.
   */
  restsUntil(purpose?: Purpose): number | undefined {
    const waiting = this.#waiting(purpose);
    return waiting.length === 0 ? undefined : Math.min(...waiting.map(restEnd));
  }

  /** In number order. */
  #waiting(purpose: Purpose | undefined): readonly WaitingTrial[] {
    const numbers = [...this.#waitingNumbers].sort((a, b) => a - b);
    return numbers.map((number) => this.#trials[number] as WaitingTrial).filter((trial) => trial.purpose === purpose);
  }

  get #trialsAreSpent(): boolean {
    return this.searched.length >= (this.spec.budget.trials ?? Number.POSITIVE_INFINITY);
  }

  /**
   * Puts the repeats in line that are next, once the search has ended and no others wait: a round of the race, or all final
   * retrainings. None when there is nothing more to run for this purpose.
   */
  lineUp(purpose: Purpose): readonly WaitingTrial[] {
    return nextRepeats(this.#trials, this.#spec, purpose).map(({ first, round }) =>
      this.#put({
        ...{ state: 'waiting', number: this.#trials.length, params: first.params },
        ...{ repeatOf: first.number, purpose, round, attempt: 0, reports: [] },
      }),
    );
  }

  /** Puts a point that a person wants tried in line. It is taken up before anything new is asked for. */
  enqueue(params: Params): WaitingTrial {
    return this.#put({ state: 'waiting', number: this.#trials.length, params, attempt: 0, reports: [] });
  }

  /** A running trial is to end as pruned, by a person's will. */
  prune(trialNumber: number): void {
    const step = this.#running(trialNumber).reports.at(-1)?.step;
    const explanation = step === undefined ? 'by hand, before its first report' : `by hand after step ${step}`;
    this.#kept.delete(trialNumber);
    this.#stopped.set(trialNumber, { prune: true, explanation, numbers: {} });
  }

  /** A running trial is to run on whatever the pruner says. False when the pruner has stopped it already. */
  keep(trialNumber: number): boolean {
    this.#running(trialNumber);
    if (this.#stopped.has(trialNumber)) return false;
    this.#kept.add(trialNumber);
    return true;
  }

  /** Numbers of running trials that run on whatever the pruner says. */
  get kept(): readonly number[] {
    return [...this.#kept].filter((number) => this.#trials[number]?.state === 'running');
  }

  /** Before the search ends with nothing to show, the paused trial that came farthest goes on, of equals the best. */
  #lastResort(at: number): RunningTrial | undefined {
    if (this.#trials.some(({ state }) => state === 'running' || state === 'complete')) return undefined;
    return this.#promoteFarthest(at);
  }

  /** Nothing new is left to try: while a budget has room, what it is for is to let paused trials go on. */
  #onceExhausted(at: number): RunningTrial | undefined {
    const { trials, timeMs, epochs } = this.spec.budget;
    const hasRoom = trials !== undefined || timeMs !== undefined || epochs !== undefined;
    return hasRoom ? this.#promoteFarthest(at) : this.#lastResort(at);
  }

  #promoteFarthest(at: number): RunningTrial | undefined {
    const paused = this.#trials.filter((trial): trial is PrunedTrial => trial.state === 'pruned' && trial.paused === true);
    const [farthest] = paused
      .map((trial) => ({ trial, step: lastStep(courseOf(trial)), loss: lastLoss(courseOf(trial)) ?? Number.NaN }))
      .sort((a, b) => b.step - a.step || a.loss - b.loss)
      .map(({ trial }) => trial);
    return farthest && this.#put(promote(farthest, at));
  }

  #askNew(at: number): RunningTrial | 'exhausted' {
    const place = this.searched.length;
    const rng = createRng(deriveSeed(this.spec.seed, place, 'sampler'));
    const { space } = this.spec;
    let suggestion: Suggestion | undefined;
    const params = this.#sampler.suggest({
      space,
      plan: this.#plan,
      trials: this.#known?.all ?? this.searched,
      trialNumber: place,
      rng,
      attempt: 0,
      tell: (told) => {
        suggestion = told;
      },
      ...(this.#stepsOf && { stepsOf: this.#stepsOf }),
    });
    if (params === 'exhausted') return 'exhausted';
    const number = this.#trials.length;
    return this.#put({ state: 'running', number, params, ...whyOf({ suggestion }), attempt: 1, reports: [], startedAt: at });
  }

  /**
   * Takes what a running trial measured at a step and decides whether it goes on.
   * `known`: the trial had come past that step before it was paused; it began anew instead of going on, and says nothing new.
   * Throws when the step is not a whole number above the one before: the trial is at fault.
   */
  report(trialNumber: number, step: number, metrics: Metrics): { report: Report; decision: PruneDecision; known: boolean } {
    const before = this.#running(trialNumber);
    if (step <= (before.resumeStep ?? 0)) {
      const unknown = { step, metrics, loss: this.#loss(metrics) ?? Number.NaN };
      const earlier = before.reports.find((report) => report.step === step) ?? unknown;
      return { report: earlier, decision: { prune: false }, known: true };
    }
    const lastStep = before.reports.at(-1)?.step ?? 0;
    if (!Number.isInteger(step) || step <= lastStep) {
      throw new RangeError(`Expected trial ${trialNumber} to report at a whole step above ${lastStep}, got step ${step}`);
    }
    const report = { step, metrics, loss: this.#loss(metrics) ?? Number.NaN };
    const reports = this.#ownReports(before);
    reports.push(report);
    const decision = this.#decide(this.#put({ ...before, reports }), step);
    const decided = { ...report, ...recordOf(decision) };
    reports[reports.length - 1] = decided;
    this.#put({ ...before, reports });
    return { report: decided, decision, known: false };
  }

  /** The list that a running trial's reports are added to: a copy for each of 100,000 would take longer than the trial. */
  #ownReports({ number, reports }: RunningTrial): Report[] {
    const own = this.#growing.get(number);
    if (own === reports) return own;
    const copy = [...reports];
    this.#growing.set(number, copy);
    return copy;
  }

  /** Takes how a running trial ended. */
  tell(trialNumber: number, outcome: Exclude<TrialOutcome, { kind: 'interrupted' }>, at: number): FinishedTrial {
    const trial = this.#running(trialNumber);
    const stopped = this.#stopped.get(trialNumber);
    this.#forget(trialNumber);
    const { resumeStep: _, ...rest } = trial;
    const ended = { ...rest, finishedAt: at };
    switch (outcome.kind) {
      case 'complete':
        return this.#put({ ...ended, ...verdictOn(outcome.metrics, this.#plan.objectives) });
      case 'pruned':
        if (stopped === undefined) throw new Error(`Trial ${trialNumber} ended as pruned, but no decision to prune it was taken`);
        // What the pruner noticed is a failure all the same, and teaches samplers to keep away.
        if (hasDiverged(trial, this.spec.objective)) {
          return this.#put({ ...ended, state: 'failed', reason: 'diverged', message: stopped.explanation });
        }
        return this.#put({
          ...ended,
          state: 'pruned',
          explanation: stopped.explanation,
          ...(stopped.pause && { paused: true }),
        });
      case 'failed':
        return this.#put({ ...ended, state: 'failed', reason: outcome.reason, message: outcome.message });
    }
  }

  /**
   * Puts a running trial back: it will be asked for again, with the same parameters and its next attempt, which goes on after the
   * `keptStep` where there is one.
   */
  interrupt(trialNumber: number, keptStep?: number): WaitingTrial {
    this.#forget(trialNumber);
    return this.#put(toWaiting(this.#running(trialNumber), keptStep));
  }

  /** The last step after which a running trial could go on if it were cut off now, of those after which it `saved`. */
  keptStep(trialNumber: number, saved: readonly number[]): number | undefined {
    return keptStep(this.#running(trialNumber), saved);
  }

  /** Whether a trial that ended so is to run again, with the same parameters and seed: only what crashed, and not for ever. */
  repeats(trialNumber: number, outcome: TrialOutcome): boolean {
    if (outcome.kind !== 'failed' || outcome.reason !== 'crashed') return false;
    return (this.#running(trialNumber).crashes ?? 0) < (this.spec.retries ?? defaultRetries);
  }

  /** Puts a running trial that crashed back, as `interrupt` does. @returns the failure of its attempt */
  repeat(trialNumber: number, { reason, message }: FailedOutcome, at: number, keptStep?: number): FailedTrial {
    const trial = this.#running(trialNumber);
    this.#forget(trialNumber);
    this.#put({ ...toWaiting(trial, keptStep), crashes: (trial.crashes ?? 0) + 1, crashedAt: at });
    const { resumeStep: _, ...rest } = trial;
    return { ...rest, state: 'failed', reason, message, finishedAt: at };
  }

  #decide(trial: RunningTrial, step: number): PruneDecision {
    const stopped = this.#stopped.get(trial.number);
    if (stopped !== undefined) return stopped;
    // A round compares runs that have come to their end.
    if (trial.repeatOf !== undefined) return { prune: false };
    // After its last step a trial has spent all it can: stopping it would save nothing and lose its result.
    if (step >= (this.#stepsOf?.(trial) ?? this.spec.task.epochs ?? Number.POSITIVE_INFINITY)) return { prune: false };
    const judged = this.#pruner.decide({ ...this.#peers(), trial: this.#search.of(trial) });
    const decision = judged.prune && this.#kept.has(trial.number) ? { prune: false as const, numbers: judged.numbers } : judged;
    if (decision.prune) this.#stopped.set(trial.number, decision);
    return decision;
  }

  #peers(): PeerContext {
    const { objective, seed: studySeed, task } = this.spec;
    return {
      trials: this.searched,
      objective,
      studySeed,
      ...(task.epochs !== undefined && { epochs: task.epochs }),
      ...(this.#stepsOf && { stepsOf: this.#stepsOf }),
    };
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

  #paused(trialNumber: number): PrunedTrial {
    const trial = this.#trials[trialNumber];
    if (trial?.state !== 'pruned' || !trial.paused)
      throw new Error(`Expected trial ${trialNumber} to be paused, it is ${trial?.state ?? 'unknown'}`);
    return trial;
  }

  /** What was kept of a trial while it ran. */
  #forget(trialNumber: number): void {
    this.#stopped.delete(trialNumber);
    this.#growing.delete(trialNumber);
  }

  #put<T extends Trial>(trial: T): T {
    this.#trials[trial.number] = trial;
    const own = this.#search.put(trial);
    if (own) this.#known?.put(own);
    if (trial.state === 'waiting') this.#waitingNumbers.add(trial.number);
    else this.#waitingNumbers.delete(trial.number);
    return trial;
  }
}

/** Whether the objective, where it was measured last, was NaN or infinite. */
function hasDiverged({ reports }: Trial, { metric }: Objective): boolean {
  const last = reports.findLast(({ metrics }) => metrics[metric] !== undefined);
  return last !== undefined && !Number.isFinite(last.loss);
}

function planOf(spec: StudySpec): SearchPlan {
  const { budget, workers, seed, task } = spec;
  return {
    objectives: objectivesOf(spec),
    seed,
    ...(budget.trials !== undefined && { trials: budget.trials }),
    ...(workers !== undefined && { workers }),
    ...(task.epochs !== undefined && { epochs: task.epochs }),
    ...(spec.pruner.type !== 'none' && { stopsEarly: true }),
  };
}
