import type { BackendName } from '../../core/backend.js';

/** A backend that is set up in this thread or process: TensorFlow.js computes on it from now on. */
export interface ActiveBackend {
  readonly name: BackendName;
  /** For people: `wasm (SIMD, FMA)`, `cuda:0`, `webgpu: SwiftShader`. */
  readonly device: string;
  readonly emulated: boolean;
  /** Throws the error of a device that was lost or reported one, since TensorFlow.js would go on with garbage. Call it once a batch. */
  check(): void;
}
