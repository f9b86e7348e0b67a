import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RisingNumbers } from '../../../src/samplers/tpe/rising-numbers.js';

it('keeps numbers in their order, and leaves out what is not wanted', () => {
  const sets = fc.uniqueArray(fc.nat(500), { minLength: 1, maxLength: 200 });
  fc.assert(
    fc.property(sets, fc.nat(3), fc.nat(5), (numbers, removedOf, leftOutOf) => {
      const rising = new RisingNumbers();
      for (const number of numbers) rising.insert(number);
      const removed = numbers.filter((number) => number % 4 === removedOf);
      for (const number of removed) rising.remove(number);
      const kept = numbers.filter((number) => number % 4 !== removedOf).sort((a, b) => a - b);
      expect(rising.length).toBe(kept.length);
      const leftOut = kept.filter((number) => number % 6 === leftOutOf);
      const copy = new Int32Array(500);
      const count = rising.copyWithout(Int32Array.from(leftOut), copy);
      expect([...copy.subarray(0, count)]).toEqual(kept.filter((number) => number % 6 !== leftOutOf));
    }),
  );
});
