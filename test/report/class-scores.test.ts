import { expect, it } from 'vitest';
import { averagesOf, scoreCells, scoreTable, worstFirst } from '../../src/report/class-scores.js';
import { entities, manyClasses, threeClasses } from './sample-confusions.js';

it('are what scikit-learn 1.9 has for the same examples', () => {
  // precision_recall_fscore_support([0]*2 + [1] + [2]*4, [0, 0, 2, 0, 2, 2, 2]), to all digits.
  const { classes, macro, weighted } = scoreTable(threeClasses);
  expect(classes).toEqual([
    { label: 'ant', precision: 2 / 3, recall: 1, f1: 0.8, support: 2 },
    { label: 'b|rd <b>', recall: 0, f1: 0, support: 1 },
    { label: 'cat', precision: 0.75, recall: 0.75, f1: 0.75, support: 4 },
  ]);
  expect(macro).toMatchObject({ label: 'macro average', support: 7 });
  expect([macro.precision, macro.recall, macro.f1]).toEqual([
    expect.closeTo(0.4722222222, 9),
    expect.closeTo(0.5833333333, 9),
    expect.closeTo(0.5166666667, 9),
  ]);
  expect([weighted.precision, weighted.recall, weighted.f1]).toEqual([
    expect.closeTo(0.619047619, 9),
    expect.closeTo(0.7142857143, 9),
    expect.closeTo(0.6571428571, 9),
  ]);
});

it('average over many classes as scikit-learn 1.9 does', () => {
  const { macro } = scoreTable(manyClasses);
  expect([macro.precision, macro.f1]).toEqual([expect.closeTo(0.8885862050600507, 12), expect.closeTo(0.8881654404926475, 12)]);
});

it('leave out of the averages what occurs nowhere, and have none of nothing', () => {
  const { classes, macro } = scoreTable({
    labels: ['a', 'b', 'never'],
    cells: [
      [0, 0, 3],
      [1, 0, 1],
    ],
  });
  expect(classes[2]).toEqual({ label: 'never', support: 0 });
  expect(macro.recall).toBe(0.5);
  expect(scoreTable({ labels: ['a'], cells: [] }).macro).toEqual({ label: 'macro average', support: 0 });
  expect(scoreCells({ label: 'a', support: 1200 })).toEqual(['–', '–', '–', '1,200']);
});

it('put the classes first that are told apart worst', () => {
  const worst = worstFirst(scoreTable(manyClasses).classes).map(({ label }) => label);
  expect([worst[0], worst.at(-1), worst.length]).toEqual(['class 24', 'class 1', 25]);
});

it('of entities leave out what is none, and count all together, too', () => {
  const table = scoreTable(entities);
  expect(table.classes).toEqual([
    { label: 'person', precision: 3 / 4, recall: 3 / 4, f1: 3 / 4, support: 4 },
    { label: 'place', precision: 1 / 2, recall: 1 / 5, f1: 2 / 7, support: 5 },
  ]);
  // Of six that were found four are right; nine are there.
  expect(table.micro).toEqual({ label: 'micro average', precision: 4 / 6, recall: 4 / 9, f1: 8 / 15, support: 9 });
  expect(averagesOf(table).map(({ label }) => label)).toEqual(['micro average', 'macro average', 'weighted average']);
  expect(table.macro.recall).toBeCloseTo((3 / 4 + 1 / 5) / 2, 12);
});
