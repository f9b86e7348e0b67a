/**
 * The one door to TensorFlow.js: `import { tf } from '../tf.js'`.
 *
 * `@tensorflow/tfjs` is the package that registers the gradients; `@tensorflow/tfjs-core` alone has none under Node. Both are
 * CommonJS there and share one registry of kernels, gradients and backends a thread, also with tfjs-node and tfjs-node-gpu.
 * Operations are called as functions, `tf.add(x, y)` rather than `x.add(y)`.
 */

import { registerStepGradients } from './step-gradients.js';

registerStepGradients();

export * as tf from '@tensorflow/tfjs';

export type TensorFlow = typeof import('@tensorflow/tfjs');
