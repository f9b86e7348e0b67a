import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import type { TrialJob } from '../../src/core/executor.js';
import { startBackend } from '../../src/training/backends/index.js';
import { testModel, trainTrial } from '../../src/training/train.js';
import { Recorder } from './recorder.js';

/** Fashion-MNIST (Xiao, Rasul and Vollgraf 2017, https://arxiv.org/abs/1708.07747): its first 6,000 and 1,000 images. */
const source = fileURLToPath(new URL('../../../shared/data/fashion-mnist-small/', import.meta.url));

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-fashion-'));
afterAll(() => rmSync(folder, { recursive: true }));

const filesOf = (part: 'train' | 't10k') => ({
  images: join(source, `${part}-images-idx3-ubyte.gz`),
  labels: join(source, `${part}-labels-idx1-ubyte.gz`),
});

// Without the shared data there is nothing to test with; continuous integration has to have it.
describe.skipIf(!existsSync(source) && !process.env.CI)('Fashion-MNIST', () => {
  it('is told apart by a small network after three epochs, clearly better than by logistic regression (0.834)', {
    timeout: 300_000,
  }, async () => {
    const artifactFolder = join(folder, 'model');
    const job: TrialJob = {
      task: {
        kind: 'image-classification',
        data: { train: filesOf('train'), test: filesOf('t10k') },
        split: [0.85, 0.15, 0],
        epochs: 3,
      },
      ...{ trialNumber: 0, attempt: 1, studySeed: 1, seed: 1, artifactFolder },
      params: { batch_norm: true, flip: 0.5 },
      objective: { metric: 'val_accuracy', goal: 'maximize' },
    };
    const outcome = await trainTrial(job, new Recorder(), await startBackend('wasm'));
    expect(outcome.kind).toBe('complete');
    const metrics = await testModel(artifactFolder, job);
    expect(metrics.test_accuracy).toBeGreaterThan(0.86);
  });
});
