import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import type { Executor, TrialOutcome } from '../../src/core/executor.js';
import type { Store } from '../../src/core/store.js';
import type { StudySpec } from '../../src/core/study-spec.js';
import type { Trial } from '../../src/core/trial.js';
import type { TrialCheckpoint } from '../../src/trials/trial-checkpoint.js';
import type { ObjectiveFunction } from '../../src/trials/trial-handle.js';
import { type RunOptions, StudyOnDisk, timeless } from './study-on-disk.js';

const disk = new StudyOnDisk();

const spec: StudySpec = {
  name: 'parabola',
  objective: { metric: 'loss', goal: 'minimize' },
  space: { parameters: [{ name: 'x', distribution: { kind: 'float', low: -1, high: 1 } }] },
  sampler: { type: 'tpe' },
  pruner: { type: 'median', min_trials: 3 },
  budget: { trials: 20 },
  seed: 11,
  task: { kind: 'inline', epochs: 4 },
};

/** Falls to x squared over four epochs. */
const parabola: ObjectiveFunction = async (trial) => {
  let loss = Number.NaN;
  for (let epoch = 1; epoch <= 4; epoch++) {
    loss = Number(trial.params.x) ** 2 + 1 / epoch;
    if ((await trial.report(epoch, { loss })) === 'stop') break;
  }
  return loss;
};

interface Changes extends RunOptions {
  readonly changes?: Partial<StudySpec>;
  readonly objective?: ObjectiveFunction;
}

const run = ({ changes = {}, objective = parabola, ...options }: Changes = {}) =>
  disk.run({ ...spec, ...changes }, objective, options);

const types = (events: readonly StudyEvent[]) => events.map((event) => event.type);

describe('a run of a study', () => {
  it('runs the trials of its budget and tells of each change in order', async () => {
    const { reason, status, events, trials } = await run({ changes: { budget: { trials: 2 } } });
    const oneTrial = ['trial-started', ...Array(4).fill('trial-reported'), 'trial-finished'];
    expect(reason).toBe('trials');
    expect(types(events)).toEqual(['study-started', ...oneTrial, ...oneTrial, 'study-ending']);
    expect(trials.map((trial) => trial.state)).toEqual(['complete', 'complete']);
    expect(status).toBe('finished');
  });

  it('commits every change before it tells of it', async () => {
    const onEvent = (event: StudyEvent) => {
      if (event.type === 'trial-reported')
        expect(disk.open.store.trials()[event.trialNumber]?.reports).toContainEqual(event.report);
      if (event.type === 'trial-finished') expect(disk.open.store.trials()[event.trial.number]).toEqual(event.trial);
      if (event.type === 'trial-started') expect(disk.open.store.trials()[event.trial.number]?.state).toBe('running');
    };
    const { trials } = await run({ onEvent });
    expect(trials).toHaveLength(20);
  });

  it('prunes, with the reason in numbers', async () => {
    const { trials } = await run();
    const pruned = trials.filter((trial) => trial.state === 'pruned');
    expect(pruned.length).toBeGreaterThan(0);
    for (const trial of pruned) expect(trial.explanation).toMatch(/\d/);
  });

  it('with one slot gives the same table twice', async () => {
    const first = await run();
    const second = disk.create('again');
    const { trials } = await run({ store: second.store });
    second.close();
    expect(timeless(trials)).toEqual(timeless(first.trials));
  });

  it('that is interrupted and resumed gives the same table as one that was not', async () => {
    const undisturbed = await run();
    disk.renew('interrupted');
    let reports = 0;
    const disturb = (event: StudyEvent, abort: () => void) => {
      if (event.type === 'trial-reported' && ++reports % 13 === 0) abort();
    };
    let runs = 0;
    for (let reason = 'interrupted'; reason === 'interrupted'; runs++) {
      disk.reopen();
      ({ reason } = await run({ onEvent: disturb }));
    }
    expect(runs).toBeGreaterThan(3);
    expect(timeless(disk.open.store.trials())).toEqual(timeless(undisturbed.trials));
  });

  it('uses all of its slots', async () => {
    let running = 0;
    let most = 0;
    const objective: ObjectiveFunction = async () => {
      most = Math.max(most, ++running);
      await new Promise((resolve) => setTimeout(resolve, 5));
      running--;
      return 1;
    };
    await run({ objective, slots: 3 });
    expect(most).toBe(3);
  });
});

