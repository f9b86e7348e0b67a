import type { BackendName } from '../../core/backend.js';

/** A backend that is set up in this thread or process: TensorFlow.js computes on it from now on. */
export interface ActiveBackend {
  readonly name: BackendName;
  /** For people: `wasm (SIMD, FMA)`, `cuda:0`, `webgpu: SwiftShader`. */
  readonly device: string;
  readonly emulated: boolean;
  /** Throws the `DeviceError` of a device that was lost or reported one, since TensorFlow.js would go on with garbage. Call it once a batch. */
  check(): void;
  /** Gives back the memory that no tensor has, where the backend keeps it for tensors of the same size. Call it between trials. */
  release(): void;
}

/** What a device reported of itself: it does not compute any more, or not rightly, until it is started anew. */
export class DeviceError extends Error {
  override readonly name = 'DeviceError';
}
