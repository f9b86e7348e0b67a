import { describe, expect, it } from 'vitest';
import { createRng, standardNormal } from '../../../src/math/rng.js';
import { inactive } from '../../../src/samplers/gp/encoding.js';
import { fitHyperparameters } from '../../../src/samplers/gp/fit.js';
import { GaussianProcess } from '../../../src/samplers/gp/gaussian-process.js';
import { distance, type Hyperparameters, matern, maternSlope, type Observations } from '../../../src/samplers/gp/kernel.js';
import { fromVector, LogPosterior, toVector } from '../../../src/samplers/gp/log-posterior.js';

// Golden values: (1 + sqrt(5) r + 5 r^2 / 3) exp(-sqrt(5) r) in double precision (Python's math).
it.each([
  [0, 1],
  [0.1, 0.9917592361711776],
  [0.5, 0.8286491424181253],
  [1, 0.5239941088318203],
  [2, 0.13866021913850426],
  [5, 0.0007509337888737546],
])('the Matern covariance at distance %d', (r, expected) => {
  const at = (squared: number) => [Math.sqrt(5 * squared), Math.exp(-Math.sqrt(5 * squared))] as const;
  expect(matern(...at(r * r))).toBeCloseTo(expected, 14);
  const h = 1e-6;
  if (r > 0) expect(maternSlope(...at(r * r))).toBeCloseTo((matern(...at(r * r + h)) - matern(...at(r * r - h))) / (2 * h), 7);
});

it('has distances between values, choices, and whether a parameter is there', () => {
  expect(distance(0.2, 0.5, false)).toBeCloseTo(0.3, 15);
  expect(distance(1, 3, true)).toBe(1);
  expect(distance(2, 2, true)).toBe(0);
  expect(distance(0.5, inactive, false)).toBe(0.5);
  expect(distance(inactive, 1, false)).toBe(Math.SQRT1_2);
  expect(distance(inactive, inactive, false)).toBe(0);
  expect(distance(inactive, 0, true)).toBe(1);
});

/** One ordered parameter with a covariance of `matern` and a variance of 1 in all. */
const simple: Hyperparameters = {
  mainScales: Float64Array.of(1),
  jointScales: Float64Array.of(1),
  mainVariance: 0.5,
  jointVariance: 0.5,
  noiseVariance: 0.1,
};

describe('the posterior of two observations', () => {
  const process = new GaussianProcess(
    { points: Float64Array.of(0, 1), values: Float64Array.of(1, -1), categorical: [false] },
    simple,
  );
  // K = [[1.1, m], [m, 1.1]] with m = m(1): its inverse times (1, -1) is (1, -1) / (1.1 - m), times (1, 1) it is (1, 1) / (1.1 + m).
  const m = 0.5239941088318203;
  const half = 0.8286491424181253;

  it('between them, by hand', () => {
    const { mean, deviation } = process.predict(Float64Array.of(0.5));
    expect(mean).toBeCloseTo(0, 12);
    expect(deviation ** 2).toBeCloseTo(1 - (2 * half * half) / (1.1 + m), 7);
  });

  it('at one of them, by hand', () => {
    const { mean, deviation } = process.predict(Float64Array.of(0));
    expect(mean).toBeCloseTo((1 - m) / (1.1 - m), 7);
    const explained = (1.1 * (1 + m * m) - 2 * m * m) / (1.1 ** 2 - m ** 2);
    expect(deviation ** 2).toBeCloseTo(1 - explained, 7);
  });
});

/** Two ordered parameters, one of which some points lack, and one with 3 choices. (n, 3) */
function mixedObservations(n: number): Observations {
  const rng = createRng(2);
  const points = Float64Array.from({ length: 3 * n }, (_, i) => {
    if (i % 3 === 2) return Math.floor(3 * rng.next());
    return i % 3 === 1 && rng.next() < 0.3 ? inactive : rng.next();
  });
  const values = Float64Array.from({ length: n }, () => standardNormal(rng));
  return { points, values, categorical: [false, false, true] };
}

const mixed: Hyperparameters = {
  mainScales: Float64Array.of(0.3, 0.8, 1.2),
  jointScales: Float64Array.of(0.7, 1.5, 2),
  mainVariance: 0.6,
  jointVariance: 0.8,
  noiseVariance: 0.05,
};

it('comes to the same by adding observations', () => {
  const all = mixedObservations(12);
  const first = { ...all, points: all.points.slice(0, 30), values: all.values.slice(0, 10) };
  const grown = new GaussianProcess(first, mixed, { spare: 2 });
  for (const i of [10, 11]) grown.add(all.points.slice(3 * i, 3 * i + 3), all.values[i] as number);
  const at = Float64Array.of(0.4, 0.6, 1);
  const whole = new GaussianProcess(all, mixed).predict(at);
  expect(grown.predict(at).mean).toBeCloseTo(whole.mean, 12);
  expect(grown.predict(at).deviation).toBeCloseTo(whole.deviation, 12);
});

