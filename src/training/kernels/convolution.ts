import type { tf } from '../tf.js';
import { type ConvolutionAttributes, convolutionWindows, geometryWriter, type Windows } from './geometry.js';
import type { Heap } from './heap.js';
import type { Address } from './module.js';
import { registerWasmKernel } from './registration.js';

const FLOAT_BYTES = 4;

/** Sizes of the window matrix of one image, (positions, windowSize), and of the image itself, in floats. */
function sizes(info: Windows) {
  return {
    positions: info.outHeight * info.outWidth,
    windowSize: info.filterHeight * info.filterWidth * info.inChannels,
    imageSize: info.inHeight * info.inWidth * info.inChannels,
  };
}

/**
 * The floats from one window to the next where each is contiguous in the image: over a sequence without padding, as over a text,
 * and where a window is one pixel. The matrix of the windows is then the image itself, with overlapping rows, and needs no copy.
 */
function contiguousStep(info: Windows): number | undefined {
  const { padInfo, inChannels } = info;
  if ([padInfo.top, padInfo.bottom, padInfo.left, padInfo.right].some((padding) => padding !== 0)) return undefined;
  const isPixel = info.filterHeight === 1 && info.filterWidth === 1 && info.strideHeight === 1 && info.strideWidth === 1;
  if (isPixel) return inChannels;
  if (info.inHeight === 1 && info.filterHeight === 1 && info.dilationWidth === 1) return info.strideWidth * inChannels;
  if (info.inWidth === 1 && info.filterWidth === 1 && info.dilationHeight === 1) return info.strideHeight * inChannels;
  return undefined;
}

/** Below so many floats a window the matrix of the windows costs more than it saves: the stock convolution goes without it. */
const SMALL_WINDOW = 32;
/** Below so many channels most of the tile that a product computes at a time would be wasted. */
const FEW_CHANNELS = 8;

/**
 * conv2d, conv1d and their gradients, image by image so that the matrix of the windows, (positions, windowSize), stays small.
 * Forward: windows filter. Filter gradient (windowSize, outChannels): sum over images of windows^T dy. Input gradient: where the
 * stride is 1 a convolution of dy with the reversed filter, else col2im(dy filter^T).
 */
