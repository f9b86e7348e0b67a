import { type ChildProcess, fork } from 'node:child_process';
import { createRequire } from 'node:module';
import type { BackendName, BackendReport } from '../core/backend.js';
import { entryPoint } from './entry-point.js';
import { webGpuEnvironment } from './gpu-presence.js';

/** A first start of a GPU's driver compiles shaders; what takes longer than this hangs. */
const probeLimitMs = 30_000;

/** Where none of these is installed, no process need be started to know; `cuda` says itself what else it lacks. */
const packages: Readonly<Partial<Record<BackendName, readonly string[]>>> = {
  webgpu: ['webgpu'],
  native: ['@tensorflow/tfjs-node', '@tensorflow/tfjs-node-gpu'],
};

/** Tries a backend, or one device of its, in a process of its own. Whatever happens there, the answer is a report. */
export async function probeInChild(name: BackendName, device?: string): Promise<BackendReport> {
  const missing = missingPackage(name);
  if (missing !== undefined) return failed(name, `${missing} is not installed: npm install ${missing}`);
  const { url, execArgv } = entryPoint('probe-child');
  const env = name === 'webgpu' ? { ...process.env, ...webGpuEnvironment() } : process.env;
  const child = fork(url, device === undefined ? [name] : [name, device], {
    execArgv,
    env,
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  const timer = setTimeout(() => child.kill('SIGKILL'), probeLimitMs);
  try {
    return await reportOf(child, name);
  } finally {
    clearTimeout(timer);
  }
}

function reportOf(child: ChildProcess, name: BackendName): Promise<BackendReport> {
  return new Promise((resolve) => {
    let complaints = '';
    child.stderr?.on('data', (chunk) => {
      complaints += chunk;
    });
    child.on('message', (report) => resolve(report as BackendReport));
    child.on('error', (error) => resolve(failed(name, error.message)));
    // Not `exit`: what it wrote last is read only when its pipe closes.
    child.on('close', (code, signal) => {
      const how =
        signal === 'SIGKILL' ? `did not answer in ${probeLimitMs / 1000} s` : `ended with ${signal ?? `exit code ${code}`}`;
      resolve(failed(name, `its trial ${how}${quoted(complaints)}`));
    });
  });
}

/** The line that names the error, of all that was printed around it. */
function quoted(complaints: string): string {
  const lines = complaints.split('\n').filter((line) => line.trim() !== '');
  const line = lines.find((candidate) => /error/i.test(candidate)) ?? lines.at(-1);
  return line === undefined ? '' : `: ${line.trim()}`;
}

function missingPackage(name: BackendName): string | undefined {
  const candidates = packages[name] ?? [];
  return candidates.some(isInstalled) ? undefined : candidates[0];
}

function isInstalled(name: string): boolean {
  try {
    createRequire(import.meta.url).resolve(name);
    return true;
  } catch (error) {
    // A package that has no entry for `require` is there all the same.
    return (error as NodeJS.ErrnoException).code !== 'MODULE_NOT_FOUND';
  }
}

function failed(name: BackendName, detail: string): BackendReport {
  return { name, works: false, detail, devices: [] };
}
