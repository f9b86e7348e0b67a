import type { EndReason, StudyEvent } from '../core/events.js';
import type { Slot } from '../core/executor.js';
import type { RecordedRequest, Settings } from '../core/steering.js';
import { objectivesOf, type StudySpec } from '../core/study-spec.js';
import { isFinished, type RunningTrial, repeatMarks, stepsOf, type Trial } from '../core/trial.js';
import { isStudyRunning, type OpenStudy, openStudy } from '../storage/studies.js';
import type { TrialStanding } from '../storage/trial-reader.js';
import { endReason } from '../study/budget.js';
import { incumbent } from '../study/leaderboard.js';
import { overviewOf } from '../study/overview.js';
import { searchTrials } from '../study/search-trials.js';
import { type BegunTrial, endOf, hasBegun, inOrder } from './begun-trials.js';
import { Lanes } from './lanes.js';
import { steeredSoFar } from './steered-space.js';
import { storedSpec } from './stored-spec.js';

/** Of the run that is watched so many trials are told one by one; the ones before them come many at once. */
const TOLD_TRIALS = 2000;

/** How long it may take until a study is known to have died without a word. */
const LOOK_AT_LOCK_MS = 1000;
/** Trials that are told at once: some hundredths of a second. */
const PIECE = 2000;

export interface WatchedPieces {
  /** Finished trials of long ago have no more than the outline of their reports, as a view shows them (`trial` has them whole). */
  readonly outlined?: boolean;
  /** How many trials are told at once. */
  readonly piece?: number;
}

/**
 * A study of another process, told as its events are told where it runs: read from its database, whenever something was
 * committed there. Progress within a step is not stored, so that there is none; slots are those that trials can have had.
 * Nothing is written, and no lock is held between two looks.
 */
export class StudyWatch {
  readonly #open: OpenStudy;
  readonly #emit: (event: StudyEvent) => void;
  #spec: StudySpec;
  /** As they were told, finished ones without what they reported. */
  readonly #trials = new Map<number, Trial>();
  /** Numbers of those that were told to run or to wait. */
  readonly #unfinished = new Set<number>();
  /** The last trial's number, and the order number of the last beginning. */
  #last = -1;
  #order = 0;
  #lanes: Lanes;
  #answered = 0;
  #version: number | undefined;
  /** Whether a process ran the study at the last look at its lock. */
  #writer: { readonly isRunning: boolean; readonly at: number } | undefined;
  #state: 'new' | 'running' | 'ended' = 'new';
  readonly #isOutlined: boolean;
  readonly #piece: number;
  /** What is left to tell of a beginning; each step tells a piece. */
  #beginning: Iterator<undefined> | undefined;

  /**
   * Trials of long ago come a piece a look: of very many neither the first event nor the memory waits for all of them.
   *
   * @throws UsageError when there is no study in `root`, or one that cannot be read
   */
  constructor(root: string, emit: (event: StudyEvent) => void, { outlined = false, piece = PIECE }: WatchedPieces = {}) {
    this.#isOutlined = outlined;
    this.#piece = piece;
    this.#open = openStudy(root, { mode: 'read' });
    this.#emit = emit;
    this.#spec = storedSpec(this.#open);
    this.#lanes = new Lanes([]);
  }

