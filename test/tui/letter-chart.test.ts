import { expect, it } from 'vitest';
import { letterChart } from '../../src/tui/letter-chart.js';

it('draws lines over one another, the first one in front', () => {
  const lines = [
    { letter: 'a', values: [4, 3, 2, 1] },
    { letter: 'b', values: [1, 1, 1, 1] },
  ];
  expect(letterChart(lines, { width: 14, height: 4, ends: ['0', '9'] })).toEqual([
    '4.0000 ┤a',
    '       ┤ aa',
    '       ┤   aa',
    '1.0000 ┤bbbbba',
    '        0    9',
  ]);
});

it('takes a logarithmic scale over more than a power of ten, with zero at its bottom', () => {
  const drawn = letterChart([{ letter: 'a', values: [100, 10, 1, 0] }], { width: 14, height: 3, ends: ['0', '9'] });
  expect(drawn).toHaveLength(4);
  expect(drawn[0]).toMatch(/^ *100.*┤a/);
  expect(drawn[2]).toMatch(/^ *1.*┤ +a+$/);
});

it('leaves gaps where there is no value, and is empty where there is none at all', () => {
  const lines = [{ letter: 'a', values: [Number.POSITIVE_INFINITY, 2] }];
  expect(letterChart(lines, { width: 14, height: 1, ends: ['0', '9'] })[0]).toMatch(/┤ +a+$/);
  expect(letterChart([{ letter: 'a', values: [Number.NaN] }], { width: 14, height: 1, ends: ['0', '9'] })).toEqual([]);
});
