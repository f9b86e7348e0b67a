import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { macro } from '../../src/core/command-macros.js';
import type { TrialJob, TrialListener, TrialOutcome } from '../../src/core/executor.js';
import type { MetricSources, ProgramSpec } from '../../src/core/task-spec.js';
import type { Metrics } from '../../src/core/trial.js';
import { ProgramExecutor, slotEnvironment } from '../../src/execution/program-executor.js';
import { programSlots } from '../../src/execution/program-slots.js';

const program = fileURLToPath(new URL('../fixtures/program.mjs', import.meta.url));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypersweep-program-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const pids = () => join(folder, 'pids');
const log = () => readFileSync(join(folder, 'trial.log'), 'utf8');

function taskOf(mode: string, metrics: MetricSources = {}, graceMs?: number): ProgramSpec {
  const command = [process.execPath, program, `--mode=${mode}`, `--pids=${pids()}`, macro('args')];
  return { kind: 'program', command, folder, metrics, ...(graceMs !== undefined && { graceMs }) };
}

interface Run {
  readonly outcome: TrialOutcome;
  readonly reports: readonly (readonly [number, Metrics])[];
}

interface Conditions {
  /** The steps at which the trial is pruned, or interrupted. */
  readonly stopAt?: number;
  readonly interruptAt?: number;
  readonly onReport?: (step: number) => void;
}

async function run(task: ProgramSpec, { stopAt, interruptAt, onReport }: Conditions = {}): Promise<Run> {
  const executor = new ProgramExecutor(programSlots({ backend: 'cpu' }));
  const [slot] = executor.slots;
  if (slot === undefined) throw new Error('Expected a slot');
  const job: TrialJob = {
    task,
    trialNumber: 7,
    attempt: 1,
    params: { x: 0.5 },
    objective: { metric: 'loss', goal: 'minimize' },
    studySeed: 1,
    seed: 42,
    artifactFolder: join(folder, 'artifacts'),
    logFile: join(folder, 'trial.log'),
  };
  const ending = new AbortController();
  const reports: [number, Metrics][] = [];
  const listener: TrialListener = {
    async reported(step, metrics) {
      reports.push([step, metrics]);
      onReport?.(step);
      if (step === interruptAt) ending.abort();
      return step === stopAt ? 'stop' : 'continue';
    },
    progressed() {},
  };
  const outcome = await executor.run(job, listener, { slot, signal: ending.signal });
  return { outcome, reports };
}

/** Which of the processes that the program named still run. */
function living(): number[] {
  const named = readFileSync(pids(), 'utf8').trim().split('\n').map(Number);
  return named.filter((pid) => {
    try {
      process.kill(pid, 0);
      return !readFileSync(`/proc/${pid}/stat`, 'utf8').includes(') Z ');
    } catch {
      return false;
    }
  });
}

describe('metrics of a program come', () => {
  it('by JSON lines of its output, those of a step together', async () => {
    const { outcome, reports } = await run(taskOf('json'));
    expect(outcome).toEqual({ kind: 'complete', metrics: { train_loss: 3, loss: 0.5 / 3 } });
    expect(reports).toEqual([1, 2, 3].map((step) => [step, { train_loss: step, loss: 0.5 / step }]));
    expect(log()).toContain('starting');
  });

  it('by its descriptor, where it waits for the answer', async () => {
    const { outcome, reports } = await run(taskOf('answered'), { stopAt: 3 });
    expect(outcome).toEqual({ kind: 'pruned' });
    expect(reports).toHaveLength(3);
    expect(log()).toContain('step 2: continue');
  });

  it('by a regular expression, from the last state of a progress bar; epochs from 0 are steps from 1', async () => {
    const { outcome, reports } = await run(taskOf('text', { patterns: ['Epoch (?P<epoch>\\d+): loss=(?<loss>\\S+)'] }));
    expect(reports.map(([step]) => step)).toEqual([1, 2, 3]);
    expect(outcome).toEqual({ kind: 'complete', metrics: { loss: 1 / 3 } });
  });

  it('by a CSV file that grows', async () => {
    const { outcome, reports } = await run(taskOf('csv', { csv: `${'$'}{trial_folder}/log.csv` }));
    expect(reports).toEqual([
      [1, { loss: 3 }],
      [2, { loss: 2, acc: 0 }],
      [3, { loss: 1, acc: 0.1 }],
    ]);
    expect(outcome).toEqual({ kind: 'complete', metrics: { loss: 1, acc: 0.2 } });
  });

  it('by a result file', async () => {
    const { outcome } = await run(taskOf('result', { result: 'artifacts/out/result.json' }));
    expect(outcome).toEqual({ kind: 'complete', metrics: { loss: 0.25 } });
  });
});

