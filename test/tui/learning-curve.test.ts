import { expect, it } from 'vitest';
import { learningCurve } from '../../src/tui/learning-curve.js';

it('fills the area below the values, between their lowest and highest', () => {
  expect(learningCurve([0, 0.5, 1], [1, 2, 3], 20, 3)).toEqual([
    '1.0000 ┤        ████',
    '       ┤    ▅▅▅▅████',
    '0.0000 ┤▁▁▁▁████████',
    '        1          3',
  ]);
});

it('leaves a gap where a value is not finite', () => {
  expect(learningCurve([1, Number.NaN, 2], [1, 2, 3], 11, 1)).toEqual(['2.0000 ┤▁ █', '        1 3']);
});

it('draws nothing of a trial without a finite value', () => {
  expect(learningCurve([Number.NaN], [1], 40, 5)).toEqual([]);
  expect(learningCurve([], [], 40, 5)).toEqual([]);
});

it('stays within its width, however long the curve', () => {
  const values = Array.from({ length: 500 }, (_, i) => i);
  const lines = learningCurve(values, values, 50, 4);
  expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(50);
});