export function registerConvolution(heap: Heap): void {
  const writeGeometry = geometryWriter(heap);
  const { kernels } = heap;

  /** Calls `multiply` with the windows of each image in turn, `step` floats from one to the next; `scratch` is for the product. */
  function eachImage(
    info: Windows,
    images: Address,
    outputs: number,
    multiply: (windows: Address, step: number, image: number, scratch: Address) => void,
  ): void {
    const { positions, windowSize, imageSize } = sizes(info);
    const step = contiguousStep(info);
    const gemmBytes = kernels.gemmScratchBytes(outputs);
    const scratch = heap.scratch(gemmBytes + (step === undefined ? positions * windowSize * FLOAT_BYTES : 0));
    const geometry = writeGeometry(info);
    for (let i = 0; i < info.batchSize; i++) {
      const image = images + i * imageSize * FLOAT_BYTES;
      if (step === undefined) kernels.im2col(image, geometry, scratch + gemmBytes);
      multiply(step === undefined ? scratch + gemmBytes : image, step ?? windowSize, i, scratch);
    }
  }

  function convolve(info: Windows, images: Address, filter: Address, target: Address): void {
    const { positions, windowSize } = sizes(info);
    const channels = info.outChannels;
    eachImage(info, images, channels, (windows, step, i, scratch) => {
      const output = target + i * positions * channels * FLOAT_BYTES;
      kernels.gemm(0, 0, positions, channels, windowSize, windows, step, filter, channels, output, 0, 0, scratch);
    });
  }

  registerWasmKernel<{ x: tf.TensorInfo; filter: tf.TensorInfo }, ConvolutionAttributes>(
    'Conv2D',
    ({ inputs: { x, filter }, attributes, stock }) => {
      const info = convolutionWindows(x.shape, filter.shape, attributes);
      if (sizes(info).windowSize < SMALL_WINDOW) return stock();
      const y = heap.output(info.outShape);
      convolve(info, heap.address(x), heap.address(filter), heap.address(y));
      return y;
    },
  );

  registerWasmKernel<{ x: tf.TensorInfo; dy: tf.TensorInfo }, ConvolutionAttributes & { readonly filterShape: number[] }>(
    'Conv2DBackpropFilter',
    ({ inputs: { x, dy }, attributes }) => {
      const info = convolutionWindows(x.shape, attributes.filterShape, attributes);
      const { positions, windowSize } = sizes(info);
      const channels = info.outChannels;
      const gradient = heap.zeros(attributes.filterShape);
      const [from, target] = [heap.address(dy), heap.address(gradient)];
      eachImage(info, heap.address(x), channels, (windows, step, i, scratch) => {
        const dyImage = from + i * positions * channels * FLOAT_BYTES;
        kernels.gemm(1, 0, windowSize, channels, positions, windows, step, dyImage, channels, target, target, channels, scratch);
      });
      return gradient;
    },
  );

  registerWasmKernel<{ dy: tf.TensorInfo; filter: tf.TensorInfo }, ConvolutionAttributes & { readonly inputShape: number[] }>(
    'Conv2DBackpropInput',
    ({ inputs: { dy, filter }, attributes }) => {
      const info = convolutionWindows(attributes.inputShape, filter.shape, attributes);
      const isDense = info.strideHeight === 1 && info.strideWidth === 1 && info.inChannels >= FEW_CHANNELS;
      const dx = isDense ? heap.output(info.inShape) : heap.zeros(info.inShape);
      const gradient = isDense ? convolveReversed : scatterWindows;
      gradient(info, heap.address(dy), heap.address(filter), heap.address(dx));
      return dx;
    },
  );

  function convolveReversed(info: Windows, dy: Address, filter: Address, dx: Address): void {
    const filterPositions = info.filterHeight * info.filterWidth;
    const reversed = heap.output([filterPositions, info.outChannels, info.inChannels]);
    kernels.reverseFilter(filter, filterPositions, info.inChannels, info.outChannels, heap.address(reversed));
    convolve(reversedConvolution(info), dy, heap.address(reversed), dx);
    heap.backend.disposeData(reversed.dataId);
  }

  function scatterWindows(info: Windows, dy: Address, filter: Address, dx: Address): void {
    const { positions, windowSize, imageSize } = sizes(info);
    const channels = info.outChannels;
    const gemmBytes = kernels.gemmScratchBytes(windowSize);
    const scratch = heap.scratch(gemmBytes + positions * windowSize * FLOAT_BYTES);
    const windows = scratch + gemmBytes;
    const geometry = writeGeometry(info);
    for (let i = 0; i < info.batchSize; i++) {
      const dyImage = dy + i * positions * channels * FLOAT_BYTES;
      kernels.gemm(0, 1, positions, windowSize, channels, dyImage, channels, filter, channels, windows, 0, 0, scratch);
      kernels.col2im(windows, geometry, dx + i * imageSize * FLOAT_BYTES);
    }
  }
}

/** The convolution, of stride 1, that takes the gradient of the outputs of one of stride 1 to that of its images. */
function reversedConvolution(info: Windows): Windows {
  const { filterHeight, filterWidth, dilationHeight, dilationWidth, padInfo } = info;
  const [reachY, reachX] = [(filterHeight - 1) * dilationHeight, (filterWidth - 1) * dilationWidth];
  return {
    ...info,
    ...{ inHeight: info.outHeight, inWidth: info.outWidth, inChannels: info.outChannels },
    ...{ outHeight: info.inHeight, outWidth: info.inWidth, outChannels: info.inChannels },
    padInfo: {
      ...padInfo,
      ...{ top: reachY - padInfo.top, bottom: reachY - padInfo.bottom },
      ...{ left: reachX - padInfo.left, right: reachX - padInfo.right },
    },
  };
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
