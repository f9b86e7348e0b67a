import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { CompleteTrial, Report, RunningTrial } from '../../src/core/trial.js';
import { SqliteStore } from '../../src/storage/sqlite-store.js';
import { rowOf } from '../../src/study/leaderboard.js';

function storeWith(reports: readonly Report[]): SqliteStore {
  const path = join(mkdtempSync(join(tmpdir(), 'hypersweep-')), 'study.db');
  const store = SqliteStore.create(path, { name: 'outlined', sweepText: '', overrides: {}, createdAt: 0 }, '0');
  for (const number of [0, 1, 2]) {
    const running: RunningTrial = { number, params: { x: number }, attempt: 1, reports: [], state: 'running', startedAt: number };
    store.trialStarted(running);
    for (const report of reports) store.trialReported(number, 1, report);
    const complete: CompleteTrial = { ...running, state: 'complete', finishedAt: 9, loss: 0.5, metrics: { loss: 0.5 }, reports };
    if (number < 2) store.trialFinished(complete);
  }
  return store;
}

const reports = Array.from({ length: 40 }, (_, i): Report => {
  const loss = i === 7 ? Number.NaN : 1 / (i + 1);
  const verdict = i === 4 ? 'audited' : 'continue';
  return { step: i + 1, loss, metrics: { loss }, ...(i % 4 === 0 && { decision: { verdict, numbers: { rung: i } } }) };
});

it('has of finished trials the last report and what a leaderboard shows of the others', () => {
  const store = storeWith(reports);
  const [whole] = store.trials();
  const [first, second, ...rest] = store.reader.outlined(0, 1);
  expect(rest).toEqual([]);
  expect(second?.number).toBe(1);
  expect(first).toMatchObject({ number: 0, state: 'complete', loss: 0.5, params: { x: 0 }, reports: [reports[39]] });
  expect(first?.outline).toMatchObject({ count: 40, decided: [1, 5, 9, 13, 17, 21, 25, 29, 33, 37], audited: true });
  const { curve, ...row } = rowOf(first as CompleteTrial);
  const { curve: all, ...wholeRow } = rowOf(whole as CompleteTrial);
  expect(row).toEqual(wholeRow);
  expect(curve).toHaveLength(20);
  expect(curve[0]).toBe(((all[0] as number) + (all[1] as number)) / 2);
  // Of steps 7 and 8 the second is not a number.
  expect(curve[3]).toBe(all[6]);
  store.close();
});

it('has running trials whole, as they go on, and says which began last', () => {
  const store = storeWith(reports.slice(0, 3));
  expect(store.reader.outlined(2, 9)).toEqual(store.trials().slice(2));
  expect(store.reader.lastBegun(1, 9)).toEqual([1, 2]);
  expect(store.reader.lastBegun(0, 2)).toEqual([1, 2]);
  expect(store.reader.lastNumber()).toBe(2);
  store.close();
});

it('leaves a short curve as it is, and a trial without reports without an outline', () => {
  const short = storeWith(reports.slice(0, 3));
  expect(short.reader.outlined(0, 0)[0]?.outline?.curve).toEqual([1, 1 / 2, 1 / 3]);
  short.close();
  const none = storeWith([]);
  expect(none.reader.outlined(0, 2)).toEqual(none.trials());
  none.close();
});
