import { expect, it } from 'vitest';
import type { Standing } from '../../src/core/standing.js';
import { standingFields } from '../../src/report/standing-fields.js';

const standing: Standing = {
  ...{ evidence: 'finalize', seeds: 5, failedSeeds: 1, loss: -0.81, interval: [-0.83, -0.78], rankedBy: -0.82, isFinalist: true },
};
const accuracy = { metric: 'accuracy', goal: 'maximize' } as const;

it('says what seeds say in the units of the metric, the lower end of the interval first', () => {
  expect(standingFields(standing, accuracy)).toEqual({
    ...{ evidence: 'finalize', seeds: 5, failedSeeds: 1, mean: 0.81, low: 0.78, high: 0.83, toldFromBest: null },
  });
});

it('has what to expect of the best, and nothing where there is no telling', () => {
  expect(standingFields({ ...standing, expected: -0.8 }, accuracy).expected).toBe(0.8);
  const { interval: _, ...bare } = standing;
  expect(standingFields({ ...bare, isToldFromBest: false }, accuracy)).toMatchObject({
    low: null,
    high: null,
    toldFromBest: false,
  });
});
