import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { afterEach, expect, it } from 'vitest';
import type { RunOptions, TrialOutcome } from '../../src/core/executor.js';
import type { Params } from '../../src/core/trial.js';
import { LeakWatch } from '../../src/execution/leak-watch.js';
import { PiscinaExecutor } from '../../src/execution/piscina-executor.js';
import { residentBytes } from '../../src/execution/process-memory.js';
import { slotDevice } from '../../src/execution/slot-device.js';
import { HangLimit } from '../../src/study/hang-limit.js';

const url = fileURLToPath(new URL('../fixtures/objectives.mjs', import.meta.url));
const mebibyte = 2 ** 20;

let executor: PiscinaExecutor | undefined;
afterEach(async () => {
  await executor?.close();
  executor = undefined;
});

function start(backend: 'wasm' | 'native', memoryLimitBytes?: number): void {
  const slots = [slotDevice({ backend, index: 0 })];
  executor = new PiscinaExecutor({ slots, graceMs: 200, ...(memoryLimitBytes !== undefined && { memoryLimitBytes }) });
}

async function run(params: Params, options: Partial<RunOptions> = {}, onReport = () => {}): Promise<TrialOutcome> {
  if (executor === undefined) throw new Error('Expected an executor to be started first');
  const listener = {
    async reported() {
      onReport();
      return 'continue' as const;
    },
    progressed() {},
  };
  const job = {
    task: { kind: 'module', url: `file://${url}`, exportName: 'run' },
    objective: { metric: 'loss', goal: 'minimize' },
    ...{ trialNumber: 0, attempt: 1, params, studySeed: 1, seed: 1 },
  } as const;
  return executor.run(job, listener, { slot: { index: 0, device: '' }, signal: new AbortController().signal, ...options });
}

const loss = (outcome: TrialOutcome) => (outcome.kind === 'complete' ? outcome.metrics.loss : undefined);

it.each(['wasm', 'native'] as const)('a hung trial is ended (%s), and its slot is back soon', async (backend) => {
  start(backend);
  await run({ does: 'number' });
  const outcome = await run({ does: 'spinsForEver' }, { hangMs: () => 300 });
  expect(outcome).toEqual({
    kind: 'failed',
    reason: 'timeout',
    message: expect.stringMatching(/hung: it reported nothing for 0\.[345]/),
  });
  const free = performance.now();
  expect(loss(await run({ does: 'number', x: 7 }))).toBe(7);
  expect(performance.now() - free).toBeLessThan(5000);
});

it.each([
  ['wasm', 'exits', 'crashed'],
  ['wasm', 'throwsLater', 'crashed'],
  ['native', 'exits', 'crashed'],
  ['native', 'segfaults', 'crashed'],
] as const)('a worker that dies (%s, %s) gives its trial a reason, and its slot is back soon', async (backend, does, reason) => {
  start(backend);
  await run({ does: 'number' });
  expect(await run({ does })).toMatchObject({ kind: 'failed', reason });
  const free = performance.now();
  expect(loss(await run({ does: 'number', x: 7 }))).toBe(7);
  // Measured by bench/worker-death.ts; a busy machine takes longer.
  expect(performance.now() - free).toBeLessThan(5000);
});

it('a child that was stopped with SIGSTOP is ended as hung', async () => {
  start('native');
  const pid = Number(loss(await run({ does: 'pid' })));
  const outcome = await run({ does: 'polite' }, { hangMs: () => 400 }, () => process.kill(pid, 'SIGSTOP'));
  expect(outcome).toMatchObject({ kind: 'failed', reason: 'timeout' });
  expect(loss(await run({ does: 'pid' }))).not.toBe(pid);
});

it('what takes its time but gives signs of life does not hang', async () => {
  start('wasm');
  await run({ does: 'number' });
  expect(loss(await run({ does: 'reportsSlowly', steps: 8, ms: 60 }, { hangMs: () => 250 }))).toBe(8);
});

it('a child that takes more memory than it may is ended', async () => {
  if (residentBytes(process.pid) === undefined) return;
  start('native', 400 * mebibyte);
  expect(await run({ does: 'fillsMemory' })).toEqual({
    kind: 'failed',
    reason: 'out-of-memory',
    message: expect.stringMatching(/^took \d+ MiB, more than the limit of 400 MiB$/),
  });
  expect(loss(await run({ does: 'number' }))).toBe(0.5);
});

it('a thread whose heap outgrows the limit fails its trial alone', async () => {
  start('wasm', 64 * mebibyte);
  expect(await run({ does: 'fillsHeap' })).toMatchObject({ kind: 'failed', reason: 'out-of-memory' });
  expect(loss(await run({ does: 'number' }))).toBe(0.5);
});

it('a worker that leaks is replaced between two trials', { timeout: 120_000 }, async () => {
  start('wasm');
  const threads: unknown[] = [];
  for (let trial = 0; trial < 9; trial++) {
    const outcome = await run({ does: 'leaks', megabytes: 30 });
    threads.push(outcome.kind === 'complete' && outcome.metrics.thread);
  }
  expect(new Set(threads.slice(0, 7)).size).toBe(1);
  expect(threads[8]).not.toBe(threads[0]);
});

it('a leak is what rises again and again, and comes to something', () => {
  const leaks = (sizes: readonly number[]) => {
    const watch = new LeakWatch();
    return sizes.map((size) => watch.leaks(size * mebibyte));
  };
  expect(leaks([100, 130, 160, 190, 220, 250, 280])).toEqual([...Array(6).fill(false), true]);
  expect(leaks([100, 110, 120, 130, 140, 150, 160, 170, 180]).includes(true)).toBe(false);
  expect(leaks([100, 900, 900, 900, 900, 900, 900, 900]).includes(true)).toBe(false);
  expect(leaks([100, 200, 300, 290, 400, 500, 600, 700]).includes(true)).toBe(false);
});

it('how long a step may take follows from what steps take', () => {
  const limit = new HangLimit(undefined);
  limit.began(0, 0);
  expect(limit.ms).toBeUndefined();
  limit.reported(0, 2000);
  expect(limit.ms).toBe(600_000);
  for (let step = 2; step < 9; step++) limit.reported(0, step * 60_000);
  expect(limit.ms).toBe(50 * 60_000);
  expect(new HangLimit(5000).ms).toBe(5000);
  expect(new HangLimit('off').ms).toBeUndefined();
});

it('knows what a process holds', () => {
  const held = residentBytes(process.pid);
  if (held === undefined) return;
  const kibibytes = Number(execFileSync('ps', ['-o', 'rss=', '-p', String(process.pid)], { encoding: 'utf8' }));
  expect(Math.abs(held / 1024 - kibibytes)).toBeLessThan(0.3 * kibibytes);
});
