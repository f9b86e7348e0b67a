import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { courseOf } from '../../src/core/course.js';
import type { Course, FinishedTrial, Report, RunningTrial, Trial } from '../../src/core/trial.js';
import { SqliteStore } from '../../src/storage/sqlite-store.js';
import { KnownTrials } from '../../src/study/known-trials.js';
import { SearchTrials } from '../../src/study/search-trials.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-large-'));
const path = join(folder, 'study.db');
const count = 5100;
afterAll(() => rmSync(folder, { recursive: true }));

function reportsOf(number: number): Report[] {
  const reports: Report[] = [
    { step: 1, metrics: { loss: number, accuracy: Number.NaN }, loss: number },
    { step: 2, metrics: { loss: 1 / (number + 3), accuracy: 0.1 }, loss: 1 / (number + 3) },
  ];
  // Not all trials measure the same, nor in the same order.
  if (number % 3 === 0) reports.push({ step: 5, metrics: { accuracy: 0.1, loss: 1e-300 }, loss: 1e-300 });
  if (number % 7 === 0) reports.push({ step: 8, metrics: JSON.parse('{"__proto__": 2, "x": 1}'), loss: Number.NaN });
  if (number % 5 === 0) {
    const verdict = number % 10 === 0 ? ('audited' as const) : ('continue' as const);
    const decision = { verdict, numbers: { rung: 9, bound: Number.POSITIVE_INFINITY } };
    reports.push({ step: 9, metrics: { loss: 0.3, accuracy: 1 }, loss: 0.3, decision });
  }
  return reports;
}

function trialOf(number: number): FinishedTrial {
  const base = { number, params: { x: number }, attempt: 1, reports: reportsOf(number), startedAt: 1, finishedAt: 2 };
  if (number % 4 === 0) return { ...base, state: 'pruned', explanation: 'too slow' };
  return { ...base, state: 'complete', metrics: { loss: 1 }, loss: 1 };
}

const expected: Trial[] = Array.from({ length: count }, (_, number) => trialOf(number));
const running: RunningTrial = {
  number: count,
  params: { x: 0 },
  attempt: 1,
  reports: reportsOf(15),
  state: 'running',
  startedAt: 3,
};

beforeAll(() => {
  const store = SqliteStore.create(path, { name: 's', sweepText: '', overrides: {}, createdAt: 0 }, '0');
  store.atomically(() => {
    for (const trial of [...expected, running]) {
      store.trialStarted({ ...trial, state: 'running', startedAt: 'startedAt' in trial ? trial.startedAt : 0, reports: [] });
      for (const report of trial.reports) store.trialReported(trial.number, 1, report);
      if (trial.state === 'pruned' || trial.state === 'complete') store.trialFinished(trial);
    }
  });
  store.close();
});

it('very many trials have the same reports as few', () => {
  const store = SqliteStore.openToRead(path);
  const trials = store.trials();
  expect(trials).toEqual([...expected, running]);
  // As they are told apart by number alone, they come with their reports.
  expect(store.reader.of([15, 30])).toEqual([expected[15], expected[30]]);
  store.close();
});

it('have their reports and courses among the trials of a search too, where a repeat has taken a number', () => {
  const store = SqliteStore.openToRead(path);
  const search = new SearchTrials();
  const known = new KnownTrials([], [{ metric: 'loss', goal: 'minimize' }]);
  for (const trial of store.trials()) {
    const repeat = trial.number === 40 ? { ...trial, repeatOf: 3, purpose: 'repeat' as const, round: 2 } : trial;
    const own = search.put(repeat);
    if (own) known.put(own);
  }
  store.close();
  for (const { all } of [search, known]) {
    expect(all).toHaveLength(count);
    for (const place of [39, 40, 3000]) {
      const number = place < 40 ? place : place + 1;
      expect(all[place]?.course?.length).toBe(reportsOf(number).length);
      expect(all[place]).toEqual({ ...expected[number], number: place });
    }
  }
});

it('their courses say what their reports do, of any of them first', () => {
  const store = SqliteStore.openToRead(path);
  const trials = store.trials();
  const seen = (course: Course) => ({
    steps: Array.from({ length: course.length }, (_, i) => [course.step(i), course.loss(i)]),
    auditedAt: course.auditedAt,
    lastMetrics: course.lastMetrics,
  });
  for (const number of [4000, 21, 22, 30, 0, count - 1]) {
    expect(seen(courseOf(trials[number] as Trial))).toEqual(seen(courseOf({ reports: reportsOf(number) })));
  }
  expect(courseOf(trials[30] as Trial).auditedAt).toBe(9);
  store.close();
  // Others than those that were looked at.
  expect(seen(courseOf(trials[2500] as Trial))).toEqual(seen(courseOf({ reports: reportsOf(2500) })));
});

it('copies of such a trial have its reports, and so has a trial after its store was closed', () => {
  const store = SqliteStore.openToRead(path);
  const trials = store.trials();
  store.close();
  const { state: _, ...rest } = trials[35] as Trial;
  expect(rest.reports).toEqual(reportsOf(35));
  expect(structuredClone(trials[4000])).toEqual(expected[4000]);
  expect(JSON.parse(JSON.stringify(trials[1])).reports[1].loss).toBe(0.25);
});
