import { type BackendWasm, version_wasm } from '@tensorflow/tfjs-backend-wasm';
import { tf } from '../tf.js';
import { type Address, instantiateKernels, type KernelExports } from './module.js';

/** The one version whose internals, listed in `openHeap`, were checked. */
const SUPPORTED_VERSION = '4.22.0';

/** What the kernels use of the module that Emscripten made of the backend's C++. */
interface EmscriptenModule {
  readonly asm: { readonly memory: WebAssembly.Memory; readonly malloc: (bytes: number) => Address };
  _malloc(bytes: number): Address;
  _free(address: Address): void;
}

/** The WebAssembly backend's heap, as kernels see it. Views of it are stale after the next allocation: take them late. */
export interface Heap {
  readonly backend: BackendWasm;
  readonly kernels: KernelExports;
  readonly fused: boolean;
  readonly memory: WebAssembly.Memory;
  /** Where a tensor's values begin. */
  address(tensor: tf.TensorInfo): Address;
  /** A new tensor of undefined content. @throws Error `Out of memory ...` */
  output(shape: number[], dtype?: tf.DataType): tf.TensorInfo;
  /** A new tensor of zeros. */
  zeros(shape: number[], dtype?: tf.DataType): tf.TensorInfo;
  /** The same values again, which are freed when nobody holds them any more. */
  share(tensor: tf.TensorInfo): tf.TensorInfo;
  /**
   * Where an optimizer puts the new values of a weight: over the old ones where nobody else holds them, which saves a walk through
   * memory, else into a new tensor. Filters are never overwritten: the stock convolutions keep packed copies of them by tensor,
   * which would go stale.
   */
  successor(weight: tf.TensorInfo): tf.TensorInfo;
  /** Memory that is kept for good. */
  allocate(bytes: number): Address;
  /** Memory for the duration of one kernel: the next call returns the same. */
  scratch(bytes: number): Address;
}

/**
 * Opens the heap of a started WebAssembly backend and puts the kernel module on it.
 * @throws Error if the backend is not built as the kernels need it
 */
export function openHeap(backend: BackendWasm): Heap {
  assertInternals(backend);
  const wasm = backend.wasm as unknown as EmscriptenModule;
  failOnExhaustion(wasm);
  const { exports: kernels, fused } = instantiateKernels(wasm.asm.memory);
  const output = (shape: number[], dtype: tf.DataType = 'float32') => backend.makeOutput(shape, dtype);
  const share = ({ dataId, shape, dtype }: tf.TensorInfo): tf.TensorInfo => {
    backend.incRef(dataId);
    return { dataId, shape, dtype };
  };
  return {
    backend,
    kernels,
    fused,
    memory: wasm.asm.memory,
    allocate: (bytes) => wasm._malloc(bytes) >>> 0,
    address: (tensor) => backend.dataIdMap.get(tensor.dataId).memoryOffset,
    output,
    zeros(shape, dtype) {
      const tensor = output(shape, dtype);
      backend.typedArrayFromHeap(tensor).fill(0);
      return tensor;
    },
    share,
    successor(weight) {
      const isOwn = weight.shape.length <= 2 && backend.refCount(weight.dataId) === 1;
      return isOwn ? share(weight) : output(weight.shape);
    },
    scratch: growingScratch(wasm),
  };
}

function assertInternals(backend: BackendWasm): void {
  const wasm = backend.wasm as unknown as EmscriptenModule;
  const missing = Object.entries({
    'asm.memory': wasm?.asm?.memory instanceof WebAssembly.Memory,
    'asm.malloc': typeof wasm?.asm?.malloc === 'function',
    dataIdMap: typeof backend.dataIdMap?.get === 'function',
    makeOutput: typeof backend.makeOutput === 'function',
    typedArrayFromHeap: typeof backend.typedArrayFromHeap === 'function',
  })
    .filter(([, isThere]) => !isThere)
    .map(([name]) => name);
  if (version_wasm === SUPPORTED_VERSION && tf.version_core === SUPPORTED_VERSION && missing.length === 0) return;
  throw new Error(
    `Expected @tensorflow/tfjs-core and @tensorflow/tfjs-backend-wasm to be exactly ${SUPPORTED_VERSION}, whose heap the training ` +
      `kernels work on, got ${tf.version_core} and ${version_wasm}${missing.length > 0 ? ` without ${missing.join(', ')}` : ''}. ` +
      'Install exactly these versions.',
  );
}

/** The stock backend takes address 0 of an exhausted heap for a tensor and overwrites what lies there. */
function failOnExhaustion(wasm: EmscriptenModule): void {
  const { malloc } = wasm.asm;
  wasm._malloc = (bytes: number) => {
    // The module takes the lowest 32 bits of a size: of one beyond them it would return too small a block.
    const address = bytes < 2 ** 32 ? malloc(bytes) : 0;
    if (address !== 0 || bytes === 0) return address;
    const [wanted, held] = [bytes, wasm.asm.memory.buffer.byteLength].map((size) => (size / 2 ** 20).toFixed(1));
    throw new Error(
      `Out of memory: the WebAssembly heap holds ${held} MiB, can grow to 4096 MiB at most and has no room for ${wanted} MiB more. ` +
        'Smaller batches or a smaller model need less.',
    );
  };
}

function growingScratch(wasm: EmscriptenModule): (bytes: number) => Address {
  let address = 0;
  let size = 0;
  return (bytes) => {
    if (bytes > size) {
      if (address !== 0) wasm._free(address);
      size = 0;
      address = wasm._malloc(bytes) >>> 0;
      size = bytes;
    }
    return address;
  };
}
