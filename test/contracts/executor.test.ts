import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BackendName } from '../../src/core/backend.js';
import type { Executor, Progress, TrialJob, TrialListener, TrialOutcome } from '../../src/core/executor.js';
import type { Metrics, Params } from '../../src/core/trial.js';
import { InlineExecutor } from '../../src/execution/inline-executor.js';
import { PiscinaExecutor } from '../../src/execution/piscina-executor.js';
import { slotDevice, slotsOn } from '../../src/execution/slot-device.js';
import type { ObjectiveFunction } from '../../src/trials/trial-handle.js';

const moduleUrl = new URL('../fixtures/objectives.mjs', import.meta.url).href;
const { run: objective } = (await import(moduleUrl)) as { run: ObjectiveFunction };

/** Every implementation of the port. `isolated`: what a trial does to its thread or process stays there. */
const executors: { name: string; isolated: boolean; backend: BackendName; create: () => Executor }[] = [
  {
    name: 'InlineExecutor',
    isolated: false,
    backend: 'wasm',
    create: () => new InlineExecutor(objective, { slots: 2, graceMs: 200 }),
  },
  {
    name: 'PiscinaExecutor, in threads',
    isolated: true,
    backend: 'wasm',
    create: () => new PiscinaExecutor({ slots: slotsOn([slotDevice({ backend: 'wasm', index: 0 })], 2), graceMs: 200 }),
  },
  {
    name: 'PiscinaExecutor, in child processes',
    isolated: true,
    backend: 'native',
    create: () => new PiscinaExecutor({ slots: slotsOn([slotDevice({ backend: 'native', index: 0 })], 2), graceMs: 200 }),
  },
];

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-executor-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe.each(executors)('$name', ({ isolated, backend, create }) => {
  let executor: Executor;
  beforeAll(() => {
    executor = create();
  });
  afterAll(() => executor.close());

  interface Observed {
    readonly outcome: TrialOutcome;
    readonly reports: [step: number, metrics: Metrics][];
    readonly progress: Progress[];
    readonly log: string;
  }

  interface Conditions {
    readonly slot?: number;
    readonly timeoutMs?: number;
    /** Called at each report; answers `continue` unless it says otherwise. */
    readonly onReport?: (step: number, abort: () => void) => 'continue' | 'stop' | undefined;
  }

  async function observe(params: Params, { slot = 0, timeoutMs, onReport }: Conditions = {}): Promise<Observed> {
    const logFile = join(folder, `${params.does}-${Math.abs(hash(expect.getState().currentTestName ?? ''))}.log`);
    const reports: [number, Metrics][] = [];
    const progress: Progress[] = [];
    const controller = new AbortController();
    const listener: TrialListener = {
      async reported(step, metrics) {
        reports.push([step, metrics]);
        return onReport?.(step, () => controller.abort()) ?? 'continue';
      },
      progressed: (value) => progress.push(value),
    };
    const options = { slot: executor.slots[slot] ?? { index: 99, device: '' }, signal: controller.signal };
    const outcome = await executor.run(job(params, logFile), listener, { ...options, ...(timeoutMs && { timeoutMs }) });
    return { outcome, reports, progress, log: existsSync(logFile) ? readFileSync(logFile, 'utf8') : '' };
  }

  it('has the slots that it was asked for', () => {
    expect(executor.slots.map((slot) => slot.index)).toEqual([0, 1]);
  });

  it('a complete trial reports each step and ends with its metrics', async () => {
    const { outcome, reports, log } = await observe({ does: 'descend', x: 1, steps: 3 });
    expect(outcome).toEqual({ kind: 'complete', metrics: { loss: 1 + 1 / 3, steps: 3 } });
    expect(reports).toEqual([
      [1, { loss: 2 }],
      [2, { loss: 1.5 }],
      [3, { loss: 1 + 1 / 3 }],
    ]);
    // It said nothing of its own.
    expect(log).toBe('');
  });

  it('a number stands for the metric of the objective', async () => {
    expect((await observe({ does: 'number' })).outcome).toEqual({ kind: 'complete', metrics: { loss: 0.5 } });
  });

  it('the trial knows its seed', async () => {
    expect((await observe({ does: 'seed' })).outcome).toEqual({ kind: 'complete', metrics: { loss: 42 } });
  });

  it('the trial knows what it may compute on', async () => {
    expect((await observe({ does: 'device' })).outcome).toEqual({ kind: 'complete', metrics: { loss: 0, [backend]: 1 } });
  });

  // libtensorflow is not there in every place where this test runs.
  if (backend === 'wasm') {
    it('the trial has TensorFlow.js on its device', async () => {
      expect((await observe({ does: 'computes' })).outcome).toEqual({ kind: 'complete', metrics: { loss: 25 } });
    });
  }

  it('the trial knows where it keeps what it goes on from, and after which step it does', async () => {
    const begun = { ...job({ does: 'resumes' }), checkpointFolder: '/some/folder' };
    expect(await runQuietly(begun)).toMatchObject({ message: 'goes on after undefined from /some/folder' });
    const pausing = { ...begun, resumeStep: 3, mayPause: true };
    expect(await runQuietly(pausing)).toMatchObject({ message: 'goes on after 3 from /some/folder, may pause' });
  });

  it('what a trial saved before it was cut off is there after that, and only then', async () => {
    const checkpointFolder = join(folder, `checkpoint of ${backend}, ${isolated}`);
    expect(await runQuietly({ ...job({ does: 'saves' }), checkpointFolder })).toMatchObject({ kind: 'complete' });
    const loading = { ...job({ does: 'loads' }), checkpointFolder };
    expect(await runQuietly(loading)).toEqual({ kind: 'complete', metrics: { loss: 0, weight: 0, best: 0 } });
    const metrics = { loss: 3, weight: Math.fround(0.1), best: Number.NEGATIVE_INFINITY };
    expect(await runQuietly({ ...loading, resumeStep: 2 })).toEqual({ kind: 'complete', metrics });
  });

  it('a trial that waits for its signal hears of its end', async () => {
    const stopped = await observe({ does: 'waitsForSignal' }, { onReport: () => 'stop' });
    expect(stopped.outcome).toEqual({ kind: 'pruned' });
    const onReport = (_step: number, abort: () => void) => void setTimeout(abort, 20);
    expect((await observe({ does: 'waitsForSignal' }, { onReport })).outcome).toEqual({ kind: 'interrupted' });
  });

  it('a trial that is answered `stop` is pruned', async () => {
    const { outcome, reports } = await observe(
      { does: 'descend', steps: 9 },
      { onReport: (step) => (step === 2 ? 'stop' : 'continue') },
    );
    expect(outcome).toEqual({ kind: 'pruned' });
    expect(reports).toHaveLength(2);
  });

  it('all reports arrive before the outcome, waited for or not', async () => {
    const { outcome, reports } = await observe({ does: 'hurries' });
    expect(reports.map(([step]) => step)).toEqual([1, 2, 3]);
    expect(outcome).toEqual({ kind: 'complete', metrics: { loss: 4 } });
  });

  it('progress passes by', async () => {
    const { progress } = await observe({ does: 'progresses' });
    expect(progress).toEqual([{ step: 1, steps: 2, fraction: 0.5 }]);
  });

  it.each([
    ['throws', 'error', 'the learning rate is absurd'],
    ['allocates', 'out-of-memory', 'Array buffer allocation failed'],
    ['nan', 'diverged', 'loss is NaN'],
    ['nothing', 'error', 'Expected the function to return a number or metrics, or to report some; it did neither'],
    ['otherMetric', 'error', 'Expected the metric "loss" among the results, got accuracy'],
    ['text', 'error', 'Expected the metric "loss" to be a number, got "low"'],
    ['stepsBack', 'error', 'Expected a report to begin with its step, a whole number above the last one (2), got 1'],
  ])('a trial that %s fails: %s', async (does, reason, message) => {
    const { outcome, log } = await observe({ does });
    expect(outcome).toEqual({ kind: 'failed', reason, message });
    expect(log).toContain(message);
  });

  it('a thrown error has its stack in the log', async () => {
    expect((await observe({ does: 'throws' })).log).toContain('objectives.mjs');
  });

  it('an aborted trial stops at once and counts as interrupted', async () => {
    const onReport = (_step: number, abort: () => void) => void setTimeout(abort, 20);
    expect((await observe({ does: 'polite' }, { onReport })).outcome).toEqual({ kind: 'interrupted' });
  });

  it('a trial that is aborted before it starts does not start', async () => {
    const options = { slot: slotZero(), signal: AbortSignal.abort() };
    const listener: TrialListener = { reported: async () => 'continue', progressed() {} };
    expect(await executor.run(job({ does: 'throws' }), listener, options)).toEqual({ kind: 'interrupted' });
  });

  it('a trial that takes too long fails', async () => {
    const { outcome } = await observe({ does: 'polite' }, { timeoutMs: 100 });
    expect(outcome).toEqual({ kind: 'failed', reason: 'timeout', message: 'took longer than 0.1 s' });
  });

  it('a trial that ignores everything is given up after the grace', async () => {
    const { outcome } = await observe({ does: 'sleepsForEver' }, { onReport: () => 'stop' });
    expect(outcome).toEqual({ kind: 'pruned' });
    expect((await observe({ does: 'number' })).outcome.kind).toBe('complete');
  });

  it('a bug in the listener rejects, and the slot lives on', async () => {
    const onReport = () => {
      throw new Error('the disk is on fire');
    };
    await expect(observe({ does: 'polite' }, { onReport })).rejects.toThrow('the disk is on fire');
    expect((await observe({ does: 'number' })).outcome.kind).toBe('complete');
  });

  it('two slots work at the same time', async () => {
    const running = new Set<number>();
    let together = false;
    const onReport = (slot: number) => (_step: number, abort: () => void) => {
      running.add(slot);
      together ||= running.size === 2;
      return void setTimeout(abort, 1500);
    };
    await Promise.all([0, 1].map((slot) => observe({ does: 'polite' }, { slot, onReport: onReport(slot) })));
    expect(together).toBe(true);
  });

  // Nothing isolates a function of this process.
  if (!isolated) return;
  describe('whatever a trial does to its thread or process', () => {
    it.each(['exits', 'throwsLater'])('one that %s has crashed', async (does) => {
      const { outcome, log } = await observe({ does });
      expect(outcome).toMatchObject({ kind: 'failed', reason: 'crashed' });
      expect(log).toContain('failed (crashed)');
      expect((await observe({ does: 'number' })).outcome.kind).toBe('complete');
    });

    it('one that ran out of memory leaves a fresh thread or process to the next', async () => {
      const before = await observe({ does: 'whereabouts' });
      expect((await observe({ does: 'whereabouts' })).outcome).toEqual(before.outcome);
      await observe({ does: 'allocates' });
      const after = await observe({ does: 'whereabouts' });
      expect(after.outcome).toMatchObject({ kind: 'complete', metrics: { loss: 0 } });
      expect(after.outcome).not.toEqual(before.outcome);
    });

    it('its neighbour goes on', async () => {
      const neighbour = observe({ does: 'wait', ms: 300 }, { slot: 1 });
      await observe({ does: 'exits' });
      expect((await neighbour).outcome.kind).toBe('complete');
    });

    it('one that computes without a pause hears the stop', async () => {
      const onReport = (_step: number, abort: () => void) => void setTimeout(abort, 50);
      expect((await observe({ does: 'busy' }, { onReport })).outcome).toEqual({ kind: 'interrupted' });
    });

    it('one that computes for ever is ended by force', async () => {
      const { outcome } = await observe({ does: 'spinsForEver' }, { timeoutMs: 300 });
      expect(outcome).toMatchObject({ kind: 'failed', reason: 'timeout' });
      expect((await observe({ does: 'number' })).outcome.kind).toBe('complete');
    });

    it('what it prints goes to its log', async () => {
      const { log } = await observe({ does: 'prints' });
      expect(log).toMatch(/^\S+ trial 3, attempt 1: \{"does":"prints"/);
      expect(log).toContain('printed by the trial');
      expect(log).toContain('said to the log');
    });
  });

  function runQuietly(trialJob: TrialJob): Promise<TrialOutcome> {
    const options = { slot: slotZero(), signal: new AbortController().signal };
    return executor.run(trialJob, { reported: async () => 'continue', progressed() {} }, options);
  }

  function slotZero() {
    const [slot] = executor.slots;
    if (slot === undefined) throw new Error('no slots');
    return slot;
  }
});

function job(params: Params, logFile?: string): TrialJob {
  return {
    task: { kind: 'module', url: moduleUrl, exportName: 'run' },
    trialNumber: 3,
    attempt: 1,
    params,
    objective: { metric: 'loss', goal: 'minimize' },
    studySeed: 1,
    seed: 42,
    ...(logFile !== undefined && { logFile }),
  };
}

/** Tells apart the log files of tests that run the same function. */
function hash(text: string): number {
  let value = 0;
  for (const character of text) value = (Math.imul(value, 31) + character.charCodeAt(0)) | 0;
  return value;
}
