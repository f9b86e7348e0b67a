import type { OutsideEnding } from '../core/ending-by-hand.js';
import type { EndReason, StudyEvent } from '../core/events.js';
import type { Executor, Slot, TrialListener } from '../core/executor.js';
import type { Store, StudyStatus } from '../core/store.js';
import type { StudySpec } from '../core/study-spec.js';
import { isFinished, type Metrics, type Purpose, type RunningTrial, type Trial, type WaitingTrial } from '../core/trial.js';
import { endReason } from '../study/budget.js';
import { HangLimit } from '../study/hang-limit.js';
import { type Phase, repeatsEndReason, timeLimit } from '../study/held-back.js';
import { whyHopeless } from '../study/hopeless.js';
import { nextPurpose } from '../study/next-repeats.js';
import { overviewOf } from '../study/overview.js';
import { raceText, roundText } from '../study/round-text.js';
import type { Study } from '../study/study.js';
import { wantedModels } from '../study/wanted-models.js';
import { checkpointing, keepCheckpoints } from './checkpoints.js';
import { longestTimerMs } from './longest-timer.js';
import { Notices } from './notices.js';
import type { Verdict } from './protocol.js';
import { RunClock } from './run-clock.js';
import type { RunFolder } from './run-folder.js';
import type { StudyControls } from './study-controls.js';
import { takeOutcome } from './take-outcome.js';
import { trialJob } from './trial-job.js';

export { trialJob } from './trial-job.js';

export interface RunStudyOptions {
  /** Made from the store's trials. */
  readonly study: Study;
  readonly store: Store;
  readonly executor: Executor;
  /** Hears what happens, each change after it was committed. `study-ended` is left to the caller, who may test the winner first. */
  readonly emit: (event: StudyEvent) => void;
  /** Aborting it ends the running trials, which will run again, and then the run. */
  readonly signal: AbortSignal;
  /** Left out: no logs and no models are kept. */
  readonly folder?: RunFolder;
  /** Takes up what people ask of the study: called before the first trial, and then often. It must be quick. */
  readonly steer?: (controls: StudyControls) => void;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export interface StudyRunResult {
  readonly reason: EndReason;
  /** Of all runs of the study together. */
  readonly elapsedMs: number;
  /** What the study has come to; the store hears of it from the caller, who may have more to do before that is so. */
  readonly status: StudyStatus;
}

/**
 * Runs a study until its budget is spent: asks for trials while slots are free, answers their reports, takes their outcomes.
 *
 * When the trials are used up, the running ones come to their end. At every other limit (time, epochs, target, plateau) and
 * when it is aborted the running trials are ended and wait: a later run takes them up from what they saved, or from their start.
 * Rejects only for what no trial can be blamed for (a full disk, a bug), after the running trials have ended.
 */
export function runStudy(options: RunStudyOptions): Promise<StudyRunResult> {
  return new StudyRun(options).toEnd();
}

/** How often the elapsed time is saved: what a kill may cost of it. */
const saveElapsedEveryMs = 2000;

/** How long a person waits for a request to be taken up. */
const steerEveryMs = 200;

class StudyRun implements StudyControls {
  readonly #study: Study;
  readonly #store: Store;
  readonly #options: RunStudyOptions;
  readonly #now: () => number;
  readonly #clock: RunClock;
  readonly #notices: Notices;
  readonly #finishedBefore: number;
  /** By slot. */
  readonly #running = new Map<number, Promise<void>>();
  /** Ends the running trials. */
  #ending = new AbortController();
  /** Of running trials, by number: what ends one alone. */
  readonly #trialEndings = new Map<number, AbortController>();
  readonly #hangLimit: HangLimit;
  #paused = false;
  /** What runs now: the search, or repeats for a purpose. */
  #phase: Phase;
  #timeLimit: NodeJS.Timeout | undefined;
  /** Something changed since the loop last looked. */
  #looksAgain = false;
  #resolveWoken = () => {};
  #reason: EndReason | undefined;
  #bug: { readonly error: unknown } | undefined;

