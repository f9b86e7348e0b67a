import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Trial } from '../../src/core/trial.js';
import { formatVersion } from '../../src/storage/format.js';
import { SqliteStore } from '../../src/storage/sqlite-store.js';

/** The tables of format 1, as the first versions made them. */
const format1 = `
CREATE TABLE study (
  id INTEGER PRIMARY KEY CHECK (id = 1),
  name TEXT NOT NULL,
  sweep_text TEXT NOT NULL,
  overrides TEXT NOT NULL,
  environment TEXT,
  created_at INTEGER NOT NULL,
  created_by TEXT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('new', 'running', 'interrupted', 'finished', 'failed')),
  elapsed_ms REAL NOT NULL,
  test_result TEXT,
  writer_pid INTEGER,
  writer_since INTEGER
) STRICT;
CREATE TABLE trial (
  number INTEGER PRIMARY KEY,
  params TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'complete', 'pruned', 'failed')),
  attempt INTEGER NOT NULL
) STRICT;
CREATE TABLE attempt (
  trial_number INTEGER NOT NULL REFERENCES trial (number),
  attempt INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'interrupted', 'complete', 'pruned', 'failed')),
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  loss REAL,
  metrics TEXT,
  failure_reason TEXT,
  explanation TEXT,
  PRIMARY KEY (trial_number, attempt)
) STRICT, WITHOUT ROWID;
CREATE TABLE report (
  trial_number INTEGER NOT NULL,
  attempt INTEGER NOT NULL,
  step INTEGER NOT NULL,
  loss REAL,
  metrics TEXT NOT NULL,
  reported_at INTEGER NOT NULL,
  PRIMARY KEY (trial_number, attempt, step),
  FOREIGN KEY (trial_number, attempt) REFERENCES attempt (trial_number, attempt)
) STRICT, WITHOUT ROWID;
INSERT INTO study VALUES (1, 'old', 'method: tpe', '{}', NULL, 7, '0.1.0', 'finished', 12.5, NULL, NULL, NULL);
INSERT INTO trial VALUES (0, '{"x":1}', 'pruned', 1), (1, '{"x":2}', 'complete', 1);
INSERT INTO attempt VALUES (0, 1, 'pruned', 10, 20, NULL, NULL, NULL, 'too slow'), (1, 1, 'complete', 15, 25, 0.5, '{"loss":0.5}', NULL, NULL);
INSERT INTO report VALUES (0, 1, 1, 2.0, '{"loss":2}', 12), (1, 1, 1, 0.5, '{"loss":0.5}', 17);
PRAGMA user_version = 1;
`;

/** What format 2 has beyond format 1. */
const columnsOfFormat2 = [
  { table: 'study', column: 'choices', definition: 'TEXT' },
  { table: 'attempt', column: 'paused', definition: 'INTEGER NOT NULL DEFAULT 0' },
  { table: 'attempt', column: 'resume_step', definition: 'INTEGER' },
  { table: 'report', column: 'verdict', definition: 'TEXT' },
  { table: 'report', column: 'numbers', definition: 'TEXT' },
];

const confusions = { trialNumber: 1, validation: { labels: ['a', 'b'], cells: [[0, 1, 3]] } } as const;

const warmStart = { source: 'old.db', trials: [{ params: { x: 4 }, metrics: { loss: 1 }, curve: [] }], remarks: ['one'] };

const trials: Trial[] = [
  {
    ...{ number: 0, params: { x: 1 }, attempt: 1, startedAt: 10, finishedAt: 20 },
    reports: [{ step: 1, metrics: { loss: 2 }, loss: 2 }],
    state: 'pruned',
    explanation: 'too slow',
  },
  {
    ...{ number: 1, params: { x: 2 }, attempt: 1, startedAt: 15, finishedAt: 25 },
    reports: [{ step: 1, metrics: { loss: 0.5 }, loss: 0.5 }],
    ...{ state: 'complete', metrics: { loss: 0.5 }, loss: 0.5 },
  },
];

let folder: string;
let path: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypersweep-format-'));
  path = join(folder, 'study.db');
  const database = new Database(path);
  database.pragma('journal_mode = WAL');
  database.exec(format1);
  database.close();
});
afterEach(() => rmSync(folder, { recursive: true }));

function versionOnDisk(): unknown {
  const database = new Database(path, { readonly: true });
  const version = database.pragma('user_version', { simple: true });
  database.close();
  return version;
}

