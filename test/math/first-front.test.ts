import fc from 'fast-check';
import { expect, it } from 'vitest';
import { firstFront } from '../../src/math/first-front.js';
import { dominates } from '../../src/math/pareto.js';
import { createRng } from '../../src/math/rng.js';

function byDefinition(points: readonly (readonly number[])[]): number[] {
  return points.flatMap((point, i) => (points.some((other) => dominates(other, point)) ? [] : [i]));
}

it.each([1, 2, 3, 4, 6])('is what no point dominates, equal ones included, with %d losses', (losses) => {
  const value = fc.oneof(fc.integer({ min: 0, max: 4 }), fc.constant(Infinity));
  const points = fc.array(fc.array(value, { minLength: losses, maxLength: losses }), { maxLength: 60 });
  fc.assert(
    fc.property(points, (all) => {
      expect(firstFront(all)).toEqual(byDefinition(all));
    }),
  );
});

it('is the same where it is large', () => {
  const rng = createRng(1);
  const points = Array.from({ length: 5000 }, () => {
    const [x, y] = [rng.next(), rng.next()];
    // Nine of ten on a plane, of which no point dominates another.
    return [x, y, 3 - x - y + (rng.next() < 0.1 ? rng.next() : 0)];
  });
  const front = firstFront(points);
  expect(front.length).toBeGreaterThan(4000);
  expect(front).toEqual(byDefinition(points));
});
