/** What computes: CUDA through libtensorflow, any GPU through WebGPU, libtensorflow on the CPU, our WebAssembly kernels, plain JavaScript. */
export const backendNames = ['cuda', 'webgpu', 'native', 'wasm', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];

/** What a trial computes on. */
export interface Device {
  readonly backend: BackendName;
  /** Among the machine's devices for this backend, from 0. */
  readonly index: number;
}

/** What a backend turned out to be when it was really tried. */
export interface BackendReport {
  readonly name: BackendName;
  readonly works: boolean;
  /** The device's name where it works; one line why not, and what would help, where it does not. */
  readonly detail: string;
  /** A CPU pretending to be a GPU (SwiftShader, llvmpipe): taken only when asked for by name. */
  readonly emulated?: boolean;
  readonly devices: readonly string[];
}
