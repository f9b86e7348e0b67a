import type { EndReason, StudyEvent, StudyOverview } from '../core/events.js';
import type { Progress, Slot } from '../core/executor.js';
import type { Settings } from '../core/steering.js';
import type { TestResult } from '../core/store.js';
import { objectivesOf } from '../core/study-spec.js';
import { type CompleteTrial, isFinished, type Purpose, repeatMarks, stepsOf, type Trial, workedMs } from '../core/trial.js';
import { Fronts } from '../study/fronts.js';
import { incumbent } from '../study/leaderboard.js';
import { emptyTally, type Tally, tallied, tallyOf } from '../study/tally.js';
import { withReport } from './outline.js';
import { restanding } from './restanding.js';
import type { SortedList } from './sorted-list.js';
import { begun, closed, type Span } from './spans.js';
import { noTrials, numbered } from './trials.js';

/** What a slot does now. */
export interface Activity {
  readonly slot: Slot;
  readonly trialNumber?: number;
  readonly progress?: Progress;
  /** Of the trial's last report. */
  readonly loss?: number;
}

export interface Notice {
  readonly at: number;
  readonly level: 'info' | 'warning';
  readonly message: string;
}

type Repeats = Readonly<Record<Purpose, Tally>>;

const noRepeats: Repeats = { repeat: emptyTally, finalize: emptyTally };

/** All that the views show of a study: a pure function of its events. */
export interface StudyState {
  /** Undefined until the first event. */
  readonly overview?: StudyOverview;
  /** Of this run, in milliseconds since the epoch. */
  readonly startedAt: number;
  /** Of the runs before. */
  readonly elapsedBeforeMs: number;
  /** Of this run, in which it was paused with nothing running: that does not count. */
  readonly heldMs: number;
  /** Since when it is so now. */
  readonly heldSince?: number;
  /** In number order. */
  readonly trials: SortedList<Trial>;
  readonly counts: Tally;
  /** Of these the repeats, by what they are for. */
  readonly repeats: Repeats;
  /** Steps reported by all trials together. */
  readonly steps: number;
  /** The one that stands first. */
  readonly best?: CompleteTrial;
  /** With several objectives the trials that no other dominates. */
  readonly firstFront?: Fronts;
  /** By slot index. */
  readonly activities: readonly Activity[];
  /** What the slots have run since this run began, by the time of its beginning. */
  readonly spans: readonly Span[];
  /** How a person has set it; undefined until one does. */
  readonly settings?: Settings;
  readonly notice?: Notice;
  /** No new trials are started, for this reason. */
  readonly ending?: EndReason;
  readonly ended?: { readonly at: number; readonly reason: EndReason; readonly elapsedMs: number; readonly test?: TestResult };
}

export const initialState: StudyState = {
  startedAt: 0,
  elapsedBeforeMs: 0,
  heldMs: 0,
  trials: noTrials,
  counts: emptyTally,
  repeats: noRepeats,
  steps: 0,
  activities: [],
  spans: [],
};

/**
 * Costs the same however many trials and reports there are, as long as none is a repeat: what an event leaves as it was is shared with the
 * state before.
 */
export function reduce(state: StudyState, event: StudyEvent): StudyState {
  return withClock(restanding(reduced(state, event), event), event.at);
}

function reduced(state: StudyState, event: StudyEvent): StudyState {
  switch (event.type) {
    case 'study-started':
      return started(event);
    case 'trials-read':
      return trialsRead(state, event);
    case 'trial-started':
      return trialStarted(state, event);
    case 'trial-progressed':
      return progressed(state, event);
    case 'trial-reported':
      return reported(state, event);
    case 'trial-finished':
      return finished(state, event);
    case 'trial-enqueued':
      return withTrial(state, event.trial);
    case 'study-steered':
      return steered(state, event);
    case 'trial-interrupted':
      return interrupted(state, event);
    case 'notice':
      return { ...state, notice: { at: event.at, level: event.level, message: event.message } };
    case 'study-ending':
      return { ...state, ending: event.reason };
    case 'study-ended': {
      const { at, reason, elapsedMs, test } = event;
      return { ...state, ended: { at, reason, elapsedMs, ...(test && { test }) } };
    }
  }
}

