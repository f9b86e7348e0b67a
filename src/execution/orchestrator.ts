import { existsSync } from 'node:fs';
import type { EndReason, StudyEvent } from '../core/events.js';
import type { Executor, Slot, TrialJob, TrialListener } from '../core/executor.js';
import type { Store, StudyStatus } from '../core/store.js';
import { isFinished, type Metrics, type RunningTrial } from '../core/trial.js';
import { endReason } from '../study/budget.js';
import { overviewOf } from '../study/overview.js';
import type { Study } from '../study/study.js';
import { keepCheckpoints } from './checkpoints.js';
import type { Verdict } from './protocol.js';
import type { RunFolder } from './run-folder.js';
import { longestTimerMs } from './supervise-trial.js';
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
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
}

export interface StudyRunResult {
  readonly reason: EndReason;
  /** Of all runs of the study together. */
  readonly elapsedMs: number;
}

/**
 * Runs a study until its budget is spent: asks for trials while slots are free, answers their reports, takes their outcomes.
 *
 * When the trials are used up, the running ones come to their end. At every other limit (time, epochs, target, plateau) and
 * when it is aborted the running trials are ended and wait: a later run takes them up from their start.
 * Rejects only for what no trial can be blamed for (a full disk, a bug), after the running trials have ended.
 */
export function runStudy(options: RunStudyOptions): Promise<StudyRunResult> {
  return new StudyRun(options).toEnd();
}

/** How often the elapsed time is saved: what a kill may cost of it. */
const saveElapsedEveryMs = 2000;

class StudyRun {
  readonly #study: Study;
  readonly #store: Store;
  readonly #options: RunStudyOptions;
  readonly #now: () => number;
  readonly #startedAt: number;
  readonly #elapsedBefore: number;
  readonly #finishedBefore: number;
  /** By slot. */
  readonly #running = new Map<number, Promise<void>>();
  readonly #ending = new AbortController();
  #reason: EndReason | undefined;
  #bug: { readonly error: unknown } | undefined;
  #saidMetricMissing = false;

  constructor(options: RunStudyOptions) {
    this.#options = options;
    this.#study = options.study;
    this.#store = options.store;
    this.#now = options.now ?? Date.now;
    this.#startedAt = this.#now();
    this.#elapsedBefore = options.store.elapsedMs();
    this.#finishedBefore = options.study.trials.filter(isFinished).length;
  }

  async toEnd(): Promise<StudyRunResult> {
    const { signal } = this.#options;
    const interrupt = () => this.#guarded(() => this.#end('interrupted'));
    const timers = this.#startTimers();
    signal.addEventListener('abort', interrupt);
    try {
      this.#begin();
      if (signal.aborted) interrupt();
      await this.#search();
    } catch (error) {
      this.#ending.abort();
      await Promise.allSettled(this.#running.values());
      throw error;
    } finally {
      signal.removeEventListener('abort', interrupt);
      for (const timer of timers) clearTimeout(timer);
    }
    return this.#conclude();
  }

  #begin(): void {
    const { executor, folder } = this.#options;
    this.#store.setStatus('running');
    this.#tidyCheckpoints(true);
    this.#options.emit({
      type: 'study-started',
      at: this.#startedAt,
      study: overviewOf(this.#study.spec, folder?.root),
      slots: executor.slots,
      trials: [...this.#study.trials],
      elapsedMs: this.#elapsedBefore,
    });
  }

  async #search(): Promise<void> {
    for (;;) {
      if (this.#bug) throw this.#bug.error;
      this.#fillSlots();
      if (this.#running.size === 0) return;
      await Promise.race(this.#running.values());
    }
  }

  /** For what timers and signals call: an error there has no caller, so it waits for the loop. */
  #guarded(action: () => void): void {
    try {
      action();
    } catch (error) {
      this.#bug ??= { error };
      this.#ending.abort();
    }
  }

  #conclude(): StudyRunResult {
    const elapsedMs = this.#elapsedMs();
    // Trials that ran out are no reason to hurry, so that was not announced yet; nor that the sampler has no more to try.
    this.#end(this.#endReason(elapsedMs) ?? 'exhausted');
    const reason = this.#reason as EndReason;
    this.#tidyCheckpoints(reason === 'interrupted');
    this.#store.setElapsedMs(elapsedMs);
    this.#store.setStatus(statusAfter(reason));
    return { reason, elapsedMs };
  }

  #fillSlots(): void {
    for (const slot of this.#options.executor.slots) {
      if (this.#running.has(slot.index)) continue;
      const reason = this.#noNewTrials();
      if (reason !== undefined && reason !== 'trials') return;
      const trial = reason === 'trials' ? this.#study.takeUp(this.#now()) : this.#study.ask(this.#now());
      if (trial === undefined || trial === 'exhausted') return;
      const ended = this.#runTrial(trial, slot).finally(() => this.#running.delete(slot.index));
      this.#running.set(slot.index, ended);
    }
  }

