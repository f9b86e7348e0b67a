/**
 * The training kernels beside the stock ones of the WebAssembly backend, milliseconds a call; and the fused operations beside the same
 * composed of our kernels for matrix products and elementary functions.
 *
 *     npx tsx bench/kernels.ts
 *
 * Both run in turn in the same process, and the median of the rounds is shown: on a shared machine only the ratio means much.
 */
import '@tensorflow/tfjs-backend-wasm';
import { biasRelu } from '../src/training/kernels/bias-relu.js';
import { crfLoss } from '../src/training/kernels/crf.js';
import { dense } from '../src/training/kernels/dense.js';
import { embeddingBag } from '../src/training/kernels/embedding-bag.js';

import { gelu } from '../src/training/kernels/gelu.js';
import { gru } from '../src/training/kernels/gru.js';
import { installTrainingKernels } from '../src/training/kernels/install.js';
import { layerNorm } from '../src/training/kernels/layer-norm.js';
import { lstm } from '../src/training/kernels/lstm.js';
import { selfAttention } from '../src/training/kernels/self-attention.js';
import { softmaxCrossEntropy } from '../src/training/kernels/softmax-cross-entropy.js';
import { clipByGlobalNorm } from '../src/training/optimizers/clipping.js';

import { tf } from '../src/training/tf.js';

const rounds = 9;
/** Long enough for the clock, short enough for the stock kernels. */
const roundMs = 20;

interface Case {
  readonly what: string;
  readonly ours: () => tf.Tensor | tf.Tensor[];
  /** Undefined: the same as ours, on the stock kernels. */
  readonly stock?: () => tf.Tensor | tf.Tensor[];
}

interface Times {
  readonly ours: number;
  readonly other: number | undefined;
}

await tf.setBackend('wasm');
const stockKernels = tf.getKernelsForBackend('wasm');
const { fused } = installTrainingKernels();
const ourKernels = tf.getKernelsForBackend('wasm');

/** Makes a set of kernels the whole of what the backend has. */
function use(kernels: readonly tf.KernelConfig[]): void {
  for (const { kernelName } of tf.getKernelsForBackend('wasm')) tf.unregisterKernel(kernelName, 'wasm');
  for (const kernel of kernels) tf.registerKernel(kernel);
}

const normal = (shape: number[]) => tf.randomNormal(shape as [number, number]);
const integers = (shape: number[], below: number) => tf.randomUniform(shape as [number, number], 0, below, 'int32');
const run = (kernel: string, inputs: Record<string, tf.Tensor>, attributes: object) => () =>
  tf.engine().runKernel(kernel, inputs, attributes as tf.NamedAttrMap) as tf.Tensor;

/** A layer's hidden states of 32 texts of 32 tokens, 64 to 64 units, and with them the gradients of all that goes in. */
function recurrentCases(): Case[] {
  const [x, mask] = [normal([32, 32, 64]) as unknown as tf.Tensor3D, tf.ones([32, 32]) as tf.Tensor2D];
  return [
    { name: 'lstm', layer: lstm, columns: 4 * 64, bias: normal([4 * 64]) },
    { name: 'gru', layer: gru, columns: 3 * 64, bias: normal([2, 3 * 64]) },
  ].flatMap(({ name, layer, columns, bias }) => {
    const run = (input: tf.Tensor, kernel: tf.Tensor, recurrentKernel: tf.Tensor, shift: tf.Tensor) => {
      const weights = { kernel: kernel as tf.Tensor2D, recurrentKernel: recurrentKernel as tf.Tensor2D, bias: shift };
      return layer(input as tf.Tensor3D, weights, mask, 'forward');
    };
    const weights = [normal([64, columns]), normal([64, columns]), bias] as const;
    const gradients = tf.grads((...inputs: tf.Tensor[]) => tf.sum(run(...(inputs as [tf.Tensor, ...typeof weights]))));
    return [
      { what: `${name}, 32 texts of 32 tokens, 64 to 64 units`, ours: () => run(x, ...weights) },
      { what: `${name} with its gradients, the same`, ours: () => gradients([x, ...weights]) },
    ];
  });
}

