import { describe, expect, it } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import { objectivesOf } from '../../src/core/study-spec.js';
import type { CompleteTrial, PrunedTrial, RunningTrial } from '../../src/core/trial.js';
import { incumbent, leaderboard, rowOf } from '../../src/study/leaderboard.js';
import { emptyTally as none } from '../../src/study/tally.js';
import { plainLines } from '../../src/tui/plain.js';
import { elapsedMs, initialState, reduce, type StudyState, trialOf } from '../../src/tui/state.js';
import { resultLine } from '../../src/tui/summary.js';
import { ending, overview, START, simulatedStudy } from './simulated-study.js';

// Conditions of parameters are functions, which cannot be cloned to be compared.
const { parameters: _, ...plain } = overview;
const events = simulatedStudy({ trials: 15, overview: plain });
const slots = [
  { index: 0, device: 'wasm' },
  { index: 1, device: 'wasm' },
];

function stateAfter(stream: readonly StudyEvent[], from: StudyState = initialState): StudyState {
  return stream.reduce(reduce, from);
}

function running(number: number, attempt = 1): RunningTrial {
  return { state: 'running', number, params: { lr: 0.1 }, attempt, reports: [], startedAt: START };
}

describe('a whole study', () => {
  const state = stateAfter([...events, ...ending(events)]);

  it('counts what became of the trials', () => {
    expect(state.counts).toEqual({ waiting: 0, running: 0, complete: 11, pruned: 3, paused: 0, failed: 1 });
    expect(state.steps).toBe(11 * 20 + 3 * 3 + 2);
  });

  it('keeps the incumbent that the leaderboard puts first', () => {
    expect(state.best?.number).toBe(leaderboard([...state.trials])[0]?.trialNumber);
  });

  it('ends with idle workers, the reason and the time it took', () => {
    expect(state.activities).toEqual(slots.map((slot) => ({ slot })));
    expect(state.ended?.reason).toBe('trials');
    expect(elapsedMs(state, START + 1e9)).toBe(state.ended?.elapsedMs);
  });
});

it('of equals keeps the one that the leaderboard puts first, whichever came to its end first', () => {
  const complete = (number: number): CompleteTrial => ({
    ...running(number),
    ...{ state: 'complete', finishedAt: START, metrics: { val_accuracy: 1 }, loss: -1 },
  });
  const started: StudyEvent = { type: 'study-started', at: START, study: overview, slots, trials: [], elapsedMs: 0 };
  const told = [2, 1, 3].map((number): StudyEvent => ({ type: 'trial-finished', at: START, trial: complete(number) }));
  const state = stateAfter([started, ...told]);
  expect(state.best?.number).toBe(1);
  expect(leaderboard([...state.trials])[0]?.trialNumber).toBe(1);
  expect(stateAfter([started, { type: 'trials-read', at: START, trials: [2, 1].map(complete) }]).best?.number).toBe(1);
});

it('leaves the state before as it was', () => {
  const frozen = stateAfter(events.slice(0, 40));
  const plain = ({ trials, ...rest }: StudyState) => ({ ...rest, trials: [...trials] });
  const copy = structuredClone(plain(frozen));
  stateAfter(events.slice(40), frozen);
  expect(plain(frozen)).toEqual(copy);
});

it('takes up the trials and the time of earlier runs', () => {
  const earlier = [...stateAfter(events).trials];
  const resumed = stateAfter([
    { type: 'study-started', at: START, study: overview, slots, trials: earlier.toReversed(), elapsedMs: 60_000 },
  ]);
  expect([...resumed.trials]).toEqual(earlier);
  expect(resumed.counts.complete).toBe(11);
  expect(resumed.best).toEqual(stateAfter(events).best);
  expect(elapsedMs(resumed, START + 5_000)).toBe(65_000);
});

