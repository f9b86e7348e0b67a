import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import { tf } from '../tf.js';
import { registerAdam } from './adam.js';
import { registerBiasRelu } from './bias-relu-kernels.js';
import { registerClipping } from './clipping-kernel.js';
import { registerConvolution, registerDepthwiseGradients } from './convolution.js';
import { registerCopies } from './copies.js';
import { registerCrf } from './crf-kernel.js';
import { registerDense } from './dense-kernels.js';
import { registerDropoutMask } from './dropout-mask-kernel.js';
import { registerElementwise } from './elementwise.js';
import { registerEmbeddingBag } from './embedding-bag-kernels.js';
import { registerGather, registerSegmentSum } from './gather.js';
import { registerGelu } from './gelu-kernels.js';
import { type Heap, openHeap } from './heap.js';
import { registerLayerNorm } from './layer-norm-kernels.js';
import { registerMatrixProduct } from './matrix-product.js';
import { registerMomentum } from './momentum.js';
import { registerPoolGradients } from './pooling.js';
import { registerRecurrentLayers } from './recurrent-layer-kernels.js';
import { registerRowAdd } from './row-add.js';
import { registerSelfAttention } from './self-attention-kernels.js';
import { registerSoftmaxCrossEntropy } from './softmax-cross-entropy-kernels.js';
import { registerSum } from './sum.js';

const families = [
  registerMatrixProduct,
  registerConvolution,
  registerDepthwiseGradients,
  registerPoolGradients,
  registerGather,
  registerSegmentSum,
  registerSum,
  registerCopies,
  registerElementwise,
  registerRowAdd,
  registerAdam,
  registerMomentum,
  registerClipping,
  registerEmbeddingBag,
  registerDense,
  registerBiasRelu,
  registerDropoutMask,
  registerGelu,
  registerLayerNorm,
  registerSelfAttention,
  registerSoftmaxCrossEntropy,
  registerRecurrentLayers,
  registerCrf,
];

let installed: Heap | undefined;

/**
 * Registers the training kernels on the WebAssembly backend of this thread, which must have been started by
 * `await tf.setBackend('wasm')`. Further calls change nothing.
 * @returns whether the kernels fuse multiplications with additions
 * @throws Error if the backend was not started, or is not of the version whose heap the kernels know
 */
export function installTrainingKernels(): { readonly fused: boolean } {
  if (installed === undefined) {
    const backend = tf.findBackend('wasm') as BackendWasm | null;
    if (backend?.wasm === undefined)
      throw new Error(
        "Expected the WebAssembly backend to run before its training kernels are installed: call tf.setBackend('wasm')",
      );
    const heap = openHeap(backend);
    for (const register of families) register(heap);
    installed = heap;
  }
  return { fused: installed.fused };
}
