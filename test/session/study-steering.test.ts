import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import type { Answer, Request } from '../../src/core/steering.js';
import type { Params } from '../../src/core/trial.js';
import { beginStudy, continueStudy, type StudyAtHand } from '../../src/session/begin.js';
import { remoteSteering } from '../../src/session/remote-steering.js';
import { runSession } from '../../src/session/run-session.js';
import { inlineExecutor } from '../../src/session/session-executor.js';
import { StudySteering } from '../../src/session/study-steering.js';
import { openStudy } from '../../src/storage/studies.js';
import { specFromObject } from '../../src/sweep-file/index.js';
import type { ObjectiveFunction } from '../../src/trials/trial-handle.js';

let results: string;

beforeEach(() => {
  results = mkdtempSync(join(tmpdir(), 'hypersweep-steering-'));
});
afterEach(() => rmSync(results, { recursive: true }));

const sweep = {
  name: 'steered',
  metric: { name: 'loss', goal: 'minimize' },
  parameters: {
    lr: { min: 0.001, max: 1, log: true },
    encoder: { values: ['bag', 'cnn'] },
    kernel: { min: 1, max: 9, when: "encoder == 'cnn'" },
  },
  constraints: ['lr < 0.9'],
  method: 'random',
  run_cap: 6,
  workers: 1,
  task: { type: 'inline', epochs: 3 },
};

