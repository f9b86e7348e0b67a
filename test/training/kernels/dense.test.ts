import { beforeAll, expect, it } from 'vitest';
import { dense } from '../../../src/training/kernels/dense.js';
import { tf } from '../../../src/training/tf.js';
import { expectAsInDoublePrecision } from './in-double-precision.js';
import { expectSameOnCpu, gradients, normal, startBoth } from './on-backends.js';

beforeAll(startBoth);

const layer = (...[x, kernel, bias]: tf.Tensor[]) => dense(x as tf.Tensor, kernel as tf.Tensor2D, bias as tf.Tensor1D);

function reference(x: number[], kernel: number[], bias: number[]): number[] {
  const [outputs, inputs] = [bias.length, kernel.length / bias.length];
  return Array.from({ length: (x.length / inputs) * outputs }, (_, i) => {
    const [row, column] = [Math.floor(i / outputs), i % outputs];
    let sum = bias[column] as number;
    for (let k = 0; k < inputs; k++) sum += (x[row * inputs + k] as number) * (kernel[k * outputs + column] as number);
    return sum;
  });
}

const inputs = (leading: number[], from: number, to: number) => [
  normal([...leading, from] as [number, number], 1),
  normal([from, to], 2),
  normal([to], 3),
];

it.each([
  { leading: [1], from: 1, to: 1 },
  { leading: [3], from: 5, to: 7 },
  { leading: [2, 3], from: 4, to: 9 },
  { leading: [1, 1, 2], from: 3, to: 8 },
])('is x kernel + bias for every row, from $from to $to, $leading', ({ leading, from, to }) => {
  expectAsInDoublePrecision(layer, reference, () => inputs(leading, from, to));
});

it('is the same as composed of stock operations at the size of a model', () => {
  expectSameOnCpu(() => layer(...inputs([8, 33], 64, 100)));
  expectSameOnCpu(() => gradients(layer, inputs([8, 33], 64, 100)));
});

it('computes no gradient of an input that needs none', () => {
  const [x, kernel, bias] = inputs([4], 3, 2) as [tf.Tensor, tf.Tensor2D, tf.Tensor1D];
  const products = countCalls('BatchMatMul', () => gradients((w) => dense(x, w as tf.Tensor2D, bias), [kernel]));
  expect(products).toBe(0);
});

/** How often a kernel runs. */
function countCalls(kernelName: string, run: () => void): number {
  const kernel = tf.getKernel(kernelName, 'wasm');
  let calls = 0;
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel({
    ...kernel,
    kernelFunc: (call) => {
      calls++;
      return kernel.kernelFunc(call);
    },
  });
  run();
  tf.unregisterKernel(kernelName, 'wasm');
  tf.registerKernel(kernel);
  return calls;
}
