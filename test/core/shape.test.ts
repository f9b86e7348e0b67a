import fc from 'fast-check';
import { expect, it } from 'vitest';
import { cumulative, quantile, type Shape } from '../../src/core/shape.js';

const shapes: fc.Arbitrary<Shape> = fc.oneof(
  fc
    .tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: 0.1, max: 9, noNaN: true }))
    .map(([low, width]): Shape => ({ type: 'uniform', low, high: low + width })),
  fc
    .tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: 0.1, max: 9, noNaN: true }))
    .map(([mean, deviation]): Shape => ({ type: 'normal', mean, deviation })),
  fc
    .tuple(fc.double({ min: 0.5, max: 9, noNaN: true }), fc.double({ min: 0.5, max: 9, noNaN: true }))
    .map(([a, b]): Shape => ({ type: 'beta', a, b })),
);

it('a quantile is where its probability lies below', () => {
  fc.assert(
    fc.property(shapes, fc.double({ min: 1e-6, max: 1 - 1e-6, noNaN: true }), (shape, p) => {
      expect(cumulative(shape, quantile(shape, p))).toBeCloseTo(p, 9);
    }),
  );
});

it('nothing lies below the scale, everything below its end', () => {
  fc.assert(
    fc.property(shapes, (shape) => {
      expect(cumulative(shape, Number.NEGATIVE_INFINITY)).toBe(0);
      expect(cumulative(shape, Number.POSITIVE_INFINITY)).toBe(1);
    }),
  );
});

it('a normal has no ends', () => {
  const normal: Shape = { type: 'normal', mean: 3, deviation: 2 };
  expect([0, 0.5, 1].map((p) => quantile(normal, p))).toEqual([Number.NEGATIVE_INFINITY, 3, Number.POSITIVE_INFINITY]);
});