describe('a run ends', () => {
  it('when it is aborted: running trials wait, and the elapsed time is kept', async () => {
    const onEvent = (event: StudyEvent, abort: () => void) => {
      if (event.type === 'trial-reported' && event.trialNumber === 2) abort();
    };
    const { reason, status, events, trials } = await run({ onEvent, slots: 2 });
    expect(reason).toBe('interrupted');
    expect(trials.filter((trial) => trial.state === 'waiting').length).toBeGreaterThan(0);
    expect(trials.some((trial) => trial.state === 'running')).toBe(false);
    expect(types(events).indexOf('study-ending')).toBeLessThan(types(events).indexOf('trial-interrupted'));
    expect(status).toBe('interrupted');
  });

  it('when its time is up, whatever runs then', async () => {
    const objective: ObjectiveFunction = async (trial) => {
      while (!trial.stopRequested) await new Promise((resolve) => setTimeout(resolve, 1));
      return 1;
    };
    const { reason, trials, elapsedMs } = await run({ objective, changes: { budget: { timeMs: 60 } } });
    expect(reason).toBe('time');
    expect(trials.map((trial) => trial.state)).toEqual(['waiting']);
    expect(elapsedMs).toBeGreaterThanOrEqual(59);
    expect(disk.open.store.elapsedMs()).toBe(elapsedMs);
  });

  it('when the epochs are used up', async () => {
    const { reason, events } = await run({ changes: { budget: { epochs: 10 } } });
    expect(reason).toBe('epochs');
    expect(types(events).filter((type) => type === 'trial-reported')).toHaveLength(10);
  });

  it('when the target is reached', async () => {
    const { reason, trials } = await run({ changes: { budget: { trials: 100, target: 0.3 } } });
    expect(reason).toBe('target');
    expect(Math.min(...trials.map((trial) => (trial.state === 'complete' ? trial.loss : 1)))).toBeLessThanOrEqual(0.3);
  });

  it('when a grid has no more points', async () => {
    const space = { parameters: [{ name: 'x', distribution: { kind: 'categorical' as const, choices: [0, 1, 2] } }] };
    const { reason, trials } = await run({ changes: { space, sampler: { type: 'grid' } }, slots: 2 });
    expect(reason).toBe('exhausted');
    expect(trials).toHaveLength(3);
  });

  it('early when everything fails', async () => {
    const objective: ObjectiveFunction = () => {
      throw new Error('no such file');
    };
    const { reason, status, trials, events } = await run({ objective, changes: { budget: { trials: 100 } } });
    expect(reason).toBe('all-failed');
    expect(trials).toHaveLength(10);
    expect(events.slice(-2)).toMatchObject([
      { type: 'notice', level: 'warning', message: expect.stringMatching(/^The first 10 trials all failed by an error/) },
      { type: 'study-ending', reason: 'all-failed' },
    ]);
    expect(trials[0]).toMatchObject({ state: 'failed', reason: 'error', message: 'no such file' });
    expect(status).toBe('failed');
  });

  it('with the error of the store, once the running trials are ended', async () => {
    let running = 0;
    const objective: ObjectiveFunction = async (trial) => {
      running++;
      await trial.report(1, { loss: 1 });
      while (!trial.stopRequested) await new Promise((resolve) => setTimeout(resolve, 1));
      running--;
      return 1;
    };
    const fullDisk = Object.create(disk.open.store, {
      trialReported: {
        value: () => {
          throw new Error('the disk is full');
        },
      },
      trials: { value: () => [] },
    });
    // Private fields live on the store itself, so each method that is not replaced is called there.
    const store = new Proxy(fullDisk, {
      get: (target, name) =>
        Object.hasOwn(target, name) ? target[name] : (disk.open.store[name as keyof Store] as () => void).bind(disk.open.store),
    });
    await expect(run({ objective, store, slots: 2 })).rejects.toThrow('the disk is full');
    expect(running).toBe(0);
  });
});

it('a trial that finds the disk full waits, and so does the study', async () => {
  const fails: ObjectiveFunction = (trial) => {
    if (trial.number < 3) return 1;
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };
  await expect(run({ objective: fails })).rejects.toThrow(
    /^Trial 3 could not write \(ENOSPC: no space left on device, write\): the disk is full: make room, then resume/,
  );
  expect(disk.open.store.trials().map(({ state }) => state)).toEqual(['complete', 'complete', 'complete', 'waiting']);
});

