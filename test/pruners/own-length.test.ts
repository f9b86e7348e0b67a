import { expect, it } from 'vitest';
import type { Trial } from '../../src/core/trial.js';
import { asha } from '../../src/pruners/asha.js';
import { onOwnLength } from '../../src/pruners/own-length.js';
import { completeTrial, runningTrial } from '../fixtures/trials.js';

const epochs = 9;
const options = { min_iter: 3, max_iter: epochs, eta: 3, mode: 'stop' } as const;
const stepsOf = ({ params }: Trial) => Number(params.epochs);
const context = { objective: { metric: 'loss', goal: 'minimize' }, epochs, studySeed: 1 } as const;
const long = [0, 1, 2].map((number) => completeTrial(number, [9, 8, 1 + number, 1, 1, 1, 1, 1, 1], { epochs: 9 }));

it('compares a short trial with long ones at the same share of its run', () => {
  // Step 1 of 3 is as far as step 3 of 9, where the rung is.
  const trial = runningTrial(3, [1.5], { epochs: 3 });
  const trials = [...long, trial];
  const decision = onOwnLength(asha.create(options, { epochs })).decide({ ...context, stepsOf, trial, trials });
  expect(decision).toMatchObject({ prune: true, numbers: { rung: 3, rank: 2, of: 4 } });
  expect(decision.prune && decision.explanation).toMatch(/; its 3 steps count as 9$/);
  expect(asha.create(options, { epochs }).decide({ ...context, stepsOf, trial, trials })).toEqual({ prune: false });
});

it('is the pruner itself for trials of full length, and where all have the same', () => {
  const trial = runningTrial(3, [9, 8, 4], { epochs: 9 });
  const trials = [...long, trial];
  const expected = asha.create(options, { epochs }).decide({ ...context, trial, trials });
  expect(expected).toMatchObject({ prune: true });
  const pruner = onOwnLength(asha.create(options, { epochs }));
  expect(pruner.decide({ ...context, stepsOf, trial, trials })).toEqual(expected);
  expect(pruner.decide({ ...context, trial, trials })).toEqual(expected);
});

it('promotes by the stretched steps, too', () => {
  const pruner = onOwnLength(asha.create({ ...options, mode: 'promote' }, { epochs }));
  const paused = (number: number, losses: readonly number[], own: number): Trial => {
    const { startedAt, ...trial } = runningTrial(number, losses, { epochs: own });
    return { ...trial, state: 'pruned', paused: true, startedAt, finishedAt: 1, explanation: '' };
  };
  const trials = [paused(0, [9, 9, 2], 9), paused(1, [9, 9, 3], 9), paused(2, [1], 3)];
  expect(pruner.promote?.({ ...context, stepsOf, trials })).toBe(2);
  expect(pruner.promote?.({ ...context, trials })).toBeUndefined();
});
