import { describe, expect, it } from 'vitest';
import type { StudySpec } from '../../src/core/study-spec.js';
import type { Trial } from '../../src/core/trial.js';
import { recordedRuns } from '../../src/simulation/recorded-runs.js';
import { type SimulationOptions, simulate } from '../../src/simulation/simulate.js';
import type { VirtualRun } from '../../src/simulation/virtual-run.js';
import { recordedSpec } from './recorded.js';

const spec: StudySpec = {
  name: 'schedule',
  objective: { metric: 'loss', goal: 'minimize' },
  space: { parameters: [{ name: 'x', distribution: { kind: 'float', low: 0, high: 1 } }] },
  sampler: { type: 'random' },
  pruner: { type: 'none' },
  budget: { trials: 4 },
  seed: 1,
  task: { kind: 'inline', epochs: 3 },
};

/** A trial that reports `values`, one every `stepDuration`. */
function run(values: readonly number[], stepDuration: number): VirtualRun {
  return { steps: values.map((_, i) => i + 1), valueAt: (i) => values[i] as number, stepCost: 1, stepDuration };
}

/**
 * Two slots, worked by hand. Trial 0 reports at 2, 4 and 6; trial 1 at 1 and 2, where its slot goes to trial 2, which reports at
 * 5; trial 3 follows there and diverges at 6, after the last report of trial 0, which was foreseen earlier.
 */
const schedule = [run([0.5, 0.4, 0.3], 2), run([0.9, 0.8], 1), run([0.35], 3), run([Number.NaN, 0.1], 1)];

function simulated(changes: Partial<SimulationOptions> = {}) {
  const runs = ({ number }: { number: number }) => schedule[number] as VirtualRun;
  return simulate({ spec, runs, slots: 2, score: 'best', ...changes });
}

describe('a schedule on two slots', () => {
  it('happens in the order of virtual time, and of foresight at the same time', () => {
    const { improvements, cost, at, reason, trials } = simulated();
    expect(improvements).toEqual([
      { cost: 1, at: 1, trialNumber: 1, loss: 0.9 },
      { cost: 2, at: 2, trialNumber: 0, loss: 0.5 },
      { cost: 4, at: 4, trialNumber: 0, loss: 0.4 },
      { cost: 5, at: 5, trialNumber: 2, loss: 0.35 },
      { cost: 6, at: 6, trialNumber: 0, loss: 0.3 },
    ]);
    expect({ cost, at, reason }).toEqual({ cost: 7, at: 6, reason: 'trials' });
    expect(
      trials.map((trial) => [trial.state, 'startedAt' in trial && trial.startedAt, 'finishedAt' in trial && trial.finishedAt]),
    ).toEqual([
      ['complete', 0, 6],
      ['complete', 0, 2],
      ['complete', 2, 5],
      ['failed', 5, 6],
    ]);
    expect(trials[3]).toMatchObject({ reason: 'diverged', message: 'loss is NaN at step 1', reports: [] });
  });

  it('counts only complete trials where the last value is the score', () => {
    expect(simulated({ score: 'last' }).improvements).toEqual([
      { cost: 3, at: 2, trialNumber: 1, loss: 0.8 },
      { cost: 5, at: 5, trialNumber: 2, loss: 0.35 },
      { cost: 6, at: 6, trialNumber: 0, loss: 0.3 },
    ]);
  });

  it('ends where the cost is spent, with trials under way', () => {
    const { cost, at, reason, trials } = simulated({ maximumCost: 4 });
    expect({ cost, at, reason }).toEqual({ cost: 4, at: 4, reason: 'cost' });
    expect(trials.map(({ state }) => state)).toEqual(['running', 'complete', 'running']);
  });

  it('takes one trial after the other on one slot', () => {
    const { trials, at } = simulated({ slots: 1 });
    expect(trials.map((trial) => 'finishedAt' in trial && trial.finishedAt)).toEqual([6, 8, 11, 12]);
    expect(at).toBe(12);
  });

  it('keeps the best value of a trial that gets worse again as its result', () => {
    const worsening = () => run([0.5, 0.2, 0.7], 1);
    const once = { spec: { ...spec, budget: { trials: 1 } }, runs: worsening };
    expect(simulated(once).trials[0]).toMatchObject({ state: 'complete', loss: 0.2 });
    expect(simulated({ ...once, score: 'last' }).trials[0]).toMatchObject({ state: 'complete', loss: 0.7 });
  });

  it('turns the sign of a metric that is maximized', () => {
    const maximize = { ...spec, objective: { metric: 'accuracy', goal: 'maximize' } as const, budget: { trials: 1 } };
    const { improvements, trials } = simulated({ spec: maximize, runs: () => run([0.5, 0.9, 0.7], 1) });
    expect(improvements.map(({ loss }) => loss)).toEqual([-0.5, -0.9]);
    expect(trials[0]).toMatchObject({ loss: -0.9, metrics: { accuracy: 0.9 } });
  });
});

describe('pausing', () => {
  it('pays for a step once: a promoted trial goes on where it stopped', () => {
    const pruner = { type: 'asha', mode: 'promote', eta: 3 };
    const promoting = recordedSpec({ pruner });
    const { trials, cost } = simulate({
      spec: promoting,
      runs: recordedRuns(promoting.space, promoting.task),
      slots: 2,
      score: 'best',
    });
    expect(cost).toBe(trials.reduce((sum, { reports }) => sum + reports.length, 0));
    const wasPaused = ({ reports }: Trial) => reports.slice(0, -1).some(({ decision }) => decision?.verdict === 'pause');
    expect(trials.some(wasPaused)).toBe(true);
    for (const { reports } of trials) expect(reports.map(({ step }) => step)).toEqual(reports.map((_, i) => i + 1));
  });
});

describe('a simulation', () => {
  const options = (seed: number, slots: number): SimulationOptions => {
    const recorded = recordedSpec({ seed });
    return { spec: recorded, runs: recordedRuns(recorded.space, recorded.task), slots, score: 'best' };
  };

  it.each([1, 3])('is the same whenever it is repeated, with %i at a time', (slots) => {
    expect(simulate(options(5, slots))).toEqual(simulate(options(5, slots)));
    expect(simulate(options(6, slots)).improvements).not.toEqual(simulate(options(5, slots)).improvements);
  });

  it('ends when every recorded run was tried once', () => {
    const { reason, trials } = simulate({ ...options(1, 4), spec: recordedSpec({ budget: {}, sampler: { type: 'random' } }) });
    expect(reason).toBe('exhausted');
    expect(new Set(trials.map(({ params }) => params.rate)).size).toBe(60);
    expect(trials).toHaveLength(60);
  });

  it('charges what a step of each run costs', () => {
    const recorded = recordedSpec({ budget: { trials: 2 }, pruner: { type: 'none' } });
    const costs = recorded.task.table.curves.map(() => 2.5);
    const task = { ...recorded.task, table: { ...recorded.task.table, costs } };
    const { cost, at, trials } = simulate({ spec: recorded, runs: recordedRuns(recorded.space, task), slots: 1, score: 'best' });
    expect(cost).toBe(2.5 * trials.reduce((sum, { reports }) => sum + reports.length, 0));
    expect(at).toBe(cost);
  });
});
