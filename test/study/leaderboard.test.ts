import { describe, expect, it } from 'vitest';
import type { Objective } from '../../src/core/objective.js';
import type { CompleteTrial, RunningTrial } from '../../src/core/trial.js';
import { incumbent, leaderboard } from '../../src/study/leaderboard.js';
import { completeTrial, failedTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';

const objectives: readonly Objective[] = [
  { metric: 'error', goal: 'minimize' },
  { metric: 'speed', goal: 'maximize' },
];

function measured(number: number, error: number, speed: number): CompleteTrial {
  return { ...completeTrial(number, [error]), metrics: { error, speed }, loss: error };
}

describe('leaderboard of one objective', () => {
  it('lets running trials stand among complete ones, without a rank', () => {
    const rows = leaderboard([completeTrial(0, [3]), runningTrial(1, [2]), completeTrial(2, [1]), prunedTrial(3, [0])]);
    expect(rows.map(({ trialNumber, rank }) => [trialNumber, rank])).toEqual([
      [2, 1],
      [1, undefined],
      [0, 2],
      [3, undefined],
    ]);
    expect(rows.some((row) => 'front' in row || 'losses' in row)).toBe(false);
  });
});

describe('leaderboard of several objectives', () => {
  it('ranks by front, then by what the front would lack without the trial', () => {
    const trials = [
      measured(0, 0.5, 10), // behind 2
      measured(1, 0.1, 10), // a corner of the front
      measured(2, 0.2, 50), // the knee
      measured(3, 0.5, 60), // a corner of the front
      measured(4, 0.19, 49), // beside the knee: little of its own
    ];
    const rows = leaderboard(trials, objectives);
    // Reference (0.54, -5). Alone: trial 1 (0.19 - 0.1) x (10 - 5), trial 3 (0.54 - 0.5) x (60 - 50), trial 4 (0.2 - 0.19) x
    // (49 - 10), trial 2 (0.5 - 0.2) x (50 - 49): 0.45, 0.4, 0.39 and 0.3.
    expect(rows.map(({ trialNumber, rank, front }) => [trialNumber, rank, front])).toEqual([
      [1, 1, 1],
      [3, 2, 1],
      [4, 3, 1],
      [2, 4, 1],
      [0, 5, 2],
    ]);
    expect(rows[0]?.losses).toEqual([0.1, -10]);
    expect(incumbent(trials, objectives)?.number).toBe(1);
  });

  it('puts those without a result behind, with the losses that they have', () => {
    const report = (metrics: Record<string, number>) => ({ step: 1, metrics, loss: metrics.error as number });
    const running: RunningTrial = { ...runningTrial(1), reports: [report({ error: 0.05, speed: 70 })] };
    const partial: RunningTrial = { ...runningTrial(2), reports: [report({ error: 0.04 })] };
    const rows = leaderboard([failedTrial(0), running, partial, measured(3, 0.3, 20)], objectives);
    expect(rows.map(({ trialNumber, rank, losses }) => [trialNumber, rank, losses])).toEqual([
      [3, 1, [0.3, -20]],
      [2, undefined, undefined],
      [1, undefined, [0.05, -70]],
      [0, undefined, undefined],
    ]);
  });

  it('has no incumbent before a trial is complete', () => {
    expect(incumbent([runningTrial(0)], objectives)).toBeUndefined();
    expect(leaderboard([], objectives)).toEqual([]);
  });
});
