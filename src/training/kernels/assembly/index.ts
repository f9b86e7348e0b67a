// The kernels that training needs and the stock WebAssembly backend of TensorFlow.js lacks, gets wrong or computes slowly.
// Compiled by tools/build-kernels.mjs to kernels.wasm and, with fused multiply-add, kernels-fma.wasm.

export { adam } from './adam';
export { momentum } from './momentum';
export { attention, attentionGradient, attentionScratchBytes } from './attention';
export { biasRelu, biasReluGradient } from './bias-relu';
export { col2im, depthwiseFilterGradient, depthwiseInputGradient, im2col, reverseFilter } from './convolution';
export { crf, crfScratchBytes } from './crf';
export { dropoutMask } from './dropout-mask';
export { unary } from './elementwise';
export { embeddingBag, embeddingBagGradient } from './embedding-bag';
export { gelu, geluGradient } from './gelu';
export { gemm, gemmBatched, gemmScratchBytes } from './gemm';
export { gru, gruGradient, gruGradientScratchBytes, gruScratchBytes } from './gru';
export { layerNorm, layerNormGradient } from './layer-norm';
export { lstm, lstmGradient, lstmGradientScratchBytes, lstmScratchBytes } from './lstm';
export { scale, sumOfSquares } from './norm';
export { averagePoolGradient, maxPoolGradient } from './pooling';
export { addRow, copyBlocks, gatherRows, scatterAddRows, sumLeading, sumTrailing } from './rows';
export { softmaxCrossEntropy } from './softmax-cross-entropy';
