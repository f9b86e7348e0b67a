import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src/training/backends/index.js';
import { relativeError } from '../kernels/on-backends.js';
import { lossAndGradients, type SmallModelName, smallModels } from '../kernels/small-models.js';
import { type SmallLossName, smallLosses, weightedLossAndGradient } from '../losses/small-losses.js';
import { type OptimizerName, optimizerNames, optimizerSteps } from '../optimizers/optimizer-steps.js';
import { runOnWebGpu } from './fork-webgpu.js';
import { onOwnGpu, webGpuTestEnvironment } from './webgpu-environment.js';

interface Answer {
  readonly device: string;
  readonly emulated: boolean;
  /** What `check` threw once the device was gone. */
  readonly afterLoss: string;
  /** [[1, 0, 3], [0, 5, 6]], as whole numbers and as booleans. */
  readonly transposed: readonly (readonly number[])[];
  readonly optimizers: Record<OptimizerName, number[][]>;
  /** Buffers that wait for another tensor of their size, before and after a release. */
  readonly pooled: readonly [number, number];
  readonly steps: Record<SmallModelName, number[][]>;
  readonly losses: Record<SmallLossName, number[]>;
}

describe.skipIf(webGpuTestEnvironment === undefined)('on WebGPU', () => {
  let answer: Answer;
  beforeAll(async () => {
    answer = await runOnWebGpu(new URL('./webgpu-child.ts', import.meta.url));
    await startBackend('wasm');
    // A CPU that plays the GPU compiles every shader of every small model.
  }, 300_000);

  it('a CPU that plays the GPU is recognised', () => {
    expect(answer.device).toMatch(onOwnGpu ? /^webgpu: / : /^webgpu: .*swiftshader/i);
    expect(answer.emulated).toBe(!onOwnGpu);
  });

  it('transposes whole numbers and booleans, as the stock kernel does not', () => {
    expect(answer.transposed).toEqual([
      [1, 0, 0, 5, 3, 6],
      [1, 0, 0, 1, 1, 1],
    ]);
  });

  it('does not go on with garbage after its device is lost', () => {
    expect(answer.afterLoss).toMatch(/^The WebGPU device was lost \(destroyed\)/);
  });

  it.each(optimizerNames)('takes steps of %s as WebAssembly does', async (name) => {
    const expected = await optimizerSteps(name);
    expected.forEach((reference, i) => {
      expect(relativeError(answer.optimizers[name][i] as number[], reference)).toBeLessThan(1e-5);
    });
  });

  it('gives back what its pool holds', () => {
    expect(answer.pooled[0]).toBeGreaterThan(0);
    expect(answer.pooled[1]).toBe(0);
  });

  it.each(Object.keys(smallModels) as SmallModelName[])('a step of the %s model is the same as on WebAssembly', async (name) => {
    const expected = await lossAndGradients(name);
    expected.forEach((reference, i) => {
      expect(relativeError(answer.steps[name][i] as number[], reference)).toBeLessThan(1e-4);
    });
  });

  it.each(Object.keys(smallLosses) as SmallLossName[])(
    'the loss %s and its gradient are the same as on WebAssembly',
    async (name) => {
      expect(relativeError(answer.losses[name], await weightedLossAndGradient(name))).toBeLessThan(1e-4);
    },
  );
});
