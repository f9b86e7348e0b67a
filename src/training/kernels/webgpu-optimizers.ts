import type { WebGPUBackend, webgpu_util } from '@tensorflow/tfjs-backend-webgpu';
import { tf } from '../tf.js';
import type { AdamAttributes } from './adam.js';
import type { MomentumAttributes } from './momentum.js';
import { elementwiseOn, type RunElementwise } from './webgpu-elementwise.js';

/**
 * AdamUpdate and MomentumUpdate on WebGPU: a shader for each moment and one for the weights, in place of up to fifteen and of the
 * constants between them, each of which is uploaded by itself. As on WebAssembly they return the new weights and write the new
 * moments over the old ones.
 */
export function registerWebGpuOptimizers(util: typeof webgpu_util): void {
  register('AdamUpdate', ({ w, g, m, v }: Record<'w' | 'g' | 'm' | 'v', tf.TensorInfo>, attributes: AdamAttributes, run) => {
    const { lr, b1, b2, eps, c1, c2, wd } = attributes;
    run({ expression: 'b * result[i] + (1.0 - b) * A[i]', inputs: [g], numbers: { b: b1 } }, m);
    run({ expression: 'b * result[i] + (1.0 - b) * A[i] * A[i]', inputs: [g], numbers: { b: b2 } }, v);
    const expression = 'kept * A[i] - rate * B[i] / (sqrt(c * C[i]) + eps)';
    return run({ expression, inputs: [w, m, v], numbers: { kept: 1 - lr * wd, rate: lr * c1, c: c2, eps } });
  });
  register(
    'MomentumUpdate',
    ({ w, g, v }: { w: tf.TensorInfo; g: tf.TensorInfo; v?: tf.TensorInfo }, attributes: MomentumAttributes, run) => {
      const { lr: rate, momentum, decay } = attributes;
      if (v === undefined)
        return run({ expression: 'A[i] - rate * (B[i] + decay * A[i])', inputs: [w, g], numbers: { rate, decay } });
      run({ expression: 'momentum * result[i] + B[i] + decay * A[i]', inputs: [w, g], numbers: { momentum, decay } }, v);
      return run({ expression: 'A[i] - rate * B[i]', inputs: [w, v], numbers: { rate } });
    },
  );

  function register<I, A>(kernelName: string, compute: (inputs: I, attributes: A, run: RunElementwise) => tf.TensorInfo): void {
    tf.registerKernel({
      kernelName,
      backendName: 'webgpu',
      kernelFunc: ({ inputs, attrs, backend }) =>
        compute(inputs as unknown as I, attrs as unknown as A, elementwiseOn(backend as WebGPUBackend, util)),
    });
  }
}