function cases(): Case[] {
  const images = normal([32, 28, 28, 16]);
  const convolution = { strides: [1, 1], pad: 'same', dataFormat: 'NHWC', filterShape: [3, 3, 16, 32], inputShape: images.shape };
  const dy = normal([32, 28, 28, 32]);
  const text = normal([64, 64, 1, 64]);
  const textConvolution = {
    strides: [1, 1],
    pad: 'valid',
    dataFormat: 'NHWC',
    filterShape: [4, 1, 64, 64],
    inputShape: text.shape,
  };
  const textDy = normal([64, 61, 1, 64]);
  const [filter, textFilter] = [normal([3, 3, 16, 32]), normal([4, 1, 64, 64])];
  const pool = { filterSize: [2, 2], strides: [2, 2], pad: 'valid' };
  const [pooled, pooledDy] = [normal([32, 14, 14, 16]), normal([32, 14, 14, 16])];
  const [wide, square] = [normal([256, 512]), normal([512, 512])];
  const [tall, weights] = [normal([256, 64]), normal([512, 64])];
  const [queries, values] = [normal([128, 32, 16]), normal([128, 16, 32])];
  const [table, ids] = [normal([32768, 64]), integers([128, 100], 32768) as tf.Tensor2D];
  const [rows, rowIds] = [normal([2048, 64]), integers([2048], 5000)];
  const [large, channelBias] = [normal([262144]), normal([16])];
  const data = normal([10000, 784]);
  const moments = { m: tf.zeros([32768, 64]), v: tf.zeros([32768, 64]) };
  const adam = tf.train.adam(1e-3);
  const variable = tf.variable(table.clone());
  const gradient = normal([32768, 64]);
  return [
    { what: 'matMul A B^T, 512 x 512 x 512', ours: () => tf.matMul(square, square, false, true) },
    { what: 'matMul A B, 512 x 512 x 512', ours: () => tf.matMul(square, square) },
    { what: 'matMul A^T B, (256, 64) (256, 512)', ours: () => tf.matMul(tall, wide, true, false) },
    { what: 'matMul A B^T, (256, 64) (512, 64)', ours: () => tf.matMul(tall, weights, false, true) },
    { what: 'matMul 128 times (32, 16) (16, 32)', ours: () => tf.matMul(queries, values) },
    {
      what: 'Conv2D 32 x 28 x 28 x 16, 3 x 3 to 32',
      ours: () => tf.conv2d(images as tf.Tensor4D, filter as tf.Tensor4D, 1, 'same'),
    },
    {
      what: 'Conv2D, text 64 x 64 x 64, 4 to 64',
      ours: () => tf.conv2d(text as tf.Tensor4D, textFilter as tf.Tensor4D, 1, 'valid'),
    },
    {
      what: 'Conv2DBackpropFilter 32 x 28 x 28 x 16, 3 x 3 to 32',
      ours: run('Conv2DBackpropFilter', { x: images, dy }, convolution),
    },
    {
      what: 'Conv2DBackpropInput, the same',
      ours: run('Conv2DBackpropInput', { dy, filter }, convolution),
    },
    {
      what: 'Conv2DBackpropFilter, text 64 x 64 x 64, 4 to 64',
      ours: run('Conv2DBackpropFilter', { x: text, dy: textDy }, textConvolution),
    },
    {
      what: 'Conv2DBackpropInput, the same',
      ours: run('Conv2DBackpropInput', { dy: textDy, filter: textFilter }, textConvolution),
    },
    {
      what: 'MaxPoolGrad 32 x 28 x 28 x 16 (stock: wrong)',
      ours: run('MaxPoolGrad', { dy: pooledDy, input: images, output: pooled }, pool),
    },
    { what: 'AvgPoolGrad, the same', ours: run('AvgPoolGrad', { dy: pooledDy, input: images }, pool) },
    { what: 'UnsortedSegmentSum 2048 x 64 to 5000', ours: () => tf.unsortedSegmentSum(rows, rowIds as tf.Tensor1D, 5000) },
    { what: 'GatherV2, 2048 rows of 64', ours: () => tf.gather(table, rowIds) },
    { what: 'Slice, 64 rows of 10000 x 784', ours: () => tf.slice(data, [640, 0], [64, 784]) },
    { what: 'Sum over axis 0, 10000 x 784', ours: () => tf.sum(data, 0) },
    { what: 'Sum over axis 1, 10000 x 784', ours: () => tf.sum(data, 1) },
    { what: 'Add, a bias of 16 to 32 x 28 x 28 x 16', ours: () => tf.add(images, channelBias) },
    { what: 'Exp, 262144', ours: () => tf.exp(large) },
    { what: 'Erf, 262144', ours: () => tf.erf(large) },
    { what: 'Tanh, 262144', ours: () => tf.tanh(large) },
    {
      what: 'Adam, 32768 x 64 (stock: tf.train.adam)',
      ours: run(
        'AdamUpdate',
        { w: table, g: gradient, ...moments },
        { lr: 1e-3, b1: 0.9, b2: 0.999, eps: 1e-7, c1: 1, c2: 1, wd: 0 },
      ),
      stock: () => {
        adam.applyGradients([{ name: variable.name, tensor: gradient }]);
        return [];
      },
    },
    // Composed, the stock kernels gather all the embeddings before they average them; there is no stock gradient.
    { what: 'embeddingBag, 128 texts of 100 ids, 32768 x 64', ours: () => embeddingBag(table as tf.Tensor2D, ids) },
    {
      what: 'embeddingBag with its gradient, the same',
      ours: () => tf.grad((t: tf.Tensor) => tf.sum(embeddingBag(t as tf.Tensor2D, ids)))(table),
    },
    // Composed on the stock kernels, it takes some twenty of them a step and twice as many on the way back.
    ...recurrentCases(),
  ];
}

