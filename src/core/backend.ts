/** What computes: CUDA through libtensorflow, any GPU through WebGPU, libtensorflow on the CPU, our WebAssembly kernels, plain JavaScript. */
export const backendNames = ['cuda', 'webgpu', 'native', 'wasm', 'cpu'] as const;
export type BackendName = (typeof backendNames)[number];

/** What a trial computes on. */
export interface Device {
  readonly backend: BackendName;
  /** Among the machine's devices for this backend, from 0. */
  readonly index: number;
  /** Of WebGPU: part of the adapter's name. */
  readonly adapter?: string;
}

/** How a device is written, for error messages. */
export const deviceSyntax = `a backend (${backendNames.join(', ')}), a GPU such as cuda:0, or an adapter such as webgpu:NVIDIA`;

/** `cuda:1`, `webgpu:NVIDIA`, `wasm`; undefined for what is no device. */
export function parseDevice(text: string): Device | undefined {
  const [, name = '', which] = /^([a-z]+)(?::(.+))?$/.exec(text.trim()) ?? [];
  const backend = backendNames.find((known) => known === name);
  if (backend === undefined) return undefined;
  if (which === undefined) return { backend, index: 0 };
  if (backend === 'webgpu') return { backend, index: 0, adapter: which };
  return backend === 'cuda' && /^\d+$/.test(which) ? { backend, index: Number(which) } : undefined;
}

/** What a backend turned out to be when it was really tried. */
export interface BackendReport {
  readonly name: BackendName;
  readonly works: boolean;
  /** The device's name where it works; where it does not, a line that says why, and lines that say what would help, if any. */
  readonly detail: string;
  /** A CPU pretending to be a GPU (SwiftShader, llvmpipe): taken only when asked for by name. */
  readonly emulated?: boolean;
  readonly devices: readonly string[];
  /** Samples a second that one trial trains a small network with; left out where that was not measured. */
  readonly samplesPerSecond?: number;
}
