import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { formatVersion } from '../../src/storage/format.js';
import { decodeMetrics, encodeMetrics } from '../../src/storage/row-format.js';
import { SqliteStore, type StudyDescription } from '../../src/storage/sqlite-store.js';

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypersweep-store-'));
  path = join(folder, 'study.db');
});
afterEach(() => rmSync(folder, { recursive: true }));

const description: StudyDescription = {
  name: 'digits',
  sweepText: 'method: tpe\n',
  overrides: { seed: 7 },
  createdAt: 1_700_000_000_000,
};

describe('the study in its database', () => {
  it('keeps what was known of it when it began', () => {
    const environment = { hypersweep: '1.0.0', node: 'v20', platform: 'linux', cpu: 'some', cores: 2, devices: ['wasm'] };
    const store = SqliteStore.create(path, description, '1.0.0');
    store.setEnvironment(environment);
    store.setOverrides({ seed: 7, budget: { trials: 50 } });
    store.close();
    const reader = SqliteStore.openToRead(path);
    expect(reader.description()).toEqual({ ...description, environment, overrides: { seed: 7, budget: { trials: 50 } } });
    reader.close();
  });

  it('refuses a database that a newer version wrote', () => {
    SqliteStore.create(path, description, '1.0.0').close();
    const database = new Database(path);
    database.pragma(`user_version = ${formatVersion + 1}`);
    database.close();
    expect(() => SqliteStore.openToRead(path)).toThrow(
      /written by a newer hypersweep \(format \d+, this one reads up to \d+\): update/,
    );
    expect(() => SqliteStore.openToWrite(path)).toThrow(/newer hypersweep/);
  });

  it('refuses a database that is something else', () => {
    const database = new Database(path);
    database.exec('CREATE TABLE guest (name TEXT)');
    database.close();
    expect(() => SqliteStore.openToRead(path)).toThrow(/is not a study database/);
  });

  it('keeps the reports of every attempt, though only the current one counts', () => {
    const store = SqliteStore.create(path, description, '1.0.0');
    const trial = { number: 0, params: { x: 1 }, reports: [], state: 'running', startedAt: 1 } as const;
    store.trialStarted({ ...trial, attempt: 1 });
    store.trialReported(0, 1, { step: 1, metrics: { loss: 0.5 }, loss: 0.5 });
    store.trialInterrupted(0);
    store.trialStarted({ ...trial, attempt: 2 });
    store.trialReported(0, 2, { step: 1, metrics: { loss: 0.25 }, loss: 0.25 });
    expect(store.trials()[0]?.reports).toEqual([{ step: 1, metrics: { loss: 0.25 }, loss: 0.25 }]);
    store.close();
    const database = new Database(path, { readonly: true });
    expect(database.prepare('SELECT attempt, loss FROM report ORDER BY attempt').all()).toEqual([
      { attempt: 1, loss: 0.5 },
      { attempt: 2, loss: 0.25 },
    ]);
    database.close();
  });

  it('gives up a trial that ran each time when the study died, and only that', () => {
    const running = { number: 0, params: { x: 1 }, reports: [], state: 'running', startedAt: 1 } as const;
    SqliteStore.create(path, description, '1.0.0').close();
    for (let attempt = 1; attempt <= 10; attempt++) {
      const store = SqliteStore.openToWrite(path);
      expect(store.trials().map(({ state }) => state)).toEqual(attempt === 1 ? [] : ['waiting', 'waiting']);
      store.trialStarted({ ...running, attempt });
      store.trialStarted({ ...running, number: 1, attempt });
      // Interrupted by hand, not by a death.
      store.trialInterrupted(1);
      store.close();
    }
    const store = SqliteStore.openToWrite(path);
    expect(store.trials()).toMatchObject([
      { state: 'failed', reason: 'crashed', message: "the study's process died 10 times while this trial ran", attempt: 10 },
      { state: 'waiting' },
    ]);
    store.close();
  });

  it('lets a trial that ran when the study died go on from what it left, and never gives one up that gets farther', () => {
    const running = { number: 0, params: { x: 1 }, reports: [], state: 'running', startedAt: 1 } as const;
    SqliteStore.create(path, description, '1.0.0').close();
    let attempt = 0;
    // A step farther each time, and one more saved that was never reported.
    for (let step = 1; step <= 12; step++) {
      const store = SqliteStore.openToWrite(path, (number) => (number === 0 ? [step - 1, step] : []));
      const [waiting] = store.trials();
      expect(waiting?.state).toBe(step === 1 ? undefined : 'waiting');
      expect(waiting?.reports.map((report) => report.step) ?? []).toEqual(Array.from({ length: step - 1 }, (_, i) => i + 1));
      store.trialStarted({ ...running, attempt: ++attempt, ...(step > 1 && { resumeStep: step - 1 }) });
      store.trialReported(0, attempt, { step, metrics: { loss: step }, loss: step });
      store.close();
    }
    const store = SqliteStore.openToWrite(path, () => [12]);
    expect(store.trials()).toMatchObject([{ state: 'waiting', attempt: 12, resumeStep: 12 }]);
    expect(store.history().findLast(({ type }) => type === 'trial-ended')).toMatchObject({
      ending: { state: 'interrupted', keptStep: 12 },
    });
    store.close();
  });

  it('tells a watcher cheaply that something changed', () => {
    const store = SqliteStore.create(path, description, '1.0.0');
    const watcher = SqliteStore.openToRead(path);
    const before = watcher.dataVersion();
    expect(watcher.dataVersion()).toBe(before);
    store.setStatus('running');
    expect(watcher.dataVersion()).not.toBe(before);
    expect(watcher.status()).toBe('running');
    watcher.close();
    store.close();
  });
});

it('metrics survive JSON, whatever numbers they are', () => {
  fc.assert(
    fc.property(
      fc.dictionary(
        fc.string(),
        fc.double().map((value) => value + 0),
      ),
      (metrics) => {
        expect(decodeMetrics(encodeMetrics(metrics))).toEqual({ ...metrics });
      },
    ),
  );
});