export function trialOf(state: StudyState, trialNumber: number): Trial | undefined {
  return numbered(state.trials, trialNumber);
}

/** Milliseconds of all runs, up to `now`. */
export function elapsedMs(state: StudyState, now: number): number {
  // What is told before the study starts costs none of its time.
  const sinceStart = state.overview === undefined ? 0 : Math.max(0, (state.heldSince ?? now) - state.startedAt - state.heldMs);
  return state.ended?.elapsedMs ?? state.elapsedBeforeMs + sinceStart;
}

/** The clock stands while the study is paused and nothing runs any more, as that of its budget does. */
function withClock(state: StudyState, at: number): StudyState {
  const { heldSince, ...going } = state;
  const isHeld = state.settings?.paused === true && state.activities.every(({ trialNumber }) => trialNumber === undefined);
  if (isHeld) return heldSince === undefined ? { ...state, heldSince: at } : state;
  return heldSince === undefined ? state : { ...going, heldMs: state.heldMs + at - heldSince };
}

type Of<Type extends StudyEvent['type']> = Extract<StudyEvent, { type: Type }>;

function started({ at, study, slots, trials, elapsedMs }: Of<'study-started'>): StudyState {
  const objectives = objectivesOf(study);
  const complete = trials.filter((trial) => trial.state === 'complete');
  const firstFront = objectives.length > 1 ? Fronts.of(complete, objectives, 'first') : undefined;
  const best = firstFront ? firstFront.best : incumbent(complete);
  return {
    overview: study,
    startedAt: at,
    elapsedBeforeMs: elapsedMs,
    heldMs: 0,
    trials: noTrials.changed({ gone: [], come: trials }),
    counts: tallyOf(trials),
    repeats: repeatsOf(trials),
    steps: trials.reduce((sum, trial) => sum + stepsOf(trial), 0),
    ...(best && { best }),
    ...(firstFront && { firstFront }),
    activities: slots.map((slot) => ({ slot })),
    spans: [],
  };
}

function trialsRead(state: StudyState, { trials }: Of<'trials-read'>): StudyState {
  const counts = { ...state.counts };
  let { steps, best, firstFront } = state;
  for (const trial of trials) {
    counts[tallied(trial)] += 1;
    steps += stepsOf(trial);
    if (trial.state !== 'complete') continue;
    firstFront = firstFront?.with(trial);
    best = betterOf(best, trial);
  }
  best = firstFront?.best ?? best;
  const all = state.trials.changed({ gone: [], come: trials });
  const repeats = trials.reduce((tallies, trial) => repeatsAfter(tallies, undefined, trial), state.repeats);
  return { ...state, trials: all, counts, repeats, steps, ...(best && { best }), ...(firstFront && { firstFront }) };
}

function trialStarted(state: StudyState, { at, trial, slot }: Of<'trial-started'>): StudyState {
  const next = occupy(withTrial(state, trial), slot, { trialNumber: trial.number });
  return { ...next, spans: begun(state.spans, slot, trial.number, at) };
}

/** There may be more slots from here on. One that is gone stays while it runs a trial. */
function steered(state: StudyState, { study, slots, settings }: Of<'study-steered'>): StudyState {
  const known = state.activities.filter(
    ({ slot, trialNumber }) => trialNumber !== undefined || slots.some(({ index }) => index === slot.index),
  );
  const added = slots.filter((slot) => !known.some((activity) => activity.slot.index === slot.index)).map((slot) => ({ slot }));
  const activities = [...known, ...added].sort((a, b) => a.slot.index - b.slot.index);
  return { ...state, overview: study, settings, activities };
}

function progressed(state: StudyState, { slot, trialNumber, progress }: Of<'trial-progressed'>): StudyState {
  const activity = state.activities.find((candidate) => candidate.slot.index === slot.index);
  // A message that was under way when its trial ended.
  if (activity?.trialNumber !== trialNumber) return state;
  return occupy(state, slot, { ...activity, progress });
}

function reported(state: StudyState, { trialNumber, report }: Of<'trial-reported'>): StudyState {
  const trial = trialOf(state, trialNumber);
  if (trial === undefined || isFinished(trial)) return state;
  const next = withTrial(state, withReport(trial, report));
  const activities = state.activities.map((activity) =>
    activity.trialNumber === trialNumber
      ? { ...activity, loss: report.loss, progress: stepDone(activity, report.step) }
      : activity,
  );
  return { ...next, activities };
}

