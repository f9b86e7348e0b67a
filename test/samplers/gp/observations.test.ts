import { expect, it } from 'vitest';
import { observationsOf } from '../../../src/samplers/gp/observations.js';
import { completeTrial, failedTrial, prunedTrial } from '../../fixtures/trials.js';

const params = { x: 1 };

it('takes only the end where no trial was pruned', () => {
  expect(observationsOf([completeTrial(0, [3, 2, 1], params)], { epochs: 3, stepsOf: undefined })).toEqual([
    { params, loss: 1, progress: 1 },
  ]);
});

it('takes a pruned trial at its share of a run, and the others there too', () => {
  const complete = completeTrial(0, [5, 4, 3, 2, 1, 1, 1, 1, 1, 0.5], params);
  const observed = observationsOf([complete, prunedTrial(1, [6], params)], { epochs: 10, stepsOf: undefined });
  expect(observed).toEqual([
    { params, loss: 5, progress: expect.closeTo(0.5) },
    { params, loss: 0.5, progress: 1 },
    { params, loss: 6, progress: expect.closeTo(0.5) },
  ]);
});

it('counts progress from a hundredth of the own run, in its logarithm', () => {
  const progressAfter = (steps: number) =>
    observationsOf(
      [
        prunedTrial(
          0,
          Array.from({ length: steps }, () => 1),
          params,
        ),
      ],
      { epochs: undefined, stepsOf: () => 1000 },
    )[0]?.progress;
  expect([1, 10, 100, 1000].map(progressAfter)).toEqual([0, 0, 0.5, 1].map((share) => expect.closeTo(share)));
});

it('takes the lowest finite loss so far', () => {
  const [observed] = observationsOf([prunedTrial(0, [3, 2, Number.NaN, 4], params)], { epochs: 8, stepsOf: undefined });
  expect(observed?.loss).toBe(2);
});

it('takes a trial that failed or diverged for as bad as the worst', () => {
  const unknown = { params, loss: undefined, progress: 1 };
  expect(
    observationsOf([failedTrial(0, params), prunedTrial(1, [Number.NaN], params)], { epochs: 8, stepsOf: undefined }),
  ).toEqual([unknown, unknown]);
});
