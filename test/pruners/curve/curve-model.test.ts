import { describe, expect, it } from 'vitest';
import { type CurvePrior, cellCount, predictEnd } from '../../../src/pruners/curve/curve-model.js';
import { decayShapes } from '../../../src/pruners/curve/decay-shapes.js';
import { probabilityBelow, quantile } from '../../../src/pruners/curve/prediction.js';

const steps = 64;
const wide: CurvePrior = {
  start: { mean: 0, deviation: 3 },
  end: { mean: 0, deviation: 3 },
  logWeights: new Float64Array(cellCount),
};

function predict(curve: (step: number) => number, seen: number, prior = wide) {
  const at = Array.from({ length: seen }, (_, i) => i + 1);
  return predictEnd(at, at.map(curve), steps, prior);
}

/** Of the middle 80 %. */
function width(prediction: ReturnType<typeof predict>): number {
  return quantile(prediction, 0.9) - quantile(prediction, 0.1);
}

describe.each(decayShapes)('$name', ({ left }) => {
  const curve = (step: number) => 0.4 + 2 * left(step, steps);

  it('has the whole way to go at its first step and none at its last, and never turns back', () => {
    const shares = Array.from({ length: steps }, (_, i) => left(i + 1, steps));
    expect(shares.at(-1)).toBeCloseTo(0);
    for (const [i, share] of shares.entries()) expect(share).toBeLessThanOrEqual((shares[i - 1] ?? 1) + 1e-12);
  });

  it('is followed to its end once most of it is seen', () => {
    const prediction = predict(curve, 58);
    expect(Math.abs(quantile(prediction, 0.5) - 0.4)).toBeLessThan(0.1);
    expect(prediction.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1);
  });
});

describe('of a power law without noise', () => {
  const curve = (step: number) => 0.4 + 2 * step ** -0.5;
  const end = curve(steps);

  it('the prediction is near, and surer the more is seen', () => {
    const predictions = [4, 16, 48].map((seen) => predict(curve, seen));
    const errors = predictions.map((prediction) => Math.abs(quantile(prediction, 0.5) - end));
    for (const error of errors) expect(error).toBeLessThan(0.05);
    const widths = predictions.map(width);
    expect(widths).toEqual(widths.toSorted((a, b) => b - a));
  });

  it('the end lies within the middle 80 %', () => {
    for (const seen of [4, 16, 48]) {
      const prediction = predict(curve, seen);
      expect(quantile(prediction, 0.1)).toBeLessThan(end);
      expect(quantile(prediction, 0.9)).toBeGreaterThan(end);
    }
  });
});

it('quantiles and probabilities are each other’s inverse', () => {
  const prediction = predict((step) => 1 / step, 8);
  for (const p of [0.01, 0.2, 0.5, 0.9]) expect(probabilityBelow(prediction, quantile(prediction, p))).toBeCloseTo(p, 6);
});

it('what is seen counts for more than what other trials were like, and those for more than nothing', () => {
  const low: CurvePrior = { ...wide, end: { mean: -2, deviation: 1 } };
  const flat = () => 1;
  expect(quantile(predict(flat, 1, low), 0.5)).toBeLessThan(quantile(predict(flat, 1), 0.5));
  expect(Math.abs(quantile(predict(flat, 60, low), 0.5) - 1)).toBeLessThan(0.1);
});

it('does not depend on how often a long run reports', () => {
  const curve = (step: number) => 0.4 + 2 * step ** -0.5;
  const every = (interval: number) => {
    const at = Array.from({ length: 400 / interval }, (_, i) => (i + 1) * interval);
    return predictEnd(at, at.map(curve), 800, wide);
  };
  expect(Math.abs(quantile(every(1), 0.5) - quantile(every(10), 0.5))).toBeLessThan(0.05);
});