/** A user's function need not tell its progress: a report says that its step is done. */
function stepDone({ progress }: Activity, step: number): Progress {
  return { ...progress, step, fraction: 1 };
}

function finished(state: StudyState, { at, trial }: Of<'trial-finished'>): StudyState {
  const spans = closed(state.spans, trial.number, at, trial.state);
  const next = { ...vacate(withTrial(state, trial), trial.number), spans };
  if (trial.state !== 'complete') return next;
  if (state.firstFront) {
    const firstFront = state.firstFront.with(trial);
    const { best } = firstFront;
    return best ? { ...next, firstFront, best } : next;
  }
  return { ...next, best: betterOf(state.best, trial) };
}

/** Of equals the earlier one, as on the leaderboard, though it may have come to its end later. */
function betterOf(best: CompleteTrial | undefined, trial: CompleteTrial): CompleteTrial {
  if (best === undefined) return trial;
  return trial.loss < best.loss || (trial.loss === best.loss && trial.number < best.number) ? trial : best;
}

function interrupted(state: StudyState, { at, trialNumber, keptStep }: Of<'trial-interrupted'>): StudyState {
  const trial = trialOf(state, trialNumber);
  if (trial === undefined) return state;
  const { number, params, suggestion, attempt, reports } = trial;
  const why = suggestion && { suggestion };
  const resumeStep = keptStep ?? (trial.state === 'running' ? trial.resumeStep : undefined);
  const kept = resumeStep !== undefined && { resumeStep };
  const next = vacate(
    withTrial(state, { state: 'waiting', number, params, ...repeatMarks(trial), ...why, attempt, reports, ...kept }),
    trialNumber,
  );
  return { ...next, spans: closed(state.spans, trialNumber, at, 'waiting') };
}

/** The trial in its place, whether it is new or changed. */
function withTrial(state: StudyState, changed: Trial): StudyState {
  const previous = trialOf(state, changed.number);
  const trial = withEarlierWork(changed, previous);
  const counts = { ...state.counts };
  if (previous) counts[tallied(previous)] -= 1;
  counts[tallied(trial)] += 1;
  const steps = state.steps + stepsOf(trial) - (previous ? stepsOf(previous) : 0);
  return { ...state, trials: state.trials.with(trial), counts, repeats: repeatsAfter(state.repeats, previous, trial), steps };
}

/** The same object where the trial is no repeat. */
function repeatsAfter(repeats: Repeats, previous: Trial | undefined, trial: Trial): Repeats {
  const { purpose } = trial;
  if (purpose === undefined) return repeats;
  const tally = { ...repeats[purpose] };
  if (previous) tally[tallied(previous)] -= 1;
  tally[tallied(trial)] += 1;
  return { ...repeats, [purpose]: tally };
}

function repeatsOf(trials: readonly Trial[]): Repeats {
  const of = (purpose: Purpose) => tallyOf(trials.filter((trial) => trial.purpose === purpose));
  return trials.some(({ purpose }) => purpose) ? { repeat: of('repeat'), finalize: of('finalize') } : noRepeats;
}

/** A trial that runs again after its end was promoted: what it worked before counts, the pause does not. */
export function withEarlierWork<T extends Trial>(trial: T, previous: Trial | undefined): T {
  if (previous === undefined) return trial;
  const promoted = isFinished(previous) && !isFinished(trial);
  const earlierMs = promoted ? workedMs(previous) : previous.earlierMs;
  return earlierMs === undefined ? trial : { ...trial, earlierMs };
}

function occupy(state: StudyState, slot: Slot, activity: Omit<Activity, 'slot'>): StudyState {
  const index = state.activities.findIndex((candidate) => candidate.slot.index === slot.index);
  const next = { ...activity, slot };
  return { ...state, activities: index === -1 ? [...state.activities, next] : state.activities.with(index, next) };
}

function vacate(state: StudyState, trialNumber: number): StudyState {
  const activities = state.activities.map((activity) =>
    activity.trialNumber === trialNumber ? { slot: activity.slot } : activity,
  );
  return { ...state, activities };
}
