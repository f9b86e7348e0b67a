import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../../src/training/backends/index.js';
import { openHeap } from '../../../src/training/kernels/heap.js';
import { installTrainingKernels } from '../../../src/training/kernels/install.js';
import { tf } from '../../../src/training/tf.js';

it('needs a backend that runs', () => {
  expect(installTrainingKernels).toThrow('Expected the WebAssembly backend to run before its training kernels are installed');
});

it('refuses a backend whose heap it does not know', () => {
  const stranger = { wasm: { asm: {} }, dataIdMap: new Map() } as unknown as Parameters<typeof openHeap>[0];
  expect(() => openHeap(stranger)).toThrow(
    /to be exactly 4\.22\.0.*without asm\.memory, asm\.malloc, makeOutput, typedArrayFromHeap/,
  );
});

describe('once installed', () => {
  beforeAll(async () => {
    await startBackend('wasm');
  });

  it('stays installed', () => {
    const kernel = tf.getKernel('BatchMatMul', 'wasm');
    expect(installTrainingKernels()).toEqual(installTrainingKernels());
    expect(tf.getKernel('BatchMatMul', 'wasm')).toBe(kernel);
  });

  it('has no room for a tensor whose size takes more than 32 bits', () => {
    const backend = tf.backend() as BackendWasm;
    expect(() => backend.makeOutput([1025, 1024, 1024], 'float32')).toThrow(/^Out of memory: .* no room for 4100\.0 MiB more/);
  });

  // It fills the heap, so it is the last.
  it('ends with an error that says so when the heap is full, and computes on when there is room again', () => {
    const backend = tf.backend() as BackendWasm;
    const held: tf.TensorInfo[] = [];
    const fill = () => {
      // Without values, so that the pages are not touched.
      for (let i = 0; i < 10; i++) held.push(backend.makeOutput([128, 1024, 1024], 'float32'));
    };
    expect(fill).toThrow(/^Out of memory: the WebAssembly heap holds \d+\.\d MiB.* no room for 512\.0 MiB more/);
    expect(held.length).toBeGreaterThan(4);
    // Above 2 GiB addresses no longer fit a signed integer.
    const [a, b] = [tf.ones([5, 6]) as tf.Tensor2D, tf.ones([6, 7]) as tf.Tensor2D];
    expect([...tf.matMul(a, b).dataSync()]).toEqual(Array(35).fill(6));
    for (const { dataId } of held) backend.disposeData(dataId);
    expect(tf.sum(tf.ones([1024, 1024])).dataSync()[0]).toBe(1024 * 1024);
  });
});