it('stops the clock while the study is paused and nothing runs any more', () => {
  const request = { request: { kind: 'pause' } } as never;
  const steered = (at: number, paused: boolean): StudyEvent => ({
    ...{ type: 'study-steered', at: START + at, request, study: overview, slots },
    settings: { paused } as never,
  });
  const trial: CompleteTrial = { ...running(0), state: 'complete', finishedAt: START, metrics: {}, loss: 1 };
  let state = stateAfter([
    { type: 'study-started', at: START, study: overview, slots, trials: [], elapsedMs: 500 },
    { type: 'trial-started', at: START, trial: running(0), slot: slots[0] as (typeof slots)[0] },
    steered(1000, true),
  ]);
  expect(elapsedMs(state, START + 2000)).toBe(2500);
  state = stateAfter([{ type: 'trial-finished', at: START + 3000, trial }], state);
  expect(elapsedMs(state, START + 9000)).toBe(3500);
  state = stateAfter([steered(9000, false)], state);
  expect(elapsedMs(state, START + 10_000)).toBe(4500);
});

it('keeps the first of the leaderboard for the best one, of several objectives too', () => {
  const study = { ...overview, furtherObjectives: [{ metric: 'val_loss', goal: 'minimize' as const }] };
  let state = stateAfter([{ type: 'study-started', at: START, study, slots, trials: [], elapsedMs: 0 }]);
  for (let number = 0; number < 60; number++) {
    const metrics = { val_accuracy: ((number * 37) % 61) / 61, val_loss: ((number * 23) % 59) / 59 };
    const trial: CompleteTrial = {
      ...running(number),
      state: 'complete',
      finishedAt: START,
      metrics,
      loss: -metrics.val_accuracy,
    };
    state = stateAfter([{ type: 'trial-finished', at: START, trial }], state);
    expect(state.best).toBe(incumbent([...state.trials], objectivesOf(study)));
  }
});

it('keeps of very many reports no more than a screen shows, the last one among them', () => {
  const [start] = events as [StudyEvent];
  let state = stateAfter([start, { type: 'trial-started', at: START, trial: running(0), slot: slots[0] as (typeof slots)[0] }]);
  for (let step = 1; step <= 5000; step++) {
    const report = {
      step,
      loss: -step,
      metrics: {},
      ...(step === 2 && { decision: { verdict: 'audited' as const, numbers: {} } }),
    };
    state = stateAfter([{ type: 'trial-reported', at: START, trialNumber: 0, report }], state);
    const { reports = [] } = trialOf(state, 0) ?? {};
    expect(reports.length).toBeLessThanOrEqual(1025);
    expect(reports.at(-1)?.step).toBe(step);
  }
  expect(state.steps).toBe(5000);
  const row = rowOf(trialOf(state, 0) as RunningTrial);
  expect(row).toMatchObject({ steps: 5000, loss: -5000, audited: true });
  // Every eighth, and the last.
  expect(row.curve.slice(0, 3)).toEqual([-1, -9, -17]);
  expect(row.curve).toHaveLength(626);
});

it('knows what each worker does', () => {
  const [start] = events as [StudyEvent];
  const progress = { step: 2, steps: 20, fraction: 0.5, examplesPerSecond: 900 };
  const report = { step: 1, loss: -0.3, metrics: { val_accuracy: 0.3 } };
  const state = stateAfter([
    start,
    { type: 'trial-started', at: START, trial: running(0), slot: slots[1] as (typeof slots)[1] },
    { type: 'trial-reported', at: START, trialNumber: 0, report },
    { type: 'trial-progressed', at: START, trialNumber: 0, slot: slots[1] as (typeof slots)[1], progress },
  ]);
  expect(state.activities).toEqual([{ slot: slots[0] }, { slot: slots[1], trialNumber: 0, loss: -0.3, progress }]);
});

