import fc from 'fast-check';
import { expect, it } from 'vitest';
import { PrefixMaximum } from '../../src/math/prefix-maximum.js';

const length = 20;
const raises = fc.array(fc.tuple(fc.nat({ max: length - 1 }), fc.nat({ max: 50 })), { maxLength: 40 });

it('knows the highest of all values up to an index, also after it was cleared', () => {
  const highest = new PrefixMaximum(length);
  fc.assert(
    fc.property(raises, (pairs) => {
      const values = Array.from({ length }, () => 0);
      for (const [index, value] of pairs) {
        highest.raise(index, value);
        values[index] = Math.max(values[index] as number, value);
      }
      for (let index = 0; index < length; index++) expect(highest.upTo(index)).toBe(Math.max(...values.slice(0, index + 1)));
      for (const [index] of pairs) highest.clear(index);
      expect(highest.upTo(length - 1)).toBe(0);
    }),
  );
});