  /** Tells what has happened since the last look; whether the study goes on. `reading`: there is more to tell at once. */
  look(): 'reading' | 'running' | 'ended' {
    if (this.#beginning) return this.#readOn();
    const version = this.#open.store.dataVersion();
    const hasChanged = version !== this.#version;
    this.#version = version;
    const isRunning = this.#looksRunning(hasChanged);
    const isNew = this.#state === 'new' || (this.#state === 'ended' && isRunning);
    if (isNew) {
      this.#beginning = this.#begin(isRunning);
      return this.#readOn();
    }
    if (hasChanged) this.#follow();
    if (!isRunning && this.#state === 'running') this.#end();
    return this.#state === 'ended' ? 'ended' : 'running';
  }

  /** A trial with all its reports. */
  trial(trialNumber: number): Trial | undefined {
    return this.#open.store.reader.of([trialNumber])[0];
  }

  close(): void {
    this.#open.close();
  }

  /** A look at the lock opens a file, which is most of what a look at an unchanged study would cost: it is for what says nothing. */
  #looksRunning(hasChanged: boolean): boolean {
    const now = performance.now();
    const { isRunning, at } = this.#writer ?? { isRunning: false, at: Number.NEGATIVE_INFINITY };
    const saysOtherwise = hasChanged && (this.#open.store.status() === 'running') !== isRunning;
    if (now - at < LOOK_AT_LOCK_MS && !saysOtherwise) return isRunning;
    this.#writer = { isRunning: isStudyRunning(this.#open.folder), at: now };
    return this.#writer.isRunning;
  }

  #readOn(): 'reading' | 'running' | 'ended' {
    if (!this.#beginning?.next().done) return 'reading';
    this.#beginning = undefined;
    if (!isStudyRunning(this.#open.folder)) this.#end();
    return this.#state === 'ended' ? 'ended' : 'running';
  }

  *#begin(isRunning: boolean): Generator<undefined, undefined> {
    const { store, folder } = this.#open;
    this.#spec = storedSpec(this.#open);
    this.#order = store.reader.lastStart();
    const last = store.reader.lastNumber();
    const devices = store.description().environment?.devices ?? [];
    const run = store.lastRun();
    // Of a study from before runs were kept.
    const slots = run?.workers ?? this.#spec.workers ?? 1;
    this.#lanes = new Lanes(
      Array.from(
        { length: slots },
        // Slots that came later are on the devices of the first ones, in turn.
        (_, index): Slot => ({ index, device: devices[index % devices.length] ?? 'slot' }),
      ),
    );
    const since = run?.startedAt ?? store.writer()?.since ?? store.description().createdAt;
    const told = store.reader.of(store.reader.lastBegun(since, TOLD_TRIALS)).filter(hasBegun);
    const toldNumbers = new Set(told.map(({ number }) => number));
    const notTold = (trials: readonly Trial[]) => trials.filter(({ number }) => !toldNumbers.has(number));
    const read = (from: number) => {
      const trials = notTold(this.#read(from, Math.min(last, from + this.#piece - 1)));
      for (const trial of trials) this.#keep(this.#isOutlined ? trial : withoutReports(trial));
      return trials;
    };
    const elapsedMs = store.elapsedMs();
    const until = isRunning ? Date.now() : Math.max(since, ...told.map(endOf));
    this.#trials.clear();
    this.#unfinished.clear();
    this.#last = -1;
    const first = read(0);
    const toFollow = last + 1 - told.length - first.length;
    for (const trial of told) this.#keep(withoutReports(trial));
    this.#answered = this.#answeredRequests().length;
    this.#state = 'running';
    this.#emit({
      type: 'study-started',
      at: since,
      study: overviewOf(this.#spec, folder.root),
      slots: this.#lanes.slots,
      trials: first,
      ...(toFollow > 0 && { toFollow }),
      elapsedMs: Math.max(0, elapsedMs - (until - since)),
    });
    for (let from = this.#piece; from <= last; from += this.#piece) {
      yield;
      const trials = read(from);
      if (trials.length > 0) this.#emit({ type: 'trials-read', at: Date.now(), trials });
    }
    for (const event of inOrder(told)) {
      if (event.isEnd) this.#tellEnd(event.trial);
      else this.#tellStart(event.trial, event.trial.reports);
    }
    this.#tellSettings(this.#answeredRequests().at(-1));
  }

  /** The trials with numbers from one to another, both included. */
  #read(from: number, to: number): Trial[] {
    const { reader } = this.#open.store;
    if (this.#isOutlined) return reader.outlined(from, to);
    return reader.of(Array.from({ length: Math.max(0, to - from + 1) }, (_, i) => from + i));
  }

  #follow(): void {
    const { store } = this.#open;
    const seen = { open: [...this.#unfinished], number: this.#last, order: this.#order };
    this.#order = store.reader.lastStart();
    const moved = store.reader.movedSince(seen).filter((standing) => this.#hasMoved(standing));
    const trials = store.reader.of(moved.map(({ number }) => number));
    // Those that have ended make room for those that have begun.
    for (const trial of trials.toSorted((a, b) => Number(isFinished(b)) - Number(isFinished(a)))) this.#tell(trial);
    const answered = this.#answeredRequests();
    if (answered.length > this.#answered) this.#spec = storedSpec(this.#open);
    for (const request of answered.slice(this.#answered)) this.#tellSettings(request);
    this.#answered = answered.length;
  }

  /** Whether there may be something new of it: a running one may have reported. */
  #hasMoved({ number, state, attempt }: TrialStanding): boolean {
    const known = this.#trials.get(number);
    return state === 'running' || known?.state !== state || known.attempt !== attempt;
  }

  #keep(trial: Trial): void {
    this.#trials.set(trial.number, trial);
    this.#last = Math.max(this.#last, trial.number);
    if (isFinished(trial)) this.#unfinished.delete(trial.number);
    else this.#unfinished.add(trial.number);
  }

  #tell(trial: Trial): void {
    const before = this.#trials.get(trial.number);
    this.#keep(withoutReports(trial));
    const isOn = before?.state === 'running' && before.attempt === trial.attempt;
    if (before?.state === 'running' && (!isOn || trial.state === 'waiting')) this.#tellInterruption(trial);
    if (!hasBegun(trial)) {
      if (before === undefined) this.#emit({ type: 'trial-enqueued', at: Date.now(), trial });
      return;
    }
    const resumeStep = 'resumeStep' in trial ? (trial.resumeStep ?? 0) : 0;
    const known = isOn ? before.reports : trial.reports.filter(({ step }) => step <= resumeStep);
    if (!isOn) this.#tellStart(trial, known);
    for (const report of trial.reports.slice(known.length)) {
      this.#emit({ type: 'trial-reported', at: Date.now(), trialNumber: trial.number, report });
    }
    if (isFinished(trial)) this.#tellEnd(trial);
  }

  #tellStart(trial: BegunTrial, reports: Trial['reports']): void {
    const { number, params, suggestion, attempt, startedAt, earlierMs } = trial;
    const resumeStep = 'resumeStep' in trial ? trial.resumeStep : undefined;
    const running: RunningTrial = {
      state: 'running',
      number,
      params,
      ...repeatMarks(trial),
      attempt,
      startedAt,
      reports,
      ...(suggestion && { suggestion }),
      ...(earlierMs !== undefined && { earlierMs }),
      ...(resumeStep !== undefined && { resumeStep }),
    };
    this.#emit({ type: 'trial-started', at: startedAt, trial: running, slot: this.#lanes.take(number) });
  }

  #tellEnd(trial: Trial): void {
    if (!isFinished(trial)) return;
    this.#lanes.release(trial.number);
    this.#emit({ type: 'trial-finished', at: trial.finishedAt, trial });
  }

  /** `trial`: as it is since then. */
  #tellInterruption(trial: Trial): void {
    const { number: trialNumber } = trial;
    const keptStep = 'resumeStep' in trial ? trial.resumeStep : undefined;
    this.#lanes.release(trialNumber);
    this.#emit({ type: 'trial-interrupted', at: Date.now(), trialNumber, ...(keptStep !== undefined && { keptStep }) });
  }

  #tellSettings(request: RecordedRequest | undefined): void {
    if (request === undefined) return;
    const study = overviewOf(this.#spec, this.#open.folder.root);
    const at = request.answer?.at ?? Date.now();
    this.#emit({ type: 'study-steered', at, request, study, slots: this.#lanes.slots, settings: this.#settings() });
  }

  /** A pause lasts until the run's end. */
  #settings(): Settings {
    const { store } = this.#open;
    const since = store.lastRun()?.startedAt ?? 0;
    const { regions, kept } = steeredSoFar(store.requests());
    const paused = this.#answeredRequests().findLast(
      ({ request, answer }) =>
        (request.kind === 'pause' || request.kind === 'go-on') && answer?.outcome === 'done' && answer.at >= since,
    );
    return { paused: paused?.request.kind === 'pause', workers: this.#spec.workers ?? this.#lanes.slots.length, kept, regions };
  }