it('a study of format 1 is read as it is', () => {
  const store = SqliteStore.openToRead(path);
  expect(store.trials()).toEqual(trials);
  expect([
    store.status(),
    store.elapsedMs(),
    store.choices(),
    store.confusions(),
    store.dataWarnings(),
    store.warmStart(),
  ]).toEqual(['finished', 12.5, [], undefined, [], undefined]);
  expect([store.requests(), store.history(), store.finalTests()]).toEqual([[], [], []]);
  store.close();
  expect(versionOnDisk()).toBe(1);
});

it('a study of format 1 becomes one of today’s when it is opened to write, and goes on', () => {
  const store = SqliteStore.openToWrite(path);
  expect(store.trials()).toEqual(trials);
  const running = { number: 2, params: { x: 3 }, attempt: 1, state: 'running', startedAt: 30 } as const;
  const report = {
    step: 1,
    metrics: { loss: 3 },
    loss: 3,
    decision: { verdict: 'pause', numbers: { rung: 1, bound: 2 } },
  } as const;
  const paused = { ...running, reports: [report], state: 'pruned', finishedAt: 40, explanation: 'waits', paused: true } as const;
  store.trialStarted({ ...running, reports: [] });
  store.trialReported(2, 1, report);
  store.trialFinished(paused);
  const marks = { repeatOf: 1, purpose: 'repeat', round: 2 } as const;
  const repeat = { number: 3, params: { x: 2 }, ...marks, attempt: 1, reports: [], state: 'running', startedAt: 45 } as const;
  store.trialStarted(repeat);
  store.finalTested({ trialNumber: 3, metrics: { test_loss: 1 } });
  store.setChoices(['Sampling by tpe']);
  store.setConfusions(confusions);
  store.setDataWarnings(['2 texts are the same']);
  store.setWarmStart(warmStart);
  const asked = store.requestAsked({ kind: 'pause' }, 50);
  store.requestAnswered(asked.id, { outcome: 'done', message: 'paused' }, 60);
  store.runStarted(70, 2);
  store.close();
  expect(versionOnDisk()).toBe(formatVersion);
  const reader = SqliteStore.openToRead(path);
  expect(reader.trials()).toEqual([...trials, paused, repeat]);
  expect(reader.finalTests()).toEqual([{ trialNumber: 3, metrics: { test_loss: 1 } }]);
  expect(reader.choices()).toEqual(['Sampling by tpe']);
  expect(reader.confusions()).toEqual(confusions);
  expect(reader.dataWarnings()).toEqual(['2 texts are the same']);
  expect(reader.warmStart()).toEqual(warmStart);
  expect(reader.requests()).toEqual([{ ...asked, answer: { outcome: 'done', message: 'paused', at: 60 } }]);
  expect(reader.history()).toContainEqual({
    ...{ type: 'trial-started', at: 45, trialNumber: 3, attempt: 1, params: { x: 2 } },
    ...marks,
  });
  expect(reader.history().map(({ type }) => type)).toEqual([
    'trial-started',
    'trial-reported',
    'trial-ended',
    'trial-started',
    'steered',
    'run-started',
  ]);
  reader.close();
});

it('a study of format 2 is read as it is, and becomes one of today’s when it is opened to write', () => {
  const database = new Database(path);
  for (const { table, column, definition } of columnsOfFormat2) {
    database.exec(`ALTER TABLE ${table} ADD COLUMN ${column} ${definition}`);
  }
  database.exec(`UPDATE study SET choices = '["Sampling by tpe"]'`);
  database.pragma('user_version = 2');
  database.close();
  const reader = SqliteStore.openToRead(path);
  expect([reader.trials(), reader.choices(), reader.confusions()]).toEqual([trials, ['Sampling by tpe'], undefined]);
  reader.close();
  expect(versionOnDisk()).toBe(2);
  const store = SqliteStore.openToWrite(path);
  store.setConfusions(confusions);
  expect([store.trials(), store.choices(), store.confusions()]).toEqual([trials, ['Sampling by tpe'], confusions]);
  store.close();
  expect(versionOnDisk()).toBe(formatVersion);
});

it('one who reads a study of format 1 reads on while another makes it one of today’s', () => {
  const reader = SqliteStore.openToRead(path);
  expect(reader.trials()).toEqual(trials);
  const writer = SqliteStore.openToWrite(path);
  writer.trialStarted({ number: 2, params: { x: 3 }, attempt: 1, reports: [], state: 'running', startedAt: 30 });
  expect(reader.trials()).toHaveLength(3);
  reader.close();
  writer.close();
});
