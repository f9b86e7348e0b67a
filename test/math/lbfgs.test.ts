import { expect, it } from 'vitest';
import { minimize } from '../../src/math/lbfgs.js';

const limits = { iterations: 100, tolerance: 1e-14, firstStep: 0.5 };

function rosenbrock(x: Float64Array, gradient: Float64Array): number {
  const [a, b] = x as unknown as [number, number];
  gradient[0] = -400 * a * (b - a * a) - 2 * (1 - a);
  gradient[1] = 200 * (b - a * a);
  return 100 * (b - a * a) ** 2 + (1 - a) ** 2;
}

function box(low: number, high: number) {
  return { lower: Float64Array.of(low, low), upper: Float64Array.of(high, high) };
}

it('finds the minimum at the end of a curved valley', () => {
  const { x, value } = minimize(rosenbrock, Float64Array.of(-1.2, 1), box(-5, 5), limits);
  expect(value).toBeLessThan(1e-12);
  expect(x[0]).toBeCloseTo(1, 5);
  expect(x[1]).toBeCloseTo(1, 5);
});

it('stays in the box, and finds the minimum on its edge', () => {
  // With a <= 0.5 the best b is a^2, so that the minimum is (1 - a)^2 at a = 0.5.
  const upper = Float64Array.of(0.5, 5);
  const { x, value } = minimize(rosenbrock, Float64Array.of(-1.2, 1), { lower: Float64Array.of(-5, -5), upper }, limits);
  expect(x[0]).toBe(0.5);
  expect(x[1]).toBeCloseTo(0.25, 5);
  expect(value).toBeCloseTo(0.25, 8);
});

it('keeps out of where the function is infinite', () => {
  // log x is undefined at and below 0; x - log x is least at 1.
  const f = (x: Float64Array, gradient: Float64Array) => {
    const v = x[0] as number;
    gradient[0] = 1 - 1 / v;
    return v <= 0 ? Number.POSITIVE_INFINITY : v - Math.log(v);
  };
  const { x } = minimize(f, Float64Array.of(8), { lower: Float64Array.of(-10), upper: Float64Array.of(10) }, limits);
  expect(x[0]).toBeCloseTo(1, 6);
});

it('takes a start outside of the box for the nearest point in it', () => {
  const { x } = minimize(rosenbrock, Float64Array.of(9, 9), box(-1, 0), limits);
  expect([...x]).toEqual([0, 0].map((v) => expect.closeTo(v, 4)));
});
