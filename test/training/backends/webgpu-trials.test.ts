import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Metrics } from '../../../src/core/trial.js';
import { taskNames } from '../../../src/tasks/index.js';
import { startBackend } from '../../../src/training/backends/index.js';
import { runOnWebGpu } from './fork-webgpu.js';
import { runSmallTrials, smallTrials, writeSmallData } from './small-trials.js';
import { onOwnGpu, webGpuTestEnvironment } from './webgpu-environment.js';

interface Answer {
  readonly device: string;
  readonly reports: Record<string, readonly Metrics[]>;
}

/** Of the loss, relative: SwiftShader keeps to 1e-6; a GPU may add in another order, which four steps of Adam carry on. */
const tolerance = 1e-4;

it('every task is among the trials', () => {
  expect(new Set(Object.values(smallTrials).map(([kind]) => kind))).toEqual(new Set(taskNames));
});

describe.skipIf(webGpuTestEnvironment === undefined)('on WebGPU', () => {
  const folder = mkdtempSync(join(tmpdir(), 'hypersweep-webgpu-'));
  let answer: Answer;
  let expected: Record<string, readonly Metrics[]>;
  beforeAll(async () => {
    writeSmallData(folder);
    answer = await runOnWebGpu(new URL('./webgpu-trials-child.ts', import.meta.url), [folder]);
    expected = await runSmallTrials(folder, await startBackend('wasm'));
    // A CPU that plays the GPU compiles every shader of every model.
  }, 300_000);
  afterAll(() => rmSync(folder, { recursive: true }));

  it('runs where it was told to', () => {
    if (onOwnGpu) expect(answer.device).not.toMatch(/swiftshader/i);
    else expect(answer.device).toMatch(/swiftshader/i);
  });

  it.each(Object.keys(smallTrials))('%s trains to the loss that it has on WebAssembly', (name) => {
    const [ours, theirs] = [expected[name] as Metrics[], answer.reports[name] as Metrics[]];
    expect(theirs).toHaveLength(2);
    expect(ours[1]?.train_loss).not.toBe(ours[0]?.train_loss);
    for (const [epoch, metrics] of theirs.entries()) {
      for (const loss of ['train_loss', 'val_loss']) {
        const reference = ours[epoch]?.[loss] as number;
        expect(Math.abs((metrics[loss] as number) - reference), `${loss} of epoch ${epoch + 1}`).toBeLessThan(
          tolerance * Math.abs(reference),
        );
      }
    }
  });
});