describe('a run whose pruner promotes', () => {
  const promoting: Partial<StudySpec> = {
    sampler: { type: 'random' },
    pruner: { type: 'asha', mode: 'promote', eta: 2 },
    budget: { trials: 8 },
    task: { kind: 'inline', epochs: 8 },
  };

  /** A trainer of eight epochs, which counts those that it really runs. */
  function training(resumes: boolean): { objective: ObjectiveFunction; epochsRun: () => number } {
    let epochsRun = 0;
    return {
      epochsRun: () => epochsRun,
      async objective(trial) {
        const { x } = trial.params;
        const { folder, step } = trial.checkpoint as TrialCheckpoint;
        const checkpoint = join(folder, 'epoch');
        const first = resumes && step !== undefined ? Number(readFileSync(checkpoint)) + 1 : 1;
        for (let epoch = first; epoch <= 8; epoch++) {
          epochsRun++;
          if ((await trial.report(epoch, { loss: Number(x) ** 2 + 1 / epoch })) === 'continue') continue;
          mkdirSync(folder, { recursive: true });
          writeFileSync(checkpoint, String(epoch));
          break;
        }
        return Number(x) ** 2 + 1 / 8;
      },
    };
  }

  const totalEpochs = (trials: readonly Trial[]) => trials.reduce((sum, { reports }) => sum + reports.length, 0);

  it('lets paused trials go on from their checkpoints, each step once', async () => {
    const { objective, epochsRun } = training(true);
    const { reason, trials } = await run({ objective, changes: promoting });
    expect(reason).toBe('trials');
    expect(trials).toHaveLength(8);
    const complete = trials.filter(({ state }) => state === 'complete');
    expect(complete.length).toBeGreaterThan(0);
    for (const { attempt, reports } of complete) {
      expect(attempt).toBeGreaterThan(2);
      expect(reports.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
      expect(reports[0]?.decision?.verdict).toBe('pause');
    }
    for (const trial of trials) if (trial.state === 'pruned') expect(trial.paused).toBe(true);
    expect(epochsRun()).toBe(totalEpochs(trials));
  });

  it('comes to the same with a function that knows nothing of checkpoints: it only takes longer', async () => {
    const knowing = await run({ objective: training(true).objective, changes: promoting });
    disk.renew('again');
    const ignorant = training(false);
    const { trials } = await run({ objective: ignorant.objective, changes: promoting });
    expect(timeless(trials)).toEqual(timeless(knowing.trials));
    expect(ignorant.epochsRun()).toBeGreaterThan(totalEpochs(trials));
  });

  it('keeps the checkpoints of paused trials to its end, and no longer', async () => {
    const { objective } = training(true);
    let most = 0;
    const onEvent = (event: StudyEvent) => {
      if (event.type === 'trial-finished') most = Math.max(most, readdirSync(disk.open.folder.checkpoints).length);
    };
    await run({ objective, changes: promoting, onEvent });
    expect(most).toBeGreaterThan(3);
    expect(readdirSync(disk.open.folder.checkpoints)).toEqual([]);
  });

  it('keeps checkpoints to their quota, those of the best trials, and comes to the same', async () => {
    const undisturbed = await run({ objective: training(true).objective, changes: promoting });
    disk.renew('thrifty');
    const kept: number[] = [];
    const notices: string[] = [];
    const onEvent = (event: StudyEvent) => {
      if (event.type === 'trial-started') kept.push(readdirSync(disk.open.folder.checkpoints, { recursive: true }).length / 2);
      if (event.type === 'notice') notices.push(event.message);
    };
    mkdirSync(disk.open.folder.checkpoints);
    // A byte each.
    const { trials } = await run({
      objective: training(true).objective,
      changes: { ...promoting, checkpointQuotaBytes: 2 },
      onEvent,
    });
    expect(Math.max(...kept)).toBe(2);
    expect(notices).toEqual([expect.stringMatching(/^The checkpoints reach their quota: those of the worst paused trials go/)]);
    expect(timeless(trials)).toEqual(timeless(undisturbed.trials));
  });

  it('that is interrupted and resumed gives the same table', async () => {
    const undisturbed = await run({ objective: training(true).objective, changes: promoting });
    disk.renew('interrupted');
    let reports = 0;
    const disturb = (event: StudyEvent, abort: () => void) => {
      if (event.type === 'trial-reported' && ++reports % 5 === 0) abort();
    };
    let runs = 0;
    for (let reason = 'interrupted'; reason === 'interrupted'; runs++) {
      disk.reopen();
      ({ reason } = await run({ objective: training(true).objective, changes: promoting, onEvent: disturb }));
    }
    expect(runs).toBeGreaterThan(3);
    expect(timeless(disk.open.store.trials())).toEqual(timeless(undisturbed.trials));
  });

  it('asks for a checkpoint at a stop only where it may be a pause, and says how often else', async () => {
    const asked: unknown[] = [];
    const objective: ObjectiveFunction = ({ checkpoint }) => {
      asked.push([checkpoint?.mayPause, checkpoint?.isDue]);
      return 1;
    };
    await run({ objective, changes: { budget: { trials: 1 } } });
    await run({ objective, changes: { ...promoting, budget: { trials: 2 }, checkpointEveryMs: 1e-6 } });
    expect(asked).toEqual([
      [false, false],
      [true, true],
    ]);
  });
});

describe('a run whose trials keep checkpoints', () => {
  const plain: Partial<StudySpec> = {
    sampler: { type: 'random' },
    pruner: { type: 'none' },
    budget: { trials: 6 },
    task: { kind: 'inline', epochs: 8 },
  };

  /** Eight epochs whose losses hang on all those before. Saves before or after it reports, and counts the epochs that it runs. */
  function training(saves: 'before' | 'after'): { objective: ObjectiveFunction; epochsRun: () => number } {
    let epochsRun = 0;
    return {
      epochsRun: () => epochsRun,
      async objective(trial) {
        const checkpoint = trial.checkpoint as TrialCheckpoint;
        let sum = (checkpoint.load() as number | undefined) ?? 0;
        for (let epoch = (checkpoint.step ?? 0) + 1; epoch <= 8; epoch++) {
          epochsRun++;
          sum += Number(trial.params.x) ** (2 * epoch) / epoch;
          if (saves === 'before') checkpoint.save(sum, epoch);
          const answer = await trial.report(epoch, { loss: sum });
          if (saves === 'after') checkpoint.save(sum, epoch);
          if (answer === 'stop') break;
        }
        return sum;
      },
    };
  }

  const pruners = [{ type: 'none' }, { type: 'median', min_trials: 2 }, { type: 'asha', mode: 'promote', eta: 2 }] as const;

  it.each(pruners.flatMap((pruner) => [{ pruner, saves: 'before' } as const, { pruner, saves: 'after' } as const]))(
    'goes on after an interruption where they were: $pruner.type, saved $saves the report',
    async ({ pruner, saves }) => {
      const whole = training(saves);
      const undisturbed = await run({ objective: whole.objective, changes: { ...plain, pruner } });
      disk.renew('interrupted');
      const { objective, epochsRun } = training(saves);
      let reports = 0;
      let decidedAgain = 0;
      const starts: (number | undefined)[] = [];
      const onEvent = (event: StudyEvent, abort: () => void) => {
        if (event.type === 'trial-started') starts.push(event.trial.resumeStep);
        if (event.type !== 'trial-reported' || ++reports % 5 !== 0) return;
        if (event.report.decision?.verdict.match(/prune|pause/)) decidedAgain++;
        abort();
      };
      let runs = 0;
      for (let reason = 'interrupted'; reason === 'interrupted'; runs++) {
        disk.reopen();
        ({ reason } = await run({ objective, changes: { ...plain, pruner }, onEvent }));
      }
      expect(runs).toBeGreaterThan(3);
      expect(starts.filter((step) => step !== undefined).length).toBeGreaterThan(2);
      expect(timeless(disk.open.store.trials())).toEqual(timeless(undisturbed.trials));
      // They were interrupted at a report, with a checkpoint of that epoch: only one at which a trial was told to stop is run twice.
      expect(epochsRun()).toBe(whole.epochsRun() + decidedAgain);
      expect(readdirSync(disk.open.folder.checkpoints)).toEqual([]);
    },
  );

  it.each(['before', 'after'] as const)('goes on after a kill where they were, saved %s the report', async (saves) => {
    const undisturbed = await run({ objective: training(saves).objective, changes: plain });
    disk.renew('killed');
    const copy = join(disk.results, 'as a kill leaves it');
    const leave = (event: StudyEvent) => {
      if (event.type === 'trial-reported' && event.trialNumber === 2 && event.report.step === 5) {
        cpSync(disk.open.folder.root, copy, { recursive: true });
      }
    };
    await run({ objective: training(saves).objective, changes: plain, onEvent: leave });
    disk.reopen(copy);
    const step = saves === 'before' ? 5 : 4;
    expect(disk.open.store.trials()[2]).toMatchObject({ state: 'waiting', attempt: 1, resumeStep: step });
    const { objective, epochsRun } = training(saves);
    const { trials, events } = await run({ objective, changes: plain });
    expect(timeless(trials)).toEqual(timeless(undisturbed.trials));
    expect(events.find(({ type }) => type === 'trial-started')).toMatchObject({ trial: { number: 2, resumeStep: step } });
    expect(epochsRun()).toBe(3 * 8 + 8 - step);
  });

  it('goes on after a crash where they were, with no more of what they saved than that', async () => {
    const { objective, epochsRun } = training('after');
    const left: string[][] = [];
    const crashing: ObjectiveFunction = async (trial) => {
      if (trial.number !== 1 || trial.checkpoint?.step !== undefined) {
        left.push(trial.number === 1 ? readdirSync(trial.checkpoint?.folder as string) : []);
        return objective(trial);
      }
      const report: typeof trial.report = async (step, metrics) => {
        if (step === 6) throw Object.assign(new Error('device lost'), { name: 'DeviceError' });
        return trial.report(step, metrics);
      };
      const { params, checkpoint } = trial;
      return objective({ params, report, checkpoint } as unknown as typeof trial);
    };
    const { trials, events } = await run({ objective: crashing, changes: { ...plain, budget: { trials: 2 } } });
    expect(left).toEqual([[], ['step-5']]);
    expect(events.find(({ type }) => type === 'trial-interrupted')).toMatchObject({ trialNumber: 1, keptStep: 5 });
    expect(trials[1]).toMatchObject({ state: 'complete', attempt: 2, crashes: 1 });
    expect(trials[1]?.reports.map(({ step }) => step)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    // The sixth of the trial that crashed is run twice.
    expect(epochsRun()).toBe(8 + 8 + 1);
  });

  it('begins anew where what they saved is gone, to the same end', async () => {
    const undisturbed = await run({ objective: training('after').objective, changes: plain });
    disk.renew('bare');
    const { objective, epochsRun } = training('after');
    const onEvent = (event: StudyEvent, abort: () => void) => {
      if (event.type === 'trial-reported' && event.report.step === 6) abort();
    };
    await run({ objective, changes: plain, onEvent });
    expect(readdirSync(disk.open.folder.checkpoints)).toEqual(['trial-0000-state']);
    rmSync(disk.open.folder.checkpoints, { recursive: true });
    const { trials } = await run({ objective, changes: plain });
    expect(timeless(trials)).toEqual(timeless(undisturbed.trials));
    expect(epochsRun()).toBe(6 + 6 * 8);
  });
});

it('one bad trial never ends a study', async () => {
  const objective: ObjectiveFunction = ({ params: { x } }) => {
    if (Number(x) < 0) throw new Error('negative');
    return Number(x) > 0.8 ? Number.NaN : Number(x);
  };
  const { reason, trials } = await run({ objective, changes: { sampler: { type: 'random' } } });
  expect(reason).toBe('trials');
  expect(new Set(trials.map((trial) => (trial.state === 'failed' ? trial.reason : trial.state)))).toEqual(
    new Set(['error', 'complete', 'diverged']),
  );
});

it('says once that a report lacks the metric of the objective', async () => {
  const objective: ObjectiveFunction = async (trial) => {
    await trial.report(1, { accuracy: 0.5 });
    return 1;
  };
  const { events } = await run({ objective, changes: { budget: { trials: 3 } } });
  expect(events.filter((event) => event.type === 'notice').map((event) => event.message)).toEqual([
    'Trial 0 reported accuracy, but not "loss", which the study optimises: it cannot be stopped early',
  ]);
});

it('keeps only the model of the best trial', async () => {
  const stale = disk.open.folder.checkpoint(77);
  mkdirSync(stale, { recursive: true });
  const executor: Executor = {
    slots: [{ index: 0, device: 'test' }],
    grow() {},
    async run(job): Promise<TrialOutcome> {
      mkdirSync(job.artifactFolder as string, { recursive: true });
      writeFileSync(join(job.artifactFolder as string, 'model.json'), '{}');
      return { kind: 'complete', metrics: { loss: Number(job.params.x) ** 2 } };
    },
    async close() {},
  };
  const { trials } = await run({ executor });
  const best = trials.reduce((a, b) => (b.state === 'complete' && a.state === 'complete' && b.loss < a.loss ? b : a));
  expect(existsSync(stale)).toBe(false);
  expect(readdirSync(disk.open.folder.checkpoints)).toEqual([`trial-${String(best.number).padStart(4, '0')}`]);
});
