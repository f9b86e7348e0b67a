import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TrialJob } from '../../src/core/executor.js';
import { startBackend } from '../../src/training/backends/index.js';
import { testModel, trainTrial } from '../../src/training/train.js';
import type { TrainerHandle } from '../../src/training/trainer.js';

/** CLINC150 (Larson et al. 2019, https://aclanthology.org/D19-1131): 15,000 / 3,000 / 4,500 questions with 150 intents. */
const source = new URL('../../../shared/data/text-clinc150/data_full.json', import.meta.url);

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-clinc150-'));
afterAll(() => rmSync(folder, { recursive: true }));

type Split = 'train' | 'val' | 'test';

function writeTsv(data: Readonly<Record<Split, readonly (readonly [string, string])[]>>, split: Split): string {
  const path = join(folder, `${split}.tsv`);
  const rows = data[split].map(([text, intent]) => `"${text.replaceAll('"', '""')}"\t${intent}`);
  writeFileSync(path, `text\tintent\n${rows.join('\n')}\n`);
  return path;
}

const handle: TrainerHandle = {
  stopRequested: false,
  report: async () => 'continue',
  progress: () => {},
  log: () => {},
};

// Without the shared data there is nothing to test with; continuous integration has to have it.
describe.skipIf(!existsSync(source) && !process.env.CI)('CLINC150', () => {
  it('classifies in-scope questions better than the 0.890 that the paper reports for fastText', {
    timeout: 300_000,
  }, async () => {
    const data = JSON.parse(readFileSync(source, 'utf8'));
    const artifactFolder = join(folder, 'model');
    const job: TrialJob = {
      task: {
        kind: 'text-classification',
        data: {
          kind: 'files',
          ...{ train: writeTsv(data, 'train'), validation: writeTsv(data, 'val'), test: writeTsv(data, 'test') },
          ...{ textColumn: 'text', labelColumn: 'intent', header: true },
        },
        split: [0.8, 0.1, 0.1],
        epochs: 6,
      },
      ...{ trialNumber: 0, attempt: 1, studySeed: 1, seed: 1, artifactFolder },
      params: { learning_rate: 0.01, batch_size: 128 },
      objective: { metric: 'val_accuracy', goal: 'maximize' },
    };
    const outcome = await trainTrial(job, handle, await startBackend('wasm'));
    expect(outcome.kind).toBe('complete');
    const metrics = await testModel(artifactFolder, job);
    expect(metrics.test_accuracy).toBeGreaterThan(0.895);
  });
});