function begin(changes: object = {}): StudyAtHand {
  const object = { ...sweep, ...changes };
  const { spec } = specFromObject(object, 'test');
  return beginStudy({
    spec,
    sweepText: '',
    origin: { baseFolder: results, changes: {}, options: object },
    resultsFolder: results,
  });
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** Three steps of a few milliseconds, or until it is told to stop. */
const objective: ObjectiveFunction = async (trial) => {
  for (let step = 1; step <= 3; step++) {
    await pause(3);
    if ((await trial.report(step, { loss: Number(trial.params.lr) + 1 / step })) === 'stop') break;
  }
  return { loss: Number(trial.params.lr) };
};

/** Trains until it is told to stop; trials after the first are quick. */
const firstIsEndless: ObjectiveFunction = async (trial) => {
  await trial.report(1, { loss: 5 });
  while (trial.number === 0 && !trial.stopRequested) await pause(2);
  return { loss: 1 };
};

interface Act {
  readonly event: StudyEvent;
  readonly submit: (request: Request) => Promise<Answer>;
}

/** Runs the study to its end; `act` hears each event. */
async function run(atHand: StudyAtHand, act: (act: Act) => void, { code = objective }: { code?: ObjectiveFunction } = {}) {
  const events: StudyEvent[] = [];
  const steering = new StudySteering(atHand);
  const emit = (event: StudyEvent) => {
    events.push(event);
    act({ event, submit: (request) => steering.submit(request) });
  };
  const executor = inlineExecutor(code, atHand.spec);
  const { record, reason } = await runSession(atHand, { emit, signal: new AbortController().signal, executor, steering });
  return { events, reason, trials: record.trials };
}

const isReport = (event: StudyEvent, trialNumber: number) =>
  event.type === 'trial-reported' && event.trialNumber === trialNumber && event.report.step === 1;

function recorded(): unknown[] {
  const { store, close } = openStudy(join(results, 'steered'), { mode: 'read' });
  const requests = store.requests().map(({ request, answer }) => [request.kind, answer?.outcome]);
  close();
  return requests;
}

describe('a running study', () => {
  it('is paused and goes on, and both are on record', async () => {
    let pausedAt = 0;
    const startedAfter: number[] = [];
    const { events, trials } = await run(begin(), async ({ event, submit }) => {
      if (isReport(event, 1)) {
        expect((await submit({ kind: 'pause' })).message).toBe('Paused: no new trials start; the running one goes on');
        pausedAt = performance.now();
        expect((await submit({ kind: 'pause' })).outcome).toBe('refused');
        setTimeout(() => submit({ kind: 'go-on' }), 150);
      }
      if (event.type === 'trial-started' && event.trial.number === 2) startedAfter.push(performance.now() - pausedAt);
    });
    expect(startedAfter[0]).toBeGreaterThan(140);
    expect(trials.map(({ state }) => state)).toEqual(Array(6).fill('complete'));
    const settings = events.flatMap((event) => (event.type === 'study-steered' ? [event.settings.paused] : []));
    expect(settings).toEqual([true, true, false]);
    expect(recorded()).toEqual([
      ['pause', 'done'],
      ['pause', 'refused'],
      ['go-on', 'done'],
    ]);
  });

  it('does not count an idle pause as its time', async () => {
    const atHand = begin();
    await run(atHand, ({ event, submit }) => {
      if (!isReport(event, 0)) return;
      void submit({ kind: 'pause' });
      setTimeout(() => submit({ kind: 'go-on' }), 600);
    });
    const { store, close } = openStudy(join(results, 'steered'), { mode: 'read' });
    expect(store.elapsedMs()).toBeLessThan(500);
    close();
  });

  it('stops after its running trials', async () => {
    const { reason, trials } = await run(begin(), ({ event, submit }) => {
      if (isReport(event, 1)) void submit({ kind: 'stop' });
    });
    expect(reason).toBe('stopped');
    expect(trials.map(({ state }) => state)).toEqual(['complete', 'complete']);
  });

  it('stops at once, and what ran waits', async () => {
    const { reason, trials } = await run(begin(), ({ event, submit }) => {
      if (isReport(event, 1)) void submit({ kind: 'stop', now: true });
    });
    expect(reason).toBe('interrupted');
    expect(trials.map(({ state }) => state)).toEqual(['complete', 'waiting']);
  });

  it.each([
    ['prune', { state: 'pruned', explanation: 'by hand after step 1' }],
    ['stop-trial', { state: 'failed', reason: 'stopped', message: 'stopped by hand' }],
  ] as const)('ends a trial at once: %s', async (kind, ending) => {
    const { trials } = await run(
      begin({ run_cap: 2 }),
      async ({ event, submit }) => {
        if (!isReport(event, 0)) return;
        expect((await submit({ kind, trialNumber: 0 })).outcome).toBe('done');
        expect((await submit({ kind, trialNumber: 7 })).message).toMatch(/got trial 7, which is unknown/);
      },
      { code: firstIsEndless },
    );
    expect(trials[0]).toMatchObject(ending);
    expect(trials[1]?.state).toBe('complete');
  });

  it('lets a trial run on despite the pruner', async () => {
    const rising = { type: 'threshold', upper: 2 };
    const code: ObjectiveFunction = async (trial) => {
      await trial.report(1, { loss: 1 });
      await trial.report(2, { loss: 3 });
      return { loss: 3 };
    };
    const { trials } = await run(
      begin({ early_terminate: rising, run_cap: 2 }),
      ({ event, submit }) => {
        if (isReport(event, 1)) void submit({ kind: 'keep', trialNumber: 1 });
      },
      { code },
    );
    expect(trials.map(({ state }) => state)).toEqual(['pruned', 'complete']);
  });

  it('tries parameters next that a person enqueued, and refuses what is no point', async () => {
    const params = { lr: 0.25, encoder: 'cnn', kernel: 3 };
    const refusals: string[] = [];
    const { trials, events } = await run(begin(), async ({ event, submit }) => {
      if (!isReport(event, 5)) return;
      await submit({ kind: 'enqueue', params, like: 2 });
      const wrongs: Params[] = [
        { lr: 0.25, encoder: 'cnn' },
        { lr: 0.95, encoder: 'bag' },
        { lr: 0.1, encoder: 'bag', kernel: 3 },
      ];
      for (const wrong of wrongs) {
        refusals.push((await submit({ kind: 'enqueue', params: wrong })).message.split('\n')[0] ?? '');
      }
    });
    // Beyond the six of the budget: it was asked for.
    expect(trials).toHaveLength(7);
    expect(trials[6]).toMatchObject({ params, state: 'complete', attempt: 1 });
    expect(events.filter(({ type }) => type === 'trial-enqueued')).toHaveLength(1);
    expect(refusals).toEqual([
      'parameters: kernel: expected a whole number from 1 to 9, but it is missing',
      'parameters: the constraint "lr < 0.9" does not hold',
      "parameters: kernel: has no place here: it belongs to trials in which encoder == 'cnn'",
    ]);
  });

  it('changes the number of trials at a time and the total', async () => {
    let most = 0;
    let running = 0;
    const { trials, events } = await run(begin({ run_cap: 4 }), ({ event, submit }) => {
      if (event.type === 'trial-started') most = Math.max(most, ++running);
      if (event.type === 'trial-finished') running--;
      if (isReport(event, 1)) void submit({ kind: 'set', workers: 3, trials: 12 });
    });
    expect(trials).toHaveLength(12);
    expect(most).toBe(3);
    const steered = events.find((event) => event.type === 'study-steered');
    expect(steered).toMatchObject({ study: { budget: { trials: 12 } }, settings: { workers: 3 } });
    // For good.
    const again = continueStudy(join(results, 'steered'), { reference: 'steered', more: 3 });
    expect([again.spec.budget.trials, again.spec.workers]).toEqual([15, 3]);
    again.open.close();
  });

  it('ends when its total is set below what it has', async () => {
    const { reason, trials } = await run(begin(), ({ event, submit }) => {
      if (isReport(event, 2)) void submit({ kind: 'set', trials: 2 });
    });
    expect([reason, trials.length]).toEqual(['trials', 3]);
  });
});

describe.each(['random', 'tpe', 'cmaes', 'gp', 'nsga2', 'sobol', 'latin-hypercube'])('regions hold for %s', (method) => {
  it('a ban, a pin, and neither once it is lifted', { timeout: 60_000 }, async () => {
    const banned = "lr > 0.1 && encoder == 'cnn'";
    const { trials } = await run(begin({ method, run_cap: 60 }), async ({ event, submit }) => {
      if (isReport(event, 9)) {
        await submit({ kind: 'ban', region: banned });
        await submit({ kind: 'pin', region: 'lr < 0.3' });
        expect((await submit({ kind: 'ban', region: 'lr < 0.5' })).message).toMatch(
          /expected constraints that some point fulfils/,
        );
        expect((await submit({ kind: 'ban', region: 'rate > 1' })).message).toMatch(/there is no parameter `rate`/);
      }
      if (isReport(event, 29)) {
        await submit({ kind: 'lift', region: 'lr < 0.3' });
        expect((await submit({ kind: 'lift', region: 'lr < 0.3' })).message).toMatch(/banned or pinned \(ban "lr > 0.1/);
        await submit({ kind: 'ban', region: 'lr < 0.3' });
      }
    });
    const lr = ({ params }: (typeof trials)[number]) => Number(params.lr);
    expect(trials).toHaveLength(60);
    expect(trials.slice(10, 30).filter((trial) => lr(trial) >= 0.3)).toEqual([]);
    expect(trials.slice(10).filter((trial) => lr(trial) > 0.1 && trial.params.encoder === 'cnn')).toEqual([]);
    expect(trials.slice(30).filter((trial) => lr(trial) < 0.3)).toEqual([]);
  });
});

describe('a study that does not run', () => {
  const root = () => join(results, 'steered');
  const ask = (request: Request) => remoteSteering(root(), 'steered').submit(request);

  it('takes up at its resume what can wait, and refuses the rest at once', async () => {
    await run(begin(), () => {});
    const params = { lr: 0.5, encoder: 'bag' };
    expect(await ask({ kind: 'enqueue', params })).toEqual({
      outcome: 'waiting',
      message: 'steered does not run now: `hypersweep resume steered` takes it up',
    });
    expect(await ask({ kind: 'ban', region: 'lr > 0.2' })).toMatchObject({ outcome: 'waiting' });
    expect(await ask({ kind: 'lift', region: 'lr > 0.2' })).toMatchObject({ outcome: 'waiting' });
    expect(await ask({ kind: 'ban', region: 'lr > 0.1' })).toMatchObject({ outcome: 'waiting' });
    expect(await ask({ kind: 'set', trials: 10 })).toMatchObject({ outcome: 'waiting' });
    expect(await ask({ kind: 'ban', region: 'lr >' })).toMatchObject({ outcome: 'refused' });
    expect(await ask({ kind: 'prune', trialNumber: 1 })).toEqual({ outcome: 'refused', message: 'steered does not run now' });
    expect(await ask({ kind: 'go-on' })).toMatchObject({ message: expect.stringContaining('hypersweep resume steered') });

    const { trials } = await run(continueStudy(root(), { reference: 'steered' }), () => {});
    expect(trials).toHaveLength(10);
    expect(trials[6]?.params).toEqual(params);
    expect(trials.slice(7).filter((trial) => Number(trial.params.lr) > 0.1)).toEqual([]);
    // And still after another resume.
    const more = await run(continueStudy(root(), { reference: 'steered', more: 8 }), () => {});
    expect(more.trials.slice(10).filter((trial) => Number(trial.params.lr) > 0.1)).toEqual([]);
  });
});
