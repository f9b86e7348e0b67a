import { fork } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { webGpuTestEnvironment } from './webgpu-environment.js';

/** What a module sends from a process of its own, since Dawn may abort its process. */
export function runOnWebGpu<Answer>(module: URL, args: readonly string[] = []): Promise<Answer> {
  const child = fork(fileURLToPath(module), args, {
    execArgv: ['--import', 'tsx'],
    env: { ...process.env, ...webGpuTestEnvironment },
  });
  return new Promise((resolve, reject) => {
    child.on('message', (answer) => resolve(answer as Answer));
    child.on('error', reject);
    child.on('exit', (code, signal) => reject(new Error(`The child on WebGPU ended with ${signal ?? code}`)));
  });
}
