import fc from 'fast-check';
import { expect, it } from 'vitest';
import { SortedBlocks } from '../../src/math/sorted-blocks.js';

/** Different numbers that come, many at once or few, and which of all then go. */
const rounds = fc.array(
  fc.tuple(fc.uniqueArray(fc.nat({ max: 100_000 }), { maxLength: 900 }), fc.array(fc.nat({ max: 2000 }), { maxLength: 900 })),
  { maxLength: 6 },
);

it('has the order of an array that is sorted after each change', () => {
  fc.assert(
    fc.property(rounds, (changes) => {
      const blocks = new SortedBlocks<number>((a, b) => a - b);
      let sorted: number[] = [];
      for (const [come, go] of changes) {
        const added = come.filter((item) => !sorted.includes(item));
        blocks.add(added);
        sorted = [...sorted, ...added].sort((a, b) => a - b);
        for (const index of go) {
          if (index >= sorted.length) continue;
          blocks.remove(sorted[index] as number);
          sorted = sorted.toSpliced(index, 1);
        }
        expect(blocks.length).toBe(sorted.length);
        expect(blocks.first(sorted.length + 1)).toEqual(sorted);
        expect(blocks.first(25)).toEqual(sorted.slice(0, 25));
      }
    }),
    { numRuns: 40 },
  );
});

it('keeps what comes one by one', () => {
  const blocks = new SortedBlocks<number>((a, b) => a - b);
  const items = Array.from({ length: 3000 }, (_, i) => (i * 7919) % 3001);
  for (const item of items) blocks.add([item]);
  expect(blocks.first(3000)).toEqual(items.toSorted((a, b) => a - b));
});