  constructor(options: RunStudyOptions) {
    this.#options = options;
    this.#study = options.study;
    this.#store = options.store;
    this.#now = options.now ?? Date.now;
    this.#hangLimit = new HangLimit(options.study.spec.hangMs);
    this.#clock = new RunClock(options.store.elapsedMs(), this.#now);
    this.#notices = new Notices(options.emit, this.#now);
    this.#finishedBefore = options.study.searched.filter(isFinished).length;
  }

  async toEnd(): Promise<StudyRunResult> {
    const { signal, steer } = this.#options;
    const interrupt = () => this.#guarded(() => this.#end('interrupted'));
    const saving = setInterval(() => this.#guarded(() => this.#store.setElapsedMs(this.elapsedMs)), saveElapsedEveryMs);
    const steering = steer && setInterval(() => this.#guarded(() => steer(this)), steerEveryMs);
    signal.addEventListener('abort', interrupt);
    try {
      this.#begin();
      steer?.(this);
      this.#watchTime();
      if (signal.aborted) interrupt();
      await this.#allPhases();
    } catch (error) {
      this.#ending.abort();
      await Promise.allSettled(this.#running.values());
      throw error;
    } finally {
      signal.removeEventListener('abort', interrupt);
      for (const timer of [saving, steering, this.#timeLimit]) clearTimeout(timer);
    }
    return this.#conclude();
  }

  #begin(): void {
    const at = this.#now();
    this.#store.setStatus('running');
    this.#store.runStarted(at, this.slots.length);
    this.#tidyCheckpoints(true);
    this.#options.emit({
      type: 'study-started',
      at,
      study: overviewOf(this.#study.spec, this.#options.folder?.root),
      slots: this.slots,
      trials: [...this.#study.trials],
      elapsedMs: this.elapsedMs,
    });
  }

  /**
   * The search, then round by round what repeats there are to be. Before each round it is the search's turn again: somebody may have
   * put a trial in line, or raised its budget.
   */
  async #allPhases(): Promise<void> {
    for (;;) {
      await this.#runPhase(undefined);
      if (this.#reason !== undefined) return;
      if (this.#paused) {
        await this.#heldUntilWoken();
        continue;
      }
      const purpose = this.#nextPurpose;
      if (purpose === undefined) return;
      this.#lineUp(purpose);
      await this.#runPhase(purpose);
      if (this.#reason !== undefined) return;
      if (purpose === 'repeat') this.#notices.inform(raceText(this.spec, this.trials, this.#nextPurpose !== 'repeat'));
    }
  }

  get #nextPurpose(): Purpose | undefined {
    return nextPurpose(this.spec, this.trials, this.elapsedMs);
  }

  /** Puts the next repeats in line, all at once, unless those of a run before wait still. */
  #lineUp(purpose: Purpose): void {
    if (this.#study.restsUntil(purpose) !== undefined) return;
    const lined = this.#store.atomically(() => {
      const waiting = this.#study.lineUp(purpose);
      for (const trial of waiting) this.#store.trialEnqueued(trial);
      return waiting;
    });
    this.#notices.inform(roundText(this.spec, lined));
    for (const trial of lined) this.#options.emit({ type: 'trial-enqueued', at: this.#now(), trial });
  }

  async #runPhase(phase: Phase): Promise<void> {
    this.#phase = phase;
    this.#watchTime();
    for (;;) {
      if (this.#bug) throw this.#bug.error;
      this.#looksAgain = false;
      if (!this.#paused) this.#fillSlots();
      if (this.#running.size > 0) await Promise.race([...this.#running.values(), this.#woken()]);
      else if (this.#isHeld) await this.#heldUntilWoken();
      else if (this.#restMs !== undefined) await this.#woken(this.#restMs);
      else return;
    }
  }

  /** Whether it is a person's will that nothing runs. */
  get #isHeld(): boolean {
    return this.#paused && this.#noNewTrials() === undefined;
  }

  /** Until the first of the trials that crashed a moment ago may run again. */
  get #restMs(): number | undefined {
    const until = this.#study.restsUntil(this.#phase);
    const reason = this.#noNewTrials();
    return until === undefined || reason !== undefined ? undefined : Math.max(0, until - this.#now());
  }

  async #heldUntilWoken(): Promise<void> {
    this.#clock.hold();
    await this.#woken();
    this.#clock.goOn();
  }

  /** Resolves when something other than a trial's end asks for another look, or after the time. */
  #woken(ms?: number): Promise<void> {
    return new Promise((resolve) => {
      if (this.#looksAgain) resolve();
      const timer = ms === undefined ? undefined : setTimeout(resolve, ms);
      this.#resolveWoken = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }

  #wakeUp(): void {
    this.#looksAgain = true;
    this.#resolveWoken();
  }

  /** For what timers and signals call: an error there has no caller, so it waits for the loop. */
  #guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#bug ??= { error };
      this.#ending.abort();
      this.#wakeUp();
    }
  }

  #conclude(): StudyRunResult {
    const { elapsedMs } = this;
    // Trials that ran out are no reason to hurry, so that was not announced yet; nor that the sampler has no more to try.
    if (this.#reason === undefined) this.#end(this.#searchEndReason(elapsedMs) ?? 'exhausted');
    const reason = this.#reason as unknown as EndReason;
    this.#tidyCheckpoints(reason === 'interrupted' || reason === 'stopped');
    this.#store.setElapsedMs(elapsedMs);
    return { reason, elapsedMs, status: statusAfter(reason) };
  }

  #fillSlots(): void {
    for (const slot of this.slots) {
      if (this.#running.has(slot.index)) continue;
      const reason = this.#noNewTrials();
      if (reason !== undefined && reason !== 'trials') return;
      const mayAsk = this.#phase === undefined && reason === undefined;
      const trial = mayAsk ? this.#study.ask(this.#now()) : this.#study.takeUp(this.#now(), this.#phase);
      if (trial === undefined || trial === 'exhausted') return;
      const ended = this.#runTrial(trial, slot).finally(() => this.#running.delete(slot.index));
      this.#running.set(slot.index, ended);
    }
  }

  /** Why no new trial of this phase may start, if so. Ends the running ones unless all that is spent is the number of trials. */
  #noNewTrials(): EndReason | undefined {
    if (this.#reason !== undefined) return this.#reason;
    const reason =
      this.#phase === undefined
        ? this.#searchEndReason(this.elapsedMs)
        : repeatsEndReason(this.spec, this.trials, this.elapsedMs, this.#phase);
    if (reason !== undefined && reason !== 'trials') this.#endPhase(reason);
    return reason;
  }

  /** What is left to do after this phase is still done, save where all fails. */
  #endPhase(reason: EndReason): void {
    const { repeats, finalize } = this.spec;
    const isLast = this.#phase === 'finalize' || !(finalize || (repeats && this.#phase === undefined));
    if (isLast || reason === 'all-failed') {
      this.#end(reason);
      return;
    }
    if (this.#running.size === 0 || this.#ending.signal.aborted) return;
    this.#ending.abort();
    this.#wakeUp();
  }

  async #runTrial(trial: RunningTrial, slot: Slot): Promise<void> {
    const { executor, emit, folder } = this.#options;
    const { spec } = this.#study;
    this.#store.trialStarted(trial);
    // A listener keeps the trial, and the study goes on adding to its reports.
    emit({ type: 'trial-started', at: this.#now(), trial: { ...trial, reports: [...trial.reports] }, slot });
    const listener: TrialListener = {
      reported: async (step, metrics) => this.#reported(trial, step, metrics),
      progressed: (progress) => emit({ type: 'trial-progressed', at: this.#now(), trialNumber: trial.number, slot, progress }),
    };
    const job = trialJob(spec, trial, folder);
    if (this.#ending.signal.aborted && this.#reason === undefined) this.#ending = new AbortController();
    const ending = new AbortController();
    this.#trialEndings.set(trial.number, ending);
    this.#hangLimit.began(trial.number, performance.now());
    const outcome = await executor.run({ ...job, ...checkpointing(trial, this.#study, folder) }, listener, {
      slot,
      signal: AbortSignal.any([this.#ending.signal, ending.signal]),
      hangMs: () => this.#hangLimit.ms,
      ...(spec.timeoutMs !== undefined && { timeoutMs: spec.timeoutMs }),
    });
    this.#trialEndings.delete(trial.number);
    this.#hangLimit.ended(trial.number);
    takeOutcome({ study: this.#study, store: this.#store, emit, folder }, trial.number, outcome, this.#now());
    this.#tidyCheckpoints(true);
  }

  #reported(trial: RunningTrial, step: number, metrics: Metrics): Verdict {
    this.#hangLimit.reported(trial.number, performance.now());
    const { report, decision, known } = this.#study.report(trial.number, step, metrics);
    if (known) return 'continue';
    this.#store.trialReported(trial.number, trial.attempt, report);
    this.#options.emit({ type: 'trial-reported', at: this.#now(), trialNumber: trial.number, report });
    this.#notices.ofReport(trial.number, metrics, this.spec.objective.metric);
    this.#noNewTrials();
    return decision.prune ? 'stop' : 'continue';
  }

  /** The first reason stands; only after `stopped`, for which the running trials end by themselves, another may hurry them. */
  #end(reason: EndReason): void {
    if (this.#reason !== undefined && (this.#reason !== 'stopped' || reason === 'stopped')) return;
    this.#reason = reason;
    if (reason === 'all-failed') this.#notices.warn(whyHopeless(this.spec, this.#study.searched, this.#finishedBefore));
    this.#options.emit({ type: 'study-ending', at: this.#now(), reason });
    if (reason !== 'stopped') this.#ending.abort();
    this.#wakeUp();
  }

  get spec(): StudySpec {
    return this.#study.spec;
  }

  get trials(): readonly Trial[] {
    return this.#study.trials;
  }

  get elapsedMs(): number {
    return this.#clock.elapsedMs;
  }

  get paused(): boolean {
    return this.#paused;
  }

  get kept(): readonly number[] {
    return this.#study.kept;
  }

  /** Those that are used: fewer than the executor has where a person wants fewer trials at a time. */
  get slots(): readonly Slot[] {
    return this.#options.executor.slots.slice(0, this.spec.workers);
  }

  pause(): void {
    this.#paused = true;
  }

  goOn(): void {
    this.#paused = false;
    this.#wakeUp();
  }

  stop(now: boolean): void {
    this.#end(now ? 'interrupted' : 'stopped');
  }

  endTrial(trialNumber: number, as: Exclude<OutsideEnding, 'interrupted'>): void {
    if (as === 'pruned') this.#study.prune(trialNumber);
    this.#trialEndings.get(trialNumber)?.abort(as);
  }

  keepTrial(trialNumber: number): boolean {
    return this.#study.keep(trialNumber);
  }

  enqueue(params: WaitingTrial['params']): WaitingTrial {
    const trial = this.#study.enqueue(params);
    this.#store.trialEnqueued(trial);
    this.#wakeUp();
    return trial;
  }

  change(spec: StudySpec): void {
    this.#study.change(spec);
    if (spec.workers !== undefined) this.#options.executor.grow(spec.workers);
    this.#watchTime();
    this.#wakeUp();
  }

  /** `mayGoOn`: whether paused trials may still be promoted. */
  #tidyCheckpoints(mayGoOn: boolean): void {
    const { folder } = this.#options;
    if (folder) this.#notices.ofQuota(keepCheckpoints(folder, this.#study, { wanted: this.#wantedModels, mayGoOn }));
  }

  get #wantedModels(): ReadonlySet<number> {
    const { spec, trials } = this.#study;
    const tested = spec.finalize ? this.#store.finalTests().map(({ trialNumber }) => trialNumber) : [];
    return wantedModels(spec, trials, new Set(tested));
  }

  /** Ends the running trials when the time of their phase is up. */
  #watchTime(): void {
    clearTimeout(this.#timeLimit);
    const limit = timeLimit(this.spec, this.#phase);
    if (limit === undefined) return;
    const left = Math.min(Math.max(0, limit - this.elapsedMs), longestTimerMs);
    this.#timeLimit = setTimeout(() => {
      if (this.elapsedMs >= limit) this.#guarded(() => this.#endPhase('time'));
      else this.#watchTime();
    }, left);
  }

  #searchEndReason(elapsedMs: number): EndReason | undefined {
    return endReason(this.spec, this.#study.searched, elapsedMs, this.#finishedBefore);
  }
}

function statusAfter(reason: EndReason): StudyStatus {
  if (reason === 'interrupted') return 'interrupted';
  return reason === 'all-failed' ? 'failed' : 'finished';
}
