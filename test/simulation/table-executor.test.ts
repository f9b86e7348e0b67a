import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, it } from 'vitest';
import type { StudySpec } from '../../src/core/study-spec.js';
import type { TableSpec } from '../../src/core/task-spec.js';
import type { Trial } from '../../src/core/trial.js';
import { runStudy } from '../../src/execution/orchestrator.js';
import { recordedRuns } from '../../src/simulation/recorded-runs.js';
import { simulate } from '../../src/simulation/simulate.js';
import { TableExecutor } from '../../src/simulation/table-executor.js';
import { createStudy } from '../../src/storage/studies.js';
import { Study } from '../../src/study/study.js';
import { recordedSpec } from './recorded.js';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

async function trialsOf(spec: StudySpec & { readonly task: TableSpec }): Promise<readonly Trial[]> {
  const folder = mkdtempSync(join(tmpdir(), 'hypersweep-table-'));
  folders.push(folder);
  const open = createStudy(join(folder, 'study'), { name: 'study', sweepText: '', overrides: {}, createdAt: 0 }, '0');
  try {
    const study = new Study(spec);
    const executor = new TableExecutor(spec.space, spec.task, 1);
    await runStudy({ study, store: open.store, executor, emit: () => {}, signal: new AbortController().signal });
    return study.trials;
  } finally {
    open.close();
  }
}

function withoutTimes(trials: readonly Trial[]): unknown[] {
  return trials.map((trial) => ({ ...trial, startedAt: 0, finishedAt: 0 }));
}

it.each([
  ['median', { type: 'median', min_trials: 3 }],
  ['asha', { type: 'asha' }],
  ['asha that promotes', { type: 'asha', mode: 'promote' }],
])('gives the trials that the simulation foresees: %s', async (_, pruner) => {
  // The plan of a study names the slots: a sampler may go by them.
  const spec = recordedSpec({ pruner, workers: 1 });
  const foreseen = simulate({ spec, runs: recordedRuns(spec.space, spec.task), slots: 1, score: 'best' });
  const trials = await trialsOf(spec);
  expect(withoutTimes(trials)).toEqual(withoutTimes(foreseen.trials));
  expect(trials.some(({ state }) => state === 'pruned')).toBe(true);
});

it('ends a run that diverged as failed', async () => {
  const spec = recordedSpec({ budget: { trials: 1 } });
  const curves = spec.task.table.curves.map(() => [0.7, Number.POSITIVE_INFINITY, 0.1]);
  const [trial] = await trialsOf({ ...spec, task: { ...spec.task, table: { curves } } });
  expect(trial).toMatchObject({ state: 'failed', reason: 'diverged', message: 'loss is Infinity at step 2' });
});