  #answeredRequests(): RecordedRequest[] {
    return this.#open.store.requests().filter(({ answer }) => answer !== undefined);
  }

  /** What was still running when the process died waits again when the study is resumed. */
  #end(): void {
    const { store } = this.#open;
    for (const trial of this.#trials.values()) {
      if (trial.state !== 'running') continue;
      const { number, params, attempt, reports, suggestion } = trial;
      this.#keep({
        state: 'waiting',
        number,
        params,
        ...repeatMarks(trial),
        ...(suggestion && { suggestion }),
        attempt,
        reports,
      });
      this.#tellInterruption(trial);
    }
    const trials = [...this.#trials.values()].sort((a, b) => a.number - b.number);
    const elapsedMs = store.elapsedMs();
    const result = store.testResult();
    const isOfWinner = result?.trialNumber === incumbent(trials, objectivesOf(this.#spec))?.number;
    this.#state = 'ended';
    this.#emit({
      type: 'study-ended',
      at: Date.now(),
      reason: this.#reason(trials, elapsedMs),
      elapsedMs,
      ...(result && isOfWinner && { test: result }),
    });
  }

  #reason(trials: readonly Trial[], elapsedMs: number): EndReason {
    const { store } = this.#open;
    const status = store.status();
    if (status === 'failed') return 'all-failed';
    const since = store.lastRun()?.startedAt ?? 0;
    const stop = this.#answeredRequests().findLast(
      ({ request, answer }) => request.kind === 'stop' && (answer?.at ?? 0) >= since,
    );
    if (status !== 'finished') return stop?.answer?.outcome === 'done' && status === 'interrupted' ? 'stopped' : 'interrupted';
    return endReason(this.#spec, searchTrials(trials), elapsedMs) ?? (stop ? 'stopped' : 'exhausted');
  }
}

/** Of finished trials a million reports would be most of what is kept; asked of them is how many there were, and how far a pruned one came. */
function withoutReports(trial: Trial): Trial {
  if (!isFinished(trial)) return trial;
  return { ...trial, reports: trial.state === 'complete' ? [] : trial.reports.slice(-1), outline: { count: stepsOf(trial) } };
}