describe('a trial that is paused and promoted', () => {
  const slot = slots[0] as (typeof slots)[0];
  const [start] = events as [StudyEvent];
  const reports = [{ step: 1, loss: -0.3, metrics: { val_accuracy: 0.3 } }];
  const finishedAt = START + 2000;
  const paused: PrunedTrial = { ...running(0), state: 'pruned', paused: true, reports, finishedAt, explanation: 'waits' };
  const promoted: RunningTrial = { ...running(0, 2), reports, resumeStep: 1, startedAt: START + 60_000 };
  const whilePaused: StudyEvent[] = [
    start,
    { type: 'trial-started', at: START, trial: running(0), slot },
    { type: 'trial-finished', at: paused.finishedAt, trial: paused },
  ];
  const goesOn: StudyEvent = { type: 'trial-started', at: promoted.startedAt, trial: promoted, slot };
  const end = START + 65_000;
  const complete: CompleteTrial = {
    ...running(0, 2),
    ...promoted,
    state: 'complete',
    finishedAt: end,
    metrics: { val_accuracy: 0.4 },
    loss: -0.4,
  };
  const finishes: StudyEvent = { type: 'trial-finished', at: end, trial: complete };

  it('is counted as paused, not as pruned, until it goes on', () => {
    expect(stateAfter(whilePaused).counts).toEqual({ ...none, paused: 1 });
    expect(stateAfter([...whilePaused, goesOn]).counts).toEqual({ ...none, running: 1 });
  });

  it('took what it worked, 2 and 5 seconds, without the pause', () => {
    const rows = leaderboard([...stateAfter([...whilePaused, goesOn, finishes]).trials]);
    expect(rows[0]).toMatchObject({ state: 'complete', durationMs: 7000 });
  });

  it('does not count what was interrupted in between, which runs again', () => {
    const interrupted: StudyEvent = { type: 'trial-interrupted', at: START + 61_000, trialNumber: 0 };
    const again: StudyEvent = { ...goesOn, trial: { ...promoted, attempt: 3 } };
    const { trials } = stateAfter([...whilePaused, goesOn, interrupted, again, finishes]);
    expect(leaderboard([...trials])[0]?.durationMs).toBe(7000);
  });

  it('has both told by the plain lines', () => {
    const lines = [...whilePaused, goesOn, finishes].map(plainLines());
    expect(lines.filter((line) => line !== undefined).slice(1)).toEqual([
      expect.stringContaining('trial 0 paused at step 1; waits; 1 epoch in 2s'),
      expect.stringContaining('trial 0 complete *; val_accuracy 0.4000; 1 epoch in 7s'),
    ]);
    expect(resultLine(stateAfter(whilePaused))).toContain('0 complete, 0 pruned, 1 paused, 0 failed');
  });
});

it('ignores the progress of a trial that is no longer in its slot', () => {
  const state = stateAfter(events);
  const late: StudyEvent = {
    type: 'trial-progressed',
    at: START,
    trialNumber: 3,
    slot: slots[0] as (typeof slots)[0],
    progress: { step: 1, fraction: 0 },
  };
  expect(reduce(state, late)).toBe(state);
});

it('lets an interrupted trial wait, and run again as itself', () => {
  const [start] = events as [StudyEvent];
  const slot = slots[0] as (typeof slots)[0];
  const interrupted = stateAfter([
    start,
    { type: 'trial-started', at: START, trial: running(0), slot },
    { type: 'trial-reported', at: START, trialNumber: 0, report: { step: 1, loss: 1, metrics: {} } },
    { type: 'trial-interrupted', at: START, trialNumber: 0 },
  ]);
  expect(interrupted.counts).toMatchObject({ waiting: 1, running: 0 });
  expect(interrupted.activities[0]).toEqual({ slot });
  const again = reduce(interrupted, { type: 'trial-started', at: START, trial: running(0, 2), slot });
  expect([...again.trials]).toEqual([running(0, 2)]);
  expect(again.counts).toMatchObject({ waiting: 0, running: 1 });
  expect(again.steps).toBe(0);
  const cutOff = reduce(again, { type: 'trial-interrupted', at: START, trialNumber: 0, keptStep: 4 });
  expect([...cutOff.trials][0]).toMatchObject({ state: 'waiting', resumeStep: 4 });
});