  /** Why no new trial may start, if so. Ends the running ones unless all that is spent is the number of trials. */
  #noNewTrials(): EndReason | undefined {
    const reason = this.#reason ?? this.#endReason(this.#elapsedMs());
    if (reason !== undefined && reason !== 'trials') this.#end(reason);
    return reason;
  }

  async #runTrial(trial: RunningTrial, slot: Slot): Promise<void> {
    const { executor, emit, folder } = this.#options;
    const { spec } = this.#study;
    this.#store.trialStarted(trial);
    emit({ type: 'trial-started', at: this.#now(), trial, slot });
    const listener: TrialListener = {
      reported: async (step, metrics) => this.#reported(trial, step, metrics),
      progressed: (progress) => emit({ type: 'trial-progressed', at: this.#now(), trialNumber: trial.number, slot, progress }),
    };
    const job = trialJob(spec, trial, folder);
    const outcome = await executor.run({ ...job, ...this.#resumption(trial) }, listener, {
      slot,
      signal: this.#ending.signal,
      ...(spec.timeoutMs !== undefined && { timeoutMs: spec.timeoutMs }),
    });
    const at = this.#now();
    if (outcome.kind === 'interrupted') {
      this.#study.interrupt(trial.number);
      this.#store.trialInterrupted(trial.number);
      emit({ type: 'trial-interrupted', at, trialNumber: trial.number });
    } else {
      const finished = this.#study.tell(trial.number, outcome, at);
      this.#store.trialFinished(finished);
      emit({ type: 'trial-finished', at, trial: finished });
    }
    this.#tidyCheckpoints(true);
  }

  /** Of a trial that may be paused: where it keeps what it goes on from, and after which step it does so now. */
  #resumption(trial: RunningTrial): Pick<TrialJob, 'checkpointFolder' | 'resumeStep'> {
    const checkpointFolder = this.#study.mayPause ? this.#options.folder?.pausedTrial(trial.number) : undefined;
    if (checkpointFolder === undefined) return {};
    const { resumeStep } = trial;
    return { checkpointFolder, ...(resumeStep !== undefined && existsSync(checkpointFolder) && { resumeStep }) };
  }

  #reported(trial: RunningTrial, step: number, metrics: Metrics): Verdict {
    const { report, decision, known } = this.#study.report(trial.number, step, metrics);
    if (known) return 'continue';
    this.#store.trialReported(trial.number, trial.attempt, report);
    this.#options.emit({ type: 'trial-reported', at: this.#now(), trialNumber: trial.number, report });
    this.#noticeMissingMetric(trial.number, metrics);
    this.#noNewTrials();
    return decision.prune ? 'stop' : 'continue';
  }

  #noticeMissingMetric(trialNumber: number, metrics: Metrics): void {
    const { metric } = this.#study.spec.objective;
    if (this.#saidMetricMissing || metric in metrics) return;
    this.#saidMetricMissing = true;
    const reported = Object.keys(metrics).join(', ') || 'nothing';
    const message = `Trial ${trialNumber} reported ${reported}, but not "${metric}", which the study optimises: it cannot be stopped early`;
    this.#options.emit({ type: 'notice', at: this.#now(), level: 'warning', message });
  }

  /** The first reason stands. */
  #end(reason: EndReason): void {
    if (this.#reason !== undefined) return;
    this.#reason = reason;
    this.#options.emit({ type: 'study-ending', at: this.#now(), reason });
    this.#ending.abort();
  }

  /** `mayGoOn`: whether paused trials may still be promoted. */
  #tidyCheckpoints(mayGoOn: boolean): void {
    const { folder } = this.#options;
    if (folder) keepCheckpoints(folder, this.#study, mayGoOn);
  }

  #startTimers(): NodeJS.Timeout[] {
    const saving = setInterval(() => this.#guarded(() => this.#store.setElapsedMs(this.#elapsedMs())), saveElapsedEveryMs);
    const { timeMs } = this.#study.spec.budget;
    if (timeMs === undefined) return [saving];
    const left = Math.max(0, timeMs - this.#elapsedBefore);
    return [saving, setTimeout(() => this.#guarded(() => this.#end('time')), Math.min(left, longestTimerMs))];
  }

  #endReason(elapsedMs: number): EndReason | undefined {
    return endReason(this.#study.spec, this.#study.trials, elapsedMs, this.#finishedBefore);
  }

  #elapsedMs(): number {
    return this.#elapsedBefore + (this.#now() - this.#startedAt);
  }
}

function statusAfter(reason: EndReason): StudyStatus {
  if (reason === 'interrupted') return 'interrupted';
  return reason === 'all-failed' ? 'failed' : 'finished';
}
