import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Layout, layout } from '../../src/tui/layout.js';

const FOOTER = 1;
const TITLES = 1;

function head({ title, budget, tally, notice, rules }: Layout): number {
  return [title, budget, tally, notice, rules].filter(Boolean).length;
}

it('uses every line of any terminal of two lines or more, and no line twice', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 100 }), fc.integer({ min: 1, max: 64 }), fc.boolean(), (rows, slots, hasNotice) => {
      const places = layout({ columns: 80, rows }, slots, hasNotice);
      const secondRule = places.rules ? 1 : 0;
      expect(head(places) + places.workers + secondRule + TITLES + places.table + FOOTER).toBe(rows);
      expect(head(places) + places.page + FOOTER).toBe(rows);
    }),
  );
});

it('gives up what stands above the table before the table', () => {
  expect(layout({ columns: 20, rows: 5 }, 2, true)).toMatchObject({
    title: false,
    notice: false,
    workers: 0,
    budget: true,
    table: 1,
  });
  expect(layout({ columns: 80, rows: 24 }, 2, false)).toMatchObject({ title: true, rules: true, workers: 2, table: 15 });
});

it('never lets many workers crowd out the leaderboard', () => {
  expect(layout({ columns: 80, rows: 24 }, 64, false)).toMatchObject({ workers: 4, table: 13 });
});
