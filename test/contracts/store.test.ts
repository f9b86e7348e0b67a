import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { WinnerConfusions } from '../../src/core/confusion.js';
import type { Store } from '../../src/core/store.js';
import type { FinishedTrial, RunningTrial } from '../../src/core/trial.js';
import { SqliteStore } from '../../src/storage/sqlite-store.js';

/** Every implementation of the port: how to make one, and how to come back to it later. */
const stores = [
  {
    name: 'SqliteStore',
    create: (folder: string): Store =>
      SqliteStore.create(join(folder, 'study.db'), { name: 's', sweepText: '', overrides: {}, createdAt: 0 }, '0'),
    reopen: (folder: string): Store => SqliteStore.openToWrite(join(folder, 'study.db')),
  },
];

const running: RunningTrial = {
  number: 0,
  params: { rate: 0.1, kind: 'bag' },
  attempt: 1,
  reports: [],
  state: 'running',
  startedAt: 10,
};
const report = { step: 1, metrics: { accuracy: 0.5 }, loss: -0.5 };

describe.each(stores)('$name keeps a study', ({ create, reopen }) => {
  let folder: string;
  let store: Store;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'hypersweep-contract-'));
    store = create(folder);
  });
  afterEach(() => {
    store.close();
    rmSync(folder, { recursive: true });
  });

  function comeBack(): Store {
    store.close();
    store = reopen(folder);
    return store;
  }

  it('is new and empty at first', () => {
    expect(store.trials()).toEqual([]);
    expect(store.status()).toBe('new');
    expect(store.elapsedMs()).toBe(0);
    expect(store.testResult()).toBeUndefined();
    expect(store.confusions()).toBeUndefined();
  });

  it('a running trial has the reports of its attempt', () => {
    store.trialStarted(running);
    store.trialReported(0, 1, report);
    expect(store.trials()).toEqual([{ ...running, reports: [report] }]);
  });

  it.each<FinishedTrial>([
    { ...running, reports: [report], state: 'complete', finishedAt: 20, metrics: { accuracy: 0.75 }, loss: -0.75 },
    { ...running, reports: [report], state: 'pruned', finishedAt: 20, explanation: 'not in the best third' },
    { ...running, reports: [report], state: 'pruned', finishedAt: 20, explanation: 'waits at rung 1', paused: true },
    { ...running, reports: [report], state: 'failed', finishedAt: 20, reason: 'diverged', message: 'loss is NaN at step 2' },
  ])('a $state trial comes back as it was', (finished) => {
    store.trialStarted(running);
    store.trialReported(0, 1, report);
    store.trialFinished(finished);
    expect(comeBack().trials()).toEqual([finished]);
  });

  it('an interrupted trial waits, and starts over in its next attempt', () => {
    store.trialStarted(running);
    store.trialReported(0, 1, report);
    store.trialInterrupted(0);
    expect(store.trials()).toEqual([{ number: 0, params: running.params, attempt: 1, reports: [], state: 'waiting' }]);
    store.trialStarted({ ...running, attempt: 2, startedAt: 30 });
    expect(store.trials()).toEqual([{ ...running, attempt: 2, startedAt: 30, reports: [] }]);
  });

  it('an interrupted trial goes on after the step that it kept, with its reports so far and the time that they took', () => {
    const reports = [1, 2, 3].map((step) => ({ ...report, step }));
    const waiting = { number: 0, params: running.params, state: 'waiting' } as const;
    store.trialStarted({ ...running, startedAt: Date.now() - 60_000 });
    for (const one of reports) store.trialReported(0, 1, one);
    store.trialInterrupted(0, 2);
    expect(store.trials()).toEqual([{ ...waiting, attempt: 1, reports: reports.slice(0, 2), resumeStep: 2 }]);
    expect(comeBack().trials()).toEqual([{ ...waiting, attempt: 1, reports: reports.slice(0, 2), resumeStep: 2 }]);
    const again = { ...running, attempt: 2, startedAt: 30, reports: reports.slice(0, 2), resumeStep: 2 };
    store.trialStarted(again);
    const [begun] = store.trials();
    expect(begun).toEqual({ ...again, earlierMs: expect.any(Number) });
    expect((begun as RunningTrial).earlierMs).toBeGreaterThanOrEqual(60_000);
    expect((begun as RunningTrial).earlierMs).toBeLessThan(120_000);
    // It comes no farther: what the first attempt kept still counts.
    store.trialReported(0, 2, reports[2] as typeof report);
    store.trialInterrupted(0);
    expect(store.trials()[0]).toMatchObject({ ...waiting, attempt: 2, reports: reports.slice(0, 2), resumeStep: 2 });
  });

  it('an enqueued trial waits for its first attempt', () => {
    store.trialEnqueued({ number: 0, params: running.params, attempt: 0, reports: [], state: 'waiting' });
    expect(comeBack().trials()).toEqual([{ number: 0, params: running.params, attempt: 0, reports: [], state: 'waiting' }]);
    store.trialStarted(running);
    expect(store.trials()).toEqual([running]);
  });

  it('a repeat stays one, waiting, running and interrupted', () => {
    const marks = { repeatOf: 0, purpose: 'finalize', round: 2 } as const;
    const { state: _, startedAt, ...base } = { ...running, number: 1, ...marks };
    store.trialStarted(running);
    store.trialEnqueued({ ...base, attempt: 0, state: 'waiting' });
    expect(comeBack().trials()[1]).toEqual({ ...base, attempt: 0, state: 'waiting' });
    store.trialStarted({ ...base, state: 'running', startedAt });
    expect(store.trials()[1]).toEqual({ ...base, state: 'running', startedAt });
    store.trialInterrupted(1);
    expect(store.trials()[1]).toEqual({ ...base, state: 'waiting' });
  });

  it('final retrainings keep what they measured on test data', () => {
    const results = [
      { trialNumber: 0, metrics: { test_loss: Number.NaN } },
      { trialNumber: 1, metrics: { test_loss: 0.5 } },
    ];
    expect(store.finalTests()).toEqual([]);
    store.trialStarted(running);
    store.trialStarted({ ...running, number: 1 });
    for (const result of [...results].reverse()) store.finalTested(result);
    expect(comeBack().finalTests()).toEqual(results);
  });

  it('a trial that crashed and is to run again waits, and its crash is remembered', () => {
    store.trialStarted(running);
    store.trialToRepeat({ ...running, state: 'failed', reason: 'crashed', message: 'SIGKILL', finishedAt: 20 });
    const { number, params } = running;
    expect(comeBack().trials()).toEqual([
      { number, params, attempt: 1, reports: [], state: 'waiting', crashes: 1, crashedAt: 20 },
    ]);
    store.trialStarted({ ...running, attempt: 2, startedAt: 30 });
    expect(store.trials()).toEqual([{ ...running, attempt: 2, startedAt: 30, crashes: 1 }]);
  });

  it('a trial that crashed goes on after the step that it kept', () => {
    store.trialStarted(running);
    for (const step of [1, 2]) store.trialReported(0, 1, { ...report, step });
    store.trialToRepeat({ ...running, state: 'failed', reason: 'crashed', message: 'SIGKILL', finishedAt: 20 }, 1);
    const { number, params } = running;
    const base = { number, params, attempt: 1, reports: [report], state: 'waiting' };
    expect(comeBack().trials()).toEqual([{ ...base, resumeStep: 1, crashes: 1, crashedAt: 20 }]);
  });

  it('a request is kept with what became of it', () => {
    expect(store.requestAsked({ kind: 'pause' }, 5)).toEqual({ id: 1, request: { kind: 'pause' }, askedAt: 5 });
    store.requestAsked({ kind: 'enqueue', params: { rate: 0.5 }, like: 3 }, 6);
    store.requestAnswered(2, { outcome: 'refused', message: 'no' }, 7);
    expect(comeBack().requests()).toEqual([
      { id: 1, request: { kind: 'pause' }, askedAt: 5 },
      {
        ...{ id: 2, request: { kind: 'enqueue', params: { rate: 0.5 }, like: 3 }, askedAt: 6 },
        answer: { outcome: 'refused', message: 'no', at: 7 },
      },
    ]);
  });

  it('commits all of an action or nothing', () => {
    const breaksOff = () => {
      store.requestAsked({ kind: 'pause' }, 5);
      store.trialStarted(running);
      throw new Error('in between');
    };
    expect(() => store.atomically(breaksOff)).toThrow('in between');
    expect([store.requests(), store.trials()]).toEqual([[], []]);
  });

  it('a trial that was running when the process died waits', () => {
    store.trialStarted(running);
    expect(comeBack().trials()[0]?.state).toBe('waiting');
  });

  it.each(['continue', 'prune', 'pause', 'audited'] as const)('the decision `%s` survives with its numbers', (verdict) => {
    const decision = { verdict, numbers: { rung: 3, value: 0.41, bound: Number.NaN, rank: Number.POSITIVE_INFINITY } };
    store.trialStarted(running);
    store.trialReported(0, 1, { ...report, decision });
    store.trialReported(0, 1, { ...report, step: 2 });
    expect(comeBack().trials()).toMatchObject([{ state: 'waiting' }]);
    store.trialStarted({ ...running, attempt: 2 });
    store.trialReported(0, 2, { ...report, decision });
    store.trialReported(0, 2, { ...report, step: 2 });
    expect(store.trials()[0]?.reports).toEqual([
      { ...report, decision },
      { ...report, step: 2 },
    ]);
  });

  describe('a paused trial that is promoted', () => {
    const earlier = [1, 2].map((step) => ({
      ...report,
      step,
      decision: { verdict: 'continue', numbers: { rung: step } } as const,
    }));
    const promoted: RunningTrial = { ...running, attempt: 2, startedAt: 30, reports: earlier, resumeStep: 2 };
    // It ran from 10 to 20.
    const earlierMs = 10;

    beforeEach(() => {
      store.trialStarted(running);
      for (const one of earlier) store.trialReported(0, 1, one);
      store.trialFinished({ ...running, reports: earlier, state: 'pruned', finishedAt: 20, explanation: 'waits', paused: true });
      store.trialStarted(promoted);
    });

    it('keeps what it reported, and adds to it', () => {
      expect(store.trials()).toEqual([{ ...promoted, earlierMs }]);
      store.trialReported(0, 2, { ...report, step: 3 });
      const { resumeStep: _, ...rest } = promoted;
      const reports = [...earlier, { ...report, step: 3 }];
      const finished: FinishedTrial = {
        ...rest,
        reports,
        state: 'complete',
        finishedAt: 40,
        metrics: report.metrics,
        loss: -0.5,
      };
      store.trialFinished(finished);
      expect(comeBack().trials()).toEqual([{ ...finished, earlierMs }]);
    });

    it('is no longer paused, and goes on from the same step after a kill', () => {
      store.trialReported(0, 2, { ...report, step: 3 });
      const waiting = {
        ...{ number: 0, params: running.params, attempt: 2, reports: earlier, state: 'waiting', resumeStep: 2 },
        earlierMs,
      };
      expect(comeBack().trials()).toEqual([waiting]);
      store.trialStarted({ ...promoted, attempt: 3 });
      expect(store.trials()).toEqual([{ ...promoted, attempt: 3, earlierMs }]);
    });
  });

  it('NaN and infinite metrics survive', () => {
    const odd = {
      step: 1,
      metrics: { a: Number.NaN, b: Number.POSITIVE_INFINITY, c: Number.NEGATIVE_INFINITY },
      loss: Number.NaN,
    };
    store.trialStarted(running);
    store.trialReported(0, 1, odd);
    store.trialReported(0, 1, { ...odd, step: 2, loss: Number.POSITIVE_INFINITY });
    expect(store.trials()[0]?.reports).toEqual([odd, { ...odd, step: 2, loss: Number.POSITIVE_INFINITY }]);
  });

  it('parameters survive to the last bit', () => {
    const choice = fc.oneof(
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
      fc.string(),
      fc.boolean(),
      fc.constant(null),
    );
    let number = 0;
    fc.assert(
      fc.property(fc.dictionary(fc.string(), choice), (params) => {
        store.trialStarted({ ...running, number, params });
        expect(store.trials()[number++]?.params).toEqual({ ...params });
      }),
    );
  });

  it('trials come in number order, however they were started', () => {
    for (const number of [2, 0, 1]) store.trialStarted({ ...running, number });
    expect(store.trials().map((trial) => trial.number)).toEqual([0, 1, 2]);
  });

  it('refuses a report twice for the same step, which would be a bug of ours', () => {
    store.trialStarted(running);
    store.trialReported(0, 1, report);
    expect(() => store.trialReported(0, 1, report)).toThrow();
    expect(() => store.trialReported(7, 1, report)).toThrow();
  });

  it('remembers how the study stands', () => {
    const confusions: WinnerConfusions = {
      trialNumber: 3,
      validation: {
        labels: ['a', '"b"'],
        cells: [
          [0, 0, 5],
          [1, 0, 2],
        ],
      },
    };
    store.setStatus('finished');
    store.setElapsedMs(1234.5);
    store.setTestResult({ trialNumber: 3, metrics: { accuracy: 0.9 } });
    store.setConfusions(confusions);
    comeBack();
    expect(store.status()).toBe('finished');
    expect(store.elapsedMs()).toBe(1234.5);
    expect(store.testResult()).toEqual({ trialNumber: 3, metrics: { accuracy: 0.9 } });
    expect(store.confusions()).toEqual(confusions);
  });
});
