import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { TrialJob } from '../../../src/core/executor.js';
import type { TableSource } from '../../../src/core/table-source.js';
import type { SplitShares } from '../../../src/core/task-spec.js';
import type { Metrics, Params } from '../../../src/core/trial.js';
import { startBackend } from '../../../src/training/backends/index.js';
import { testModel, trainTrial } from '../../../src/training/train.js';
import { Recorder } from '../recorder.js';

const source = new URL('../../../../shared/data/tabular/', import.meta.url);
const file = (name: string) => fileURLToPath(new URL(name, source));

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-real-tables-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** What a model with these parameters makes of the test part. */
async function tested(
  kind: 'tabular-classification' | 'tabular-regression',
  table: Pick<TableSource, 'train' | 'label'> & Partial<TableSource>,
  split: SplitShares,
  params: Params,
): Promise<Metrics> {
  const data = { header: true, numbers: [], categories: [], ignore: [], missing: ['NA'], ...table };
  const artifactFolder = mkdtempSync(join(folder, 'model-'));
  const job: TrialJob = {
    ...{ trialNumber: 0, attempt: 1, studySeed: 1, seed: 1, artifactFolder, params },
    task: { kind, data, split, epochs: 60 },
    objective: { metric: 'val_loss', goal: 'minimize' },
  };
  const outcome = await trainTrial(job, new Recorder(), await startBackend('wasm'));
  expect(outcome.kind).toBe('complete');
  return await testModel(artifactFolder, job);
}

// Without the shared data there is nothing to test with; continuous integration has to have it.
describe.skipIf(!existsSync(source) && !process.env.CI)('real tables', () => {
  it('penguins, with missing values and categories: at most one of 52 wrong', { timeout: 120_000 }, async () => {
    const table = { train: file('penguins.csv'), label: 'species' };
    const { test_accuracy } = await tested('tabular-classification', table, [0.7, 0.15, 0.15], { epochs: 30, patience: 10 });
    expect(test_accuracy).toBeGreaterThanOrEqual(51 / 52);
  });

  it("handwritten digits of other writers: as good as its notes' nearest neighbours, within a point", {
    timeout: 300_000,
  }, async () => {
    const table = { train: file('optdigits-train.csv'), test: file('optdigits-test.csv'), label: 'label' };
    const params = {
      ...{ units: 256, epochs: 20, patience: 0, decay: 'cosine' },
      ...{ mixup: 0.4, noise: 0.1, input_dropout: 0.1 },
    };
    const { test_accuracy } = await tested('tabular-classification', table, [0.9, 0.1, 0], params);
    expect(test_accuracy).toBeGreaterThan(0.97);
  });

  it('the quality of wine: explains more of its variance than the linear model', { timeout: 300_000 }, async () => {
    const table = { train: file('winequality-white.csv'), label: 'quality' };
    const r2 = async (params: Params) => (await tested('tabular-regression', table, [0.8, 0.1, 0.1], params)).test_r2 as number;
    const [linear, deep] = [await r2({ layers: 0, epochs: 15 }), await r2({ epochs: 15, patience: 0, mixup: 0.2 })];
    expect(linear).toBeGreaterThan(0.2);
    expect(deep).toBeGreaterThan(linear + 0.05);
  });
});
