import type { tf } from '../tf.js';
import { type ConvolutionAttributes, convolutionWindows, geometryWriter } from './geometry.js';
import type { Heap } from './heap.js';
import { registerWasmKernel } from './registration.js';

type ConvolutionInfo = tf.backend_util.Conv2DInfo;

const FLOAT_BYTES = 4;

/** Sizes of the window matrix of one image, (positions, windowSize), and of the image itself, in floats. */
function sizes(info: ConvolutionInfo) {
  return {
    positions: info.outHeight * info.outWidth,
    windowSize: info.filterHeight * info.filterWidth * info.inChannels,
    imageSize: info.inHeight * info.inWidth * info.inChannels,
  };
}

/**
 * For a convolution over a sequence without padding, as over a text: the floats from one window to the next. Each window is then
 * contiguous in the image, so that the matrix of the windows is the image itself with overlapping rows, and needs no copy.
 */
function overlappingStep(info: ConvolutionInfo): number | undefined {
  const { padInfo, inChannels } = info;
  if (padInfo.top + padInfo.bottom + padInfo.left + padInfo.right > 0) return undefined;
  if (info.inHeight === 1 && info.filterHeight === 1 && info.dilationWidth === 1) return info.strideWidth * inChannels;
  if (info.inWidth === 1 && info.filterWidth === 1 && info.dilationHeight === 1) return info.strideHeight * inChannels;
  return undefined;
}

/**
 * The gradients of conv2d and conv1d, image by image so that the window matrix stays small:
 * filter gradient (windowSize, outChannels) = sum over images of windows^T dy; dx = col2im(dy filter^T).
 */
export function registerConvolutionGradients(heap: Heap): void {
  const writeGeometry = geometryWriter(heap);
  const { kernels } = heap;

  registerWasmKernel<{ x: tf.TensorInfo; dy: tf.TensorInfo }, ConvolutionAttributes & { readonly filterShape: number[] }>(
    'Conv2DBackpropFilter',
    ({ inputs: { x, dy }, attributes }) => {
      const info = convolutionWindows(x.shape, attributes.filterShape, attributes);
      const { positions, windowSize, imageSize } = sizes(info);
      const channels = info.outChannels;
      const gradient = heap.zeros(attributes.filterShape);
      const step = overlappingStep(info);
      const gemmBytes = kernels.gemmScratchBytes(channels);
      const scratch = heap.scratch(gemmBytes + (step !== undefined ? 0 : positions * windowSize * FLOAT_BYTES));
      const geometry = writeGeometry(info);
      for (let i = 0; i < info.batchSize; i++) {
        const image = heap.address(x) + i * imageSize * FLOAT_BYTES;
        const windows = step !== undefined ? image : scratch + gemmBytes;
        if (step === undefined) kernels.im2col(image, geometry, windows);
        const dyImage = heap.address(dy) + i * positions * channels * FLOAT_BYTES;
        const target = heap.address(gradient);
        kernels.gemm(1, 0, windowSize, channels, positions, windows, step ?? windowSize, dyImage, channels, target, 1, scratch);
      }
      return gradient;
    },
  );

  registerWasmKernel<{ dy: tf.TensorInfo; filter: tf.TensorInfo }, ConvolutionAttributes & { readonly inputShape: number[] }>(
    'Conv2DBackpropInput',
    ({ inputs: { dy, filter }, attributes }) => {
      const info = convolutionWindows(attributes.inputShape, filter.shape, attributes);
      const { positions, windowSize, imageSize } = sizes(info);
      const channels = info.outChannels;
      const dx = heap.zeros(info.inShape);
      const gemmBytes = kernels.gemmScratchBytes(windowSize);
      const scratch = heap.scratch(gemmBytes + positions * windowSize * FLOAT_BYTES);
      const windows = scratch + gemmBytes;
      const geometry = writeGeometry(info);
      const weights = heap.address(filter);
      for (let i = 0; i < info.batchSize; i++) {
        const dyImage = heap.address(dy) + i * positions * channels * FLOAT_BYTES;
        kernels.gemm(0, 1, positions, windowSize, channels, dyImage, channels, weights, channels, windows, 0, scratch);
        kernels.col2im(windows, geometry, heap.address(dx) + i * imageSize * FLOAT_BYTES);
      }
      return dx;
    },
  );
}

/** The gradients of depthwiseConv2d, in which each channel has its own filters. */
export function registerDepthwiseGradients(heap: Heap): void {
  const writeGeometry = geometryWriter(heap);

  registerWasmKernel<{ dy: tf.TensorInfo; filter: tf.TensorInfo }, ConvolutionAttributes & { readonly inputShape: number[] }>(
    'DepthwiseConv2dNativeBackpropInput',
    ({ inputs: { dy, filter }, attributes }) => {
      const info = convolutionWindows(attributes.inputShape, filter.shape, attributes, true);
      const dx = heap.zeros(info.inShape);
      heap.kernels.depthwiseInputGradient(heap.address(dy), heap.address(filter), writeGeometry(info), heap.address(dx));
      return dx;
    },
  );

  registerWasmKernel<{ x: tf.TensorInfo; dy: tf.TensorInfo }, ConvolutionAttributes & { readonly filterShape: number[] }>(
    'DepthwiseConv2dNativeBackpropFilter',
    ({ inputs: { x, dy }, attributes }) => {
      const info = convolutionWindows(x.shape, attributes.filterShape, attributes, true);
      const gradient = heap.zeros(attributes.filterShape);
      heap.kernels.depthwiseFilterGradient(heap.address(x), heap.address(dy), writeGeometry(info), heap.address(gradient));
      return gradient;
    },
  );
}
