import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Request } from '../../src/core/steering.js';
import { beginStudy, continueStudy, type StudyAtHand } from '../../src/session/begin.js';
import { replayStudy } from '../../src/session/replay.js';
import { runSession } from '../../src/session/run-session.js';
import { inlineExecutor } from '../../src/session/session-executor.js';
import { StudySteering } from '../../src/session/study-steering.js';
import { specFromObject } from '../../src/sweep-file/index.js';
import type { ObjectiveFunction } from '../../src/trials/trial-handle.js';

let results: string;
const root = () => join(results, 'replayed');

beforeEach(() => {
  results = mkdtempSync(join(tmpdir(), 'hypersweep-replay-'));
});
afterEach(() => rmSync(results, { recursive: true }));

const sweep = {
  name: 'replayed',
  metric: { name: 'loss', goal: 'minimize' },
  parameters: {
    lr: { min: 0.001, max: 1, log: true },
    layers: { min: 1, max: 6 },
    encoder: { values: ['bag', 'cnn'] },
  },
  run_cap: 30,
  workers: 3,
  seed: 5,
  task: { type: 'inline', epochs: 9 },
};

function begin(changes: object): StudyAtHand {
  const object = { ...sweep, ...changes };
  const { spec } = specFromObject(object, 'test');
  return beginStudy({
    spec,
    sweepText: '',
    origin: { baseFolder: results, changes: {}, options: object },
    resultsFolder: results,
  });
}

/** Steps that take as long as chance has it, so that trials overtake each other; some fail, some diverge. */
const objective: ObjectiveFunction = async (trial) => {
  const { params } = trial;
  const floor = Math.abs(Math.log10(Number(params.lr)) + 1.5) + Number(params.layers) / 10;
  if (params.encoder === 'cnn' && Number(params.lr) > 0.4) throw new Error('too fast');
  for (let step = (trial.checkpoint?.step ?? 0) + 1; step <= 9; step++) {
    await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
    const loss = Number(params.layers) === 6 && step === 4 ? Number.NaN : floor + 1 / step;
    // Some save before they report, some after it, the others nothing.
    if (trial.number % 3 === 0) trial.checkpoint?.save(undefined, step);
    const answer = await trial.report(step, { loss });
    if (trial.number % 3 === 1) trial.checkpoint?.save(undefined, step);
    if (answer === 'stop') return undefined;
  }
  return { loss: floor + 1 / 9 };
};

/** Runs until so many reports are in; then it is interrupted, if its trials are not done before. */
async function run(atHand: StudyAtHand, { until = Number.POSITIVE_INFINITY, requests = [] as readonly Request[] } = {}) {
  const interruption = new AbortController();
  const steering = new StudySteering(atHand);
  const toAsk = [...requests];
  let reports = 0;
  const emit = ({ type }: { readonly type: string }) => {
    if (type !== 'trial-reported') return;
    if (++reports >= until) interruption.abort();
    const request = reports % 10 === 0 ? toAsk.shift() : undefined;
    if (request) void steering.submit(request);
    // Paused trials make no reports that could end it.
    if (request?.kind === 'pause') setTimeout(() => steering.submit({ kind: 'go-on' }), 30);
  };
  return runSession(atHand, { emit, signal: interruption.signal, executor: inlineExecutor(objective, atHand.spec), steering });
}

describe.each([
  { method: 'tpe', early_terminate: { type: 'asha', min_iter: 1, eta: 3 } },
  { method: 'gp', early_terminate: { type: 'asha', min_iter: 1, eta: 3, mode: 'promote' } },
  { method: 'cmaes', early_terminate: { type: 'hyperband', min_iter: 1 } },
  { method: 'nsga2', early_terminate: { type: 'median', min_trials: 3 } },
  { method: 'auto', early_terminate: { type: 'auto' } },
])('a study in parallel with $method and $early_terminate.type', (algorithms) => {
  it('repeats itself, though it was interrupted, resumed and steered', { timeout: 60_000 }, async () => {
    await run(begin(algorithms), { until: 45 });
    await run(continueStudy(root(), { reference: 'replayed' }), {
      requests: [
        { kind: 'ban', region: 'layers == 5' },
        { kind: 'enqueue', params: { lr: 0.03, layers: 1, encoder: 'bag' } },
        { kind: 'set', workers: 4, trials: 36 },
        { kind: 'pause' },
        { kind: 'pin', region: 'lr < 0.5' },
      ],
    });
    const { record } = await run(continueStudy(root(), { reference: 'replayed', more: 6, workers: 2 }));
    expect(record.trials.length).toBeGreaterThanOrEqual(42);
    const replay = replayStudy(root());
    expect(replay.difference).toBeUndefined();
    expect(replay.runs).toBe(3);
    expect(replay.requests).toBeGreaterThan(3);
    expect(replay.suggestions).toBeGreaterThanOrEqual(record.trials.length);
    expect(replay.decisions).toBeGreaterThan(10);
  });
});

it('a race and final retrainings repeat themselves, though they were interrupted and a trial was put in line meanwhile', async () => {
  const changes = { method: 'tpe', early_terminate: { type: 'median', min_trials: 3 }, run_cap: 8 };
  const severalSeeds = { repeats: { seeds: 3, top: 4, drop: false }, finalize: { top: 2, seeds: 2 } };
  // Eight trials make 72 reports at most.
  await run(begin({ ...changes, ...severalSeeds }), { until: 90 });
  const requests = [{ kind: 'pause' }, { kind: 'enqueue', params: { lr: 0.03, layers: 1, encoder: 'bag' } }] as const;
  await run(continueStudy(root(), { reference: 'replayed' }), { requests });
  const { record } = await run(continueStudy(root(), { reference: 'replayed', more: 3 }));
  const purposes = record.trials.map(({ purpose }) => purpose);
  expect(purposes.filter((purpose) => purpose === 'repeat').length).toBeGreaterThanOrEqual(8);
  expect(purposes.filter((purpose) => purpose === 'finalize').length).toBeGreaterThanOrEqual(4);
  expect(record.trials.every(({ state }) => state !== 'waiting')).toBe(true);
  const replay = replayStudy(root());
  expect(replay.difference).toBeUndefined();
  expect(replay.runs).toBe(3);
  expect(replay.suggestions).toBeGreaterThanOrEqual(record.trials.length);
});

describe('a record that was changed', () => {
  const change = (sql: string) => {
    const database = new Database(join(root(), 'study.db'));
    database.exec(sql);
    database.close();
  };
  beforeEach(async () => {
    await run(begin({ method: 'tpe', early_terminate: { type: 'asha', min_iter: 1, eta: 3 } }));
  });

  it('differs first where it was changed: a suggestion', () => {
    change(`UPDATE trial SET params = json_set(params, '$.layers', 99) WHERE number = 20`);
    expect(replayStudy(root()).difference).toMatchObject({
      what: 'suggestion',
      trialNumber: 20,
      recorded: { trial: 20, params: { layers: 99 } },
    });
  });

  it('a decision', () => {
    const last = 'SELECT max(told_order) FROM report WHERE verdict IS NOT NULL';
    change(`UPDATE report SET numbers = '{"rung":77}' WHERE told_order = (${last})`);
    expect(replayStudy(root()).difference).toMatchObject({ what: 'decision', recorded: { numbers: { rung: 77 } } });
  });

  it('cannot be replayed where an older version recorded no order', () => {
    change('UPDATE attempt SET started_order = NULL WHERE trial_number < 3');
    expect(() => replayStudy(root())).toThrow(/3 of its trials were recorded by an older hypersweep/);
  });
});