/** The operations of a transformer's layer: 32 texts of 32 tokens, 64 wide, with 4 heads, and its output of 150 classes. */
function fusedCases(): Omit<Case, 'stock'>[] {
  const [x, inner] = [normal([32, 32, 64]), normal([32, 32, 256])];
  const [scale, offset] = [normal([64]), normal([64])] as unknown as [tf.Tensor1D, tf.Tensor1D];
  const [kernel, bias] = [normal([64, 256]) as tf.Tensor2D, normal([256]) as unknown as tf.Tensor1D];
  const [qkv, mask] = [normal([32, 32, 192]), tf.ones([32, 32]) as tf.Tensor2D];
  const [logits, targets] = [normal([64, 150]) as tf.Tensor2D, tf.softmax(normal([64, 150])) as tf.Tensor2D];
  const paths = { tags: integers([32 * 12], 73).dataSync() as Int32Array, lengths: new Int32Array(32).fill(12) };
  const gradients = [normal([8192, 64]), ...Array.from({ length: 30 }, () => normal([64, 64]))];
  const withGradients = (f: (...xs: tf.Tensor[]) => tf.Tensor, xs: tf.Tensor[]) => {
    const dy = tf.tidy(() => tf.randomNormal(f(...xs).shape));
    return () => tf.grads(f)(xs, dy);
  };
  return [
    {
      what: 'layerNorm with its gradients, 1024 x 64',
      ours: withGradients((...[a, s, o]) => layerNorm(a as tf.Tensor, s as tf.Tensor1D, o as tf.Tensor1D), [x, scale, offset]),
    },
    { what: 'gelu with its gradient, 1024 x 256', ours: withGradients((a) => gelu(a as tf.Tensor), [inner]) },
    {
      what: 'dense with its gradients, 1024 x 64 to 256',
      ours: withGradients((...[a, k, b]) => dense(a as tf.Tensor, k as tf.Tensor2D, b as tf.Tensor1D), [x, kernel, bias]),
    },
    {
      what: 'biasRelu with its gradients, 64 x 28 x 28 x 16',
      ours: withGradients((...[a, b]) => biasRelu(a as tf.Tensor, b as tf.Tensor1D), [normal([64, 28, 28, 16]), normal([16])]),
    },
    {
      what: 'selfAttention with its gradient, 32 x 32, 4 x 16',
      ours: withGradients((a) => selfAttention(a as tf.Tensor3D, mask, 4), [qkv]),
    },
    {
      what: 'softmaxCrossEntropy with its gradient, 64 x 150',
      ours: withGradients((a) => softmaxCrossEntropy(a as tf.Tensor2D, targets), [logits]),
    },
    {
      what: 'crfLoss with its gradients, 32 x 12 words, 73 tags',
      ours: withGradients(
        (...scores) => {
          const [emissions, transitions, start, end] = scores as [tf.Tensor3D, tf.Tensor2D, tf.Tensor1D, tf.Tensor1D];
          return crfLoss({ emissions, transitions, start, end }, paths);
        },
        [normal([32, 12, 73]), normal([73, 73]), normal([73]), normal([73])],
      ),
    },
    { what: 'clipByGlobalNorm, 8192 x 64 and 30 of 64 x 64', ours: () => clipByGlobalNorm(gradients, 1) },
  ];
}