it('comes to the same by what another one knows of the first points', () => {
  const all = mixedObservations(12);
  const changed = { ...all, points: all.points.map((v, i) => (i === 25 ? 0.123 : v)) };
  const at = Float64Array.of(0.4, 0.6, 1);
  const anew = new GaussianProcess(changed, mixed).predict(at);
  const previous = new GaussianProcess(all, mixed, { spare: 3 });
  expect(new GaussianProcess(changed, mixed, { previous }).predict(at)).toEqual(anew);
  const shorter = { ...all, points: all.points.slice(0, 24), values: all.values.slice(0, 8) };
  const fromFew = new GaussianProcess(shorter, mixed);
  expect(new GaussianProcess(changed, mixed, { previous: fromFew }).predict(at)).toEqual(anew);
  const others = new GaussianProcess(all, { ...mixed, noiseVariance: 0.1 });
  expect(new GaussianProcess(changed, mixed, { previous: others }).predict(at)).toEqual(anew);
});

it('has the same mean at an observed point, whichever way it is asked, also where two are the same', () => {
  const all = mixedObservations(12);
  const points = all.points.slice();
  points.copyWithin(15, 6, 9); // point 5 is point 2 once more
  const process = new GaussianProcess({ ...all, points }, { ...mixed, noiseVariance: 1e-12 });
  for (let i = 0; i < 12; i++) {
    expect(process.meanAt(i)).toBeCloseTo(process.predict(process.point(i)).mean, 5);
    expect(process.mean(process.point(i))).toBe(process.predict(process.point(i)).mean);
  }
});

it('predicts at many points as at each', () => {
  const process = new GaussianProcess(mixedObservations(13), mixed);
  const rng = createRng(4);
  const xs = Array.from({ length: 11 }, () => Float64Array.of(rng.next(), rng.next(), 1));
  process.predictMany(xs).forEach(({ mean, deviation }, i) => {
    const alone = process.predict(xs[i] as Float64Array);
    expect(mean).toBeCloseTo(alone.mean, 12);
    expect(deviation).toBeCloseTo(alone.deviation, 12);
  });
});

it('has the slopes of mean and deviation, by finite differences', () => {
  const process = new GaussianProcess(mixedObservations(12), mixed);
  const [meanSlopes, deviationSlopes] = [new Float64Array(3), new Float64Array(3)];
  const at = Float64Array.of(0.4, 0.6, 1);
  process.predictWithSlopes(at, meanSlopes, deviationSlopes);
  const h = 1e-6;
  for (const j of [0, 1]) {
    const [above, below] = [h, -h].map((step) => process.predict(at.map((v, k) => (k === j ? v + step : v))));
    expect(meanSlopes[j]).toBeCloseTo(((above?.mean ?? 0) - (below?.mean ?? 0)) / (2 * h), 6);
    expect(deviationSlopes[j]).toBeCloseTo(((above?.deviation ?? 0) - (below?.deviation ?? 0)) / (2 * h), 6);
  }
  expect([meanSlopes[2], deviationSlopes[2]]).toEqual([0, 0]);
});

describe('the hyperparameters', () => {
  it('are the same after a change to logarithms and back', () => {
    const back = fromVector(toVector(mixed));
    expect([...back.mainScales, back.noiseVariance]).toEqual(
      [...mixed.mainScales, mixed.noiseVariance].map((v) => expect.closeTo(v, 14)),
    );
  });

  it('have the gradient of their log posterior, by finite differences', () => {
    const posterior = new LogPosterior(mixedObservations(15));
    const vector = toVector(mixed);
    const gradient = new Float64Array(vector.length);
    posterior.negative(vector, gradient);
    const scratch = new Float64Array(vector.length);
    const h = 1e-5;
    gradient.forEach((slope, k) => {
      const at = (step: number) =>
        posterior.negative(
          vector.map((v, i) => (i === k ? v + step : v)),
          scratch,
        );
      expect(slope).toBeCloseTo((at(h) - at(-h)) / (2 * h), 5);
    });
  });

  it('tell a parameter that matters from one that does not, and how noisy the values are', () => {
    const rng = createRng(9);
    const n = 60;
    const points = Float64Array.from({ length: 2 * n }, () => rng.next());
    const raw = Float64Array.from({ length: n }, (_, i) => Math.sqrt(2) * Math.sin(8 * (points[2 * i] as number)));
    const values = raw.map((v) => v + 0.3 * standardNormal(rng));
    const { mainScales, jointScales, noiseVariance } = fitHyperparameters({ points, values, categorical: [false, false] });
    expect(Math.min(mainScales[0] as number, jointScales[0] as number)).toBeLessThan(0.6);
    expect(Math.min(mainScales[1] as number, jointScales[1] as number)).toBeGreaterThan(0.6);
    expect(noiseVariance).toBeGreaterThan(0.04);
    expect(noiseVariance).toBeLessThan(0.2);
  });
});
