import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { TrialJob, TrialListener, TrialOutcome } from '../../src/core/executor.js';
import type { Params } from '../../src/core/trial.js';
import { deviceEnvironment } from '../../src/execution/device-environment.js';
import { PiscinaExecutor } from '../../src/execution/piscina-executor.js';
import { slotDevice } from '../../src/execution/slot-device.js';

const url = new URL('../fixtures/objectives.mjs', import.meta.url).href;
const folder = mkdtempSync(join(tmpdir(), 'hypersweep-child-'));
const logFile = join(folder, 'trial.log');
let executor: PiscinaExecutor;

beforeAll(() => {
  executor = new PiscinaExecutor({ slots: [slotDevice({ backend: 'native', index: 0 })], graceMs: 200 });
});
afterAll(async () => {
  await executor.close();
  rmSync(folder, { recursive: true });
});

async function run(params: Params, reported: TrialListener['reported'] = async () => 'continue'): Promise<TrialOutcome> {
  const job: TrialJob = {
    task: { kind: 'module', url, exportName: 'run' },
    objective: { metric: 'loss', goal: 'minimize' },
    trialNumber: 0,
    attempt: 1,
    params,
    studySeed: 1,
    seed: 1,
    logFile,
  };
  const slot = executor.slots[0] ?? { index: 0, device: '' };
  return await executor.run(job, { reported, progressed() {} }, { slot, signal: new AbortController().signal });
}

async function childPid(): Promise<number> {
  const outcome = await run({ does: 'pid' });
  return outcome.kind === 'complete' ? Number(outcome.metrics.loss) : 0;
}

describe('a slot with a child process', () => {
  it('keeps the child from trial to trial, apart from this process', async () => {
    const pid = await childPid();
    expect(pid).not.toBe(process.pid);
    expect(await childPid()).toBe(pid);
  });

  it('a crash of the child fails its trial alone, and the next one has a new child', async () => {
    const before = await childPid();
    const message = 'the native process ended with SIGSEGV';
    expect(await run({ does: 'segfaults' })).toEqual({ kind: 'failed', reason: 'crashed', message });
    expect(readFileSync(logFile, 'utf8')).toContain(`failed (crashed): ${message}`);
    expect(await childPid()).not.toBe(before);
  });

  it('a child that is killed from outside fails its trial', async () => {
    const pid = await childPid();
    const outcome = await run({ does: 'polite' }, async () => {
      process.kill(pid, 'SIGKILL');
      return 'continue';
    });
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'crashed', message: 'the native process ended with SIGKILL' });
  });

  it('what Node says of an uncaught error is in the log', async () => {
    expect(await run({ does: 'throwsLater' })).toMatchObject({ reason: 'crashed' });
    expect(readFileSync(logFile, 'utf8')).toContain('from a timer');
  });

  it('what a trial reports after its end is not taken for a report of the next one', async () => {
    expect(await run({ does: 'reportsLater', ms: 30 })).toMatchObject({ kind: 'complete' });
    const steps: number[] = [];
    const outcome = await run({ does: 'reportsSlowly', steps: 2, ms: 60 }, async (step) => {
      steps.push(step);
      return 'continue';
    });
    expect(outcome).toMatchObject({ kind: 'complete' });
    expect(steps).toEqual([1, 2]);
  });

  it('closing the executor ends the child', async () => {
    const other = executor;
    const pid = await childPid();
    await other.close();
    expect(isAlive(pid)).toBe(false);
    executor = new PiscinaExecutor({ slots: [slotDevice({ backend: 'native', index: 0 })], graceMs: 200 });
  });

  it('closing the executor ends a child that loads a module for ever', async () => {
    const loading = join(folder, 'loading.mjs');
    const pidFile = join(folder, 'pid');
    writeFileSync(
      loading,
      `import { writeFileSync } from 'node:fs'; writeFileSync(${JSON.stringify(pidFile)}, String(process.pid)); for (;;);`,
    );
    const other = new PiscinaExecutor({ slots: [slotDevice({ backend: 'native', index: 0 })] });
    const task = { kind: 'module', url: pathToFileURL(loading).href, exportName: 'default' } as const;
    void other.loadModules(task, 1);
    await vi.waitUntil(() => existsSync(pidFile) && readFileSync(pidFile, 'utf8') !== '', { timeout: 20_000 });
    await other.close();
    const pid = Number(readFileSync(pidFile, 'utf8'));
    await vi.waitUntil(() => !isAlive(pid), { timeout: 5000 });
  });

  it('a busy child does not outlive its parent, however that dies', async () => {
    const parent = spawn(process.execPath, [
      '--import',
      'tsx',
      fileURLToPath(new URL('../fixtures/busy-child.ts', import.meta.url)),
    ]);
    const [line] = await once(parent.stdout, 'data');
    const child = Number(line);
    expect(isAlive(child)).toBe(true);
    parent.kill('SIGKILL');
    for (let i = 0; i < 100 && isAlive(child); i++) await new Promise((resolve) => setTimeout(resolve, 50));
    expect(isAlive(child)).toBe(false);
  });
});

it('each backend is tied to its device by the environment of its process', () => {
  const cuda = { backend: 'cuda', index: 1 } as const;
  expect(deviceEnvironment(cuda, {})).toEqual({ CUDA_VISIBLE_DEVICES: '1', TF_FORCE_GPU_ALLOW_GROWTH: 'true' });
  expect(deviceEnvironment(cuda, { CUDA_VISIBLE_DEVICES: '2,5' }).CUDA_VISIBLE_DEVICES).toBe('5');
  expect(deviceEnvironment({ backend: 'native', index: 0 }, {}).TF_NUM_INTRAOP_THREADS).toBe('1');
});

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch {
    return false;
  }
  // A process that ended stays in the table as a zombie until its parent has asked for its end.
  return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8'));
}
