/**
 * The one door to TensorFlow.js: `import { tf } from '../tf.js'`.
 *
 * `@tensorflow/tfjs-core` is CommonJS under Node; the namespace form below keeps all its names and types alike under Node,
 * tsx and vitest. Its Node bundle registers no gradients and no chained methods: the gradients come from `gradients/`,
 * and operations are called as functions, `tf.add(x, y)` rather than `x.add(y)`. The package that would bring both,
 * `@tensorflow/tfjs`, also brings layers, converters and WebGL, three times the size of all the rest.
 *
 * Kernels, gradients and backends live in one registry a thread, which tfjs-node and tfjs-node-gpu share.
 */

import { registerGradients } from './gradients/index.js';

registerGradients();

export * as tf from '@tensorflow/tfjs-core';
