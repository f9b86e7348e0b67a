import { tmpdir } from 'node:os';

/**
 * A GPU's adapter, null where there is none.
 * @param wanted part of its name, in capitals or not; left out: the fastest
 * @throws Error where none has such a name, with the names that there are
 */
export async function findAdapter(wanted?: string): Promise<GPUAdapter | null> {
  try {
    return await requestAdapter(wanted);
  } catch (error) {
    const names = namesIn((error as Error).message);
    if (wanted === undefined || names.length === 0) throw error;
    const name = names.find((candidate) => candidate.toLowerCase().includes(wanted.toLowerCase()));
    if (name !== undefined) return await requestAdapter(name);
    throw new Error(`WebGPU has no adapter whose name has "${wanted}" in it, only ${names.join(', ')}`);
  }
}

async function requestAdapter(name: string | undefined): Promise<GPUAdapter | null> {
  const gpu = await openDawn(name);
  return await gpu.requestAdapter({ powerPreference: 'high-performance' });
}

/** Dawn lists its adapters, a line each, where none has the name that it was given, and nowhere else. */
function namesIn(message: string): string[] {
  return [...message.matchAll(/name: '(.*)'/g)].map(([, name]) => name as string);
}

/** Loads Dawn and makes it what a browser would have: `navigator.gpu` and WebGPU's constants. */
async function openDawn(device: string | undefined): Promise<GPU> {
  // Without it some drivers complain on standard error.
  process.env.XDG_RUNTIME_DIR ??= tmpdir();
  const { create, globals } = await import('webgpu').catch((error: Error) => {
    throw new Error(`Dawn could not be loaded (${error.message}). Install it with: npm install webgpu@0.6.2`);
  });
  Object.assign(globalThis, globals);
  const gpu = create(device === undefined ? [] : [`adapter=${device}`]);
  const navigator = globalThis.navigator ?? { userAgent: 'node' };
  Object.defineProperty(navigator, 'gpu', { value: gpu, configurable: true });
  Object.defineProperty(globalThis, 'navigator', { value: navigator, configurable: true });
  return gpu;
}