it('is told its parameters, its number, its seed and its share of the cores', async () => {
  await run(taskOf('told'));
  expect(log()).toContain('"HYPERSWEEP_PARAMS":"{\\"x\\":0.5}","HYPERSWEEP_TRIAL":"7","HYPERSWEEP_SEED":"42"');
  const half = String(Math.max(1, Math.floor(availableParallelism() / 2)));
  expect(slotEnvironment({ backend: 'cpu', index: 0 }, 2, {})).toEqual({ OMP_NUM_THREADS: half });
  expect(slotEnvironment({ backend: 'cpu', index: 0 }, 2, { OMP_NUM_THREADS: '3' })).toEqual({});
});

it('sees the GPU of its slot alone', () => {
  const slots = programSlots({ backend: 'auto', devices: ['cuda:1', 'cuda:3'], perDevice: 2 });
  const visible = (environment: NodeJS.ProcessEnv) =>
    slots.map(({ device }) => slotEnvironment(device, slots.length, environment).CUDA_VISIBLE_DEVICES);
  expect(visible({})).toEqual(['1', '3', '1', '3']);
  expect(visible({ CUDA_VISIBLE_DEVICES: '4,5,6,7' })).toEqual(['5', '7', '5', '7']);
});

describe('no process is left', () => {
  it('of a program that is pruned', async () => {
    const { outcome, reports } = await run(taskOf('endless'), { stopAt: 2 });
    expect(outcome).toEqual({ kind: 'pruned' });
    expect(reports).toHaveLength(2);
    expect(living()).toEqual([]);
  });

  it('of one that does not listen, once the grace is over', async () => {
    const started = performance.now();
    const { outcome } = await run(taskOf('deaf', {}, 300), { stopAt: 2 });
    expect(performance.now() - started).toBeGreaterThan(300);
    expect(outcome).toEqual({ kind: 'pruned' });
    expect(log()).toContain('got SIGTERM');
    expect(living()).toEqual([]);
  });

  it('of one that ends and forgets its own', async () => {
    expect((await run(taskOf('forgetful'))).outcome.kind).toBe('complete');
    expect(living()).toEqual([]);
  });

  it('of one that is interrupted', async () => {
    expect((await run(taskOf('endless'), { interruptAt: 2 })).outcome).toEqual({ kind: 'interrupted' });
    expect(living()).toEqual([]);
  });
});

it('ends with its guard, should that be killed', async () => {
  const killGuard = () => {
    const [first = ''] = readFileSync(pids(), 'utf8').split('\n');
    const parent = /\) \w (\d+)/.exec(readFileSync(`/proc/${first}/stat`, 'utf8'))?.[1];
    process.kill(Number(parent), 'SIGKILL');
  };
  const { outcome } = await run(taskOf('endless'), { onReport: (step) => void (step === 2 && killGuard()) });
  expect(outcome).toMatchObject({ kind: 'failed', reason: 'crashed' });
  await vi.waitFor(() => expect(living()).toEqual([]));
});

describe('a program fails', () => {
  it.each([
    ['nan', 'diverged', 'loss is NaN'],
    ['silent', 'error', 'ended without a value of "loss"; it reported accuracy'],
    ['fails', 'error', 'ended with exit code 3: ValueError: x is bad'],
    ['memory', 'out-of-memory', 'ended with exit code 1: RuntimeError: CUDA out of memory. Tried to allocate 2.00 GiB'],
    ['crashes', 'crashed', 'was killed by SIGSEGV'],
  ])('that is %s: %s', async (mode, reason, message) => {
    expect((await run(taskOf(mode))).outcome).toEqual({ kind: 'failed', reason, message });
  });

  it('that is not there', async () => {
    const { outcome } = await run({ ...taskOf('json'), command: ['no-such-program'] });
    const message = 'cannot be started: spawn no-such-program ENOENT';
    expect(outcome).toEqual({ kind: 'failed', reason: 'error', message });
  });

  it('whose result is no JSON', async () => {
    writeFileSync(join(folder, 'result.json'), 'loss 1');
    const { outcome } = await run(taskOf('json', { result: 'result.json' }));
    expect(outcome).toMatchObject({ kind: 'failed', reason: 'error', message: expect.stringContaining('to be a JSON object') });
  });
});
