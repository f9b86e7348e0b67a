import fc from 'fast-check';
import { expect, it } from 'vitest';
import { negativeExp } from '../../../src/samplers/tpe/negative-exp.js';

it('is e^x to ten digits', () => {
  fc.assert(
    fc.property(fc.double({ min: -39.999, max: 0, noNaN: true }), (x) => {
      expect(negativeExp(x) / Math.exp(x)).toBeCloseTo(1, 10);
    }),
  );
  expect([negativeExp(0), negativeExp(-40), negativeExp(Number.NEGATIVE_INFINITY)]).toEqual([1, 0, 0]);
});
