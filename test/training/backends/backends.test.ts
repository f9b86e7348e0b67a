import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { BackendName, BackendReport } from '../../../src/core/backend.js';

/** In a process of its own, since a backend stays for good. */
function probe(name: BackendName, environment: NodeJS.ProcessEnv = {}): Promise<BackendReport> {
  const child = fork(fileURLToPath(new URL('./probe-child.ts', import.meta.url)), [name], {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...environment },
    silent: true,
  });
  return new Promise((resolve, reject) => {
    child.on('message', (report) => resolve(report as BackendReport));
    child.on('error', reject);
    child.on('exit', (code, signal) => reject(new Error(`The child on ${name} ended with ${signal ?? code}`)));
  });
}

it('WebAssembly works everywhere and says which instructions it uses', async () => {
  const report = await probe('wasm');
  expect(report).toMatchObject({ name: 'wasm', works: true, emulated: false });
  expect(report.detail).toMatch(/^wasm \(SIMD(, FMA)?\)$/);
});

it('plain JavaScript works everywhere and says what that costs', async () => {
  expect(await probe('cpu')).toMatchObject({ works: true, detail: 'plain JavaScript (about 100 times slower than wasm)' });
});

it('WebGPU without a driver is a report of what it needs', async () => {
  const report = await probe('webgpu', { VK_ICD_FILENAMES: '/nowhere.json', VK_DRIVER_FILES: '/nowhere.json' });
  expect(report).toMatchObject({ name: 'webgpu', works: false, devices: [] });
  expect(report.detail).toMatch(/it needs a GPU with a Vulkan, Metal or Direct3D 12 driver|npm install webgpu/);
});

it('CUDA without a GPU is a report of what it needs', async () => {
  const report = await probe('cuda', { CUDA_VISIBLE_DEVICES: '-1' });
  expect(report).toMatchObject({ name: 'cuda', works: false, devices: [] });
  expect(report.detail).toMatch(/^it lacks |needs an NVIDIA GPU with CUDA 11\.2/);
  expect(report.detail).toMatch(/\n.*--backend webgpu$/);
});
