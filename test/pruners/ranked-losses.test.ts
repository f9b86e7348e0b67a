import fc from 'fast-check';
import { expect, it } from 'vitest';
import { RankedLosses } from '../../src/pruners/ranked-losses.js';

const many = 40;
// Few different losses, so that many are equal; of most trials at once, so that they are merged, or of single ones.
const loss = fc.option(fc.integer({ min: -3, max: 3 }), { nil: undefined, freq: 4 });
const changes = fc.array(
  fc.oneof(
    fc.record({ number: fc.nat({ max: 300 }), loss }).map((change) => [change]),
    fc.array(loss, { minLength: many, maxLength: many }).map((losses) => losses.map((loss, number) => ({ number, loss }))),
  ),
  { minLength: 1, maxLength: 12 },
);

it('ranks what it has by loss and number, however it came, changed or went', () => {
  fc.assert(
    fc.property(changes, fc.array(fc.boolean()), (steps, looks) => {
      const ranked = new RankedLosses();
      const known = new Map<number, number>();
      for (const [i, step] of steps.entries()) {
        for (const { number, loss } of step) {
          ranked.set(number, loss);
          if (loss === undefined) known.delete(number);
          else known.set(number, loss);
        }
        const expected = [...known].sort(([a, lossA], [b, lossB]) => lossA - lossB || a - b);
        expect(ranked.length).toBe(expected.length);
        // It is not asked after each change.
        if (looks[i]) continue;
        expect(expected.map((_, place) => [ranked.numberAt(place), ranked.at(place)])).toEqual(expected);
        expect([ranked.numberAt(expected.length), ranked.at(expected.length)]).toEqual([undefined, undefined]);
        expect(ranked.rankOf(0)).toBe(expected.filter(([, loss]) => loss < 0).length + 1);
      }
    }),
  );
});
