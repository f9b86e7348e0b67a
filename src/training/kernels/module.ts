import { readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';

/** An address in the heap of the WebAssembly backend, in bytes. */
export type Address = number;

/** What the kernel module exports; the meaning of each argument is documented in `assembly/`. Flags are 0 or 1. */
export interface KernelExports {
  gemmScratchBytes(n: number): number;
  gemm(
    ...args: [
      transposeA: number,
      transposeB: number,
      m: number,
      n: number,
      depth: number,
      a: Address,
      aStride: number,
      b: Address,
      bStride: number,
      c: Address,
      addend: Address,
      addendStride: number,
      scratch: Address,
    ]
  ): void;
  gemmBatched(
    ...args: [
      batch: number,
      transposeA: number,
      transposeB: number,
      m: number,
      n: number,
      depth: number,
      a: Address,
      aStride: number,
      aStep: number,
      b: Address,
      bStride: number,
      bStep: number,
      c: Address,
      scratch: Address,
    ]
  ): void;
  im2col(image: Address, geometry: Address, windows: Address): void;
  col2im(windows: Address, geometry: Address, image: Address): void;
  reverseFilter(filter: Address, positions: number, channels: number, outChannels: number, reversed: Address): void;
  depthwiseInputGradient(dy: Address, filter: Address, geometry: Address, dx: Address): void;
  depthwiseFilterGradient(x: Address, dy: Address, geometry: Address, filterGradient: Address): void;
  maxPoolGradient(x: Address, dy: Address, geometry: Address, dx: Address): void;
  averagePoolGradient(dy: Address, geometry: Address, dx: Address): void;
  gatherRows(table: Address, rows: number, ids: Address, count: number, widthBytes: number, target: Address): number;
  scatterAddRows(source: Address, ids: Address, count: number, width: number, rows: number, target: Address): void;
  sumLeading(x: Address, rows: number, columns: number, sums: Address): void;
  sumTrailing(x: Address, rows: number, columns: number, sums: Address): void;
  addRow(x: Address, row: Address, rows: number, width: number, y: Address): void;
  biasRelu(x: Address, bias: Address, rows: number, width: number, y: Address): void;
  biasReluGradient(y: Address, dy: Address, rows: number, width: number, dx: Address, dBias: Address): void;
  copyBlocks(
    ...args: [
      source: Address,
      outer: number,
      outerStepBytes: number,
      inner: number,
      innerStepBytes: number,
      widthBytes: number,
      target: Address,
    ]
  ): void;
  embeddingBag(
    ...args: [table: Address, rows: number, width: number, ids: Address, batch: number, length: number, means: Address]
  ): number;
  embeddingBagGradient(
    ...args: [dy: Address, ids: Address, batch: number, length: number, width: number, tableGradient: Address]
  ): void;
  adam(
    ...args: [
      w: Address,
      gradient: Address,
      m: Address,
      v: Address,
      updated: Address,
      count: number,
      rate: number,
      beta1: number,
      beta2: number,
      epsilon: number,
      correction1: number,
      correction2: number,
      decay: number,
    ]
  ): void;
  momentum(
    ...args: [
      w: Address,
      gradient: Address,
      v: Address,
      updated: Address,
      count: number,
      rate: number,
      momentum: number,
      decay: number,
    ]
  ): void;
  lstmScratchBytes(layer: Address): number;
  lstm(layer: Address, scratch: Address): void;
  lstmGradientScratchBytes(layer: Address): number;
  lstmGradient(...args: RecurrentGradientArguments): void;
  gruScratchBytes(layer: Address): number;
  gru(layer: Address, scratch: Address): void;
  gruGradientScratchBytes(layer: Address): number;
  gruGradient(...args: RecurrentGradientArguments): void;
  crfScratchBytes(time: number, tags: number): number;
  crf(
    ...args: [
      emissions: Address,
      truth: Address,
      lengths: Address,
      transitions: Address,
      start: Address,
      end: Address,
      batch: number,
      time: number,
      tags: number,
      scratch: Address,
      emissionGradient: Address,
      transitionGradient: Address,
      startGradient: Address,
      endGradient: Address,
    ]
  ): number;
  unary(operation: number, x: Address, y: Address, count: number): void;
  sumOfSquares(x: Address, count: number): number;
  scale(x: Address, count: number, factor: number, y: Address): void;
  gelu(x: Address, count: number, y: Address): void;
  geluGradient(x: Address, dy: Address, count: number, dx: Address): void;
  dropoutMask(start: number, count: number, limit: number, kept: number, mask: Address): void;
  layerNorm(
    ...args: [x: Address, scale: Address, offset: Address, rows: number, width: number, epsilon: number, y: Address]
  ): void;
  layerNormGradient(
    ...args: [
      x: Address,
      scale: Address,
      dy: Address,
      rows: number,
      width: number,
      epsilon: number,
      dx: Address,
      dScale: Address,
      dOffset: Address,
    ]
  ): void;
  softmaxCrossEntropy(
    ...args: [logits: Address, targets: Address, rows: number, classes: number, losses: Address, gradient: Address]
  ): void;
  attentionScratchBytes(time: number, width: number): number;
  attention(
    ...args: [
      qkv: Address,
      mask: Address,
      dropped: Address,
      batch: number,
      time: number,
      heads: number,
      width: number,
      y: Address,
      kept: Address,
      scratch: Address,
    ]
  ): void;
  attentionGradient(
    ...args: [
      qkv: Address,
      mask: Address,
      dropped: Address,
      kept: Address,
      dy: Address,
      batch: number,
      time: number,
      heads: number,
      width: number,
      dQkv: Address,
      scratch: Address,
    ]
  ): void;
}

type RecurrentGradientArguments = [
  layer: Address,
  dy: Address,
  dx: Address,
  dKernel: Address,
  dRecurrentKernel: Address,
  dBias: Address,
  dGates: Address,
  scratch: Address,
];

export interface KernelModule {
  readonly exports: KernelExports;
  /** Whether the build with fused multiply-add was taken, which makes matrix products about 1.5 times as fast. */
  readonly fused: boolean;
}

/** Instantiates the kernels on the backend's own memory: tensors are read and written where they are. */
export function instantiateKernels(memory: WebAssembly.Memory): KernelModule {
  const fusedBinary = readFileSync(new URL('./kernels-fma.wasm', import.meta.url));
  const fused = acceptsRelaxedSimd(fusedBinary);
  const binary = fused ? fusedBinary : readFileSync(new URL('./kernels.wasm', import.meta.url));
  const instance = new WebAssembly.Instance(new WebAssembly.Module(binary), { env: { memory } });
  return { exports: instance.exports as unknown as KernelExports, fused };
}

/** Node 20 has relaxed SIMD behind a flag. Later ones have it on, and warn at the flag: so it is set only where it is missing. */
function acceptsRelaxedSimd(binary: Uint8Array<ArrayBuffer>): boolean {
  if (WebAssembly.validate(binary)) return true;
  if (!process.versions.node.startsWith('20.')) return false;
  setFlagsFromString('--experimental-wasm-relaxed-simd');
  return WebAssembly.validate(binary);
}