/** Milliseconds a call, over about `roundMs`. */
function time(call: Case['ours']): number {
  const start = performance.now();
  let calls = 0;
  do {
    tf.dispose(tf.tidy(call));
    calls++;
  } while (performance.now() - start < roundMs);
  return (performance.now() - start) / calls;
}

/** The median time of each side, round by round in turn; the other side is undefined where a kernel is missing. */
function compare({ ours, stock = ours }: Case, otherKernels: readonly tf.KernelConfig[]): Times {
  const [ourTimes, otherTimes]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    use(ourKernels);
    ourTimes.push(time(ours));
    use(otherKernels);
    const otherTime = timeUnlessMissing(stock);
    if (otherTime !== undefined) otherTimes.push(otherTime);
  }
  return { ours: median(ourTimes), other: otherTimes.length > 0 ? median(otherTimes) : undefined };
}

function timeUnlessMissing(call: Case['ours']): number | undefined {
  try {
    return time(call);
  } catch (error) {
    if (/not registered/.test((error as Error).message)) return undefined;
    throw error;
  }
}

const median = (times: number[]) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] as number;

function print(entries: readonly Case[], other: string, otherKernels: readonly tf.KernelConfig[]): void {
  console.log(`\n${'ms a call'.padEnd(56)}${other.padStart(10)}${'ours'.padStart(10)}${'ratio'.padStart(8)}`);
  for (const entry of entries) {
    const { ours, other } = compare(entry, otherKernels);
    const columns =
      other === undefined ? ['missing', ours.toFixed(3), ''] : [other.toFixed(3), ours.toFixed(3), (other / ours).toFixed(1)];
    console.log(`${entry.what.padEnd(56)}${columns.map((column, i) => column.padStart(i === 2 ? 8 : 10)).join('')}`);
  }
}

/** Ours without those that fuse several operations. */
const fusedNames = ['BiasRelu', 'LayerNorm', 'Gelu', 'Dense', 'SelfAttention', 'SoftmaxCrossEntropy', 'ClipByGlobalNorm'];
const plainKernels = ourKernels.filter(({ kernelName }) => !fusedNames.includes(kernelName));

use(ourKernels);
console.log(`Node ${process.versions.node}, ${fused ? 'with' : 'without'} fused multiply-add`);
print(cases(), 'stock', stockKernels);
print(fusedCases(), 'composed', plainKernels);
