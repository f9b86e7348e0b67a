import type { BackendName, BackendReport } from '../../core/backend.js';
import { tf } from '../tf.js';
import type { ActiveBackend } from './backend.js';
import { startCpu } from './cpu.js';
import { cudaDevices, startCuda } from './cuda.js';
import { measureSpeed } from './measure-speed.js';
import { startNative } from './native.js';
import { verifyGradient } from './verify.js';
import { startWasm } from './wasm.js';
import { startWebGpu } from './webgpu.js';

export interface BackendOptions {
  /** Which of several devices: a CUDA device number, or the name of a WebGPU adapter. */
  readonly device?: string;
}

const starters: Readonly<Record<BackendName, (device?: string) => Promise<ActiveBackend>>> = {
  cuda: startCuda,
  webgpu: startWebGpu,
  native: startNative,
  wasm: startWasm,
  cpu: startCpu,
};

/**
 * Makes a backend the one that TensorFlow.js computes on in this thread or process, with all kernels that training needs, and
 * tries it on a gradient that is known.
 * @throws Error with what is missing, if it does not work
 */
export async function startBackend(name: BackendName, options: BackendOptions = {}): Promise<ActiveBackend> {
  // Leaves out the library's own greetings and debugging checks.
  tf.enableProdMode();
  const active = await starters[name](options.device);
  await verifyGradient();
  active.check();
  return active;
}

/** Tries a backend, as `startBackend` does, and reports how it went and how fast it is. To be run in a thread or process of its own. */
export async function probeBackend(name: BackendName, options: BackendOptions = {}): Promise<BackendReport> {
  try {
    const { device, emulated } = await startBackend(name, options);
    const speed = emulated || name === 'cpu' ? {} : { samplesPerSecond: await measureSpeed() };
    const devices = name === 'cuda' ? await cudaDevices() : [];
    return { name, works: true, detail: device, emulated, devices: devices.length > 0 ? devices : [device], ...speed };
  } catch (error) {
    return { name, works: false, detail: error instanceof Error ? error.message : String(error), devices: [] };
  }
}
