import { expect, it } from 'vitest';
import { textOf } from '../../src/tui/line.js';
import { type Curve, lineChart } from '../../src/tui/line-chart.js';

function curve(mark: string, values: readonly number[], from = 1): Curve {
  return { mark, tone: 'plain', steps: values.map((_, i) => from + i), values };
}

function drawn(curves: readonly Curve[], width: number, height: number): string {
  return lineChart(curves, width, height).map(textOf).join('\n');
}

it('draws a curve in dots, two across and four down in a cell, between its lowest and its highest value', () => {
  expect(drawn([curve('', [0, 1, 2, 3])], 12, 2)).toMatchInlineSnapshot(`
    "3.0000 ┤  ⡠⠊
    0.0000 ┤⡠⠊
            1  4"
  `);
});

it('tells several curves apart by their marks; where they meet, the first one is seen', () => {
  expect(drawn([curve('a', [1, 2, 3, 4, 5]), curve('b', [5, 4, 3, 2, 1])], 40, 5)).toMatchInlineSnapshot(`
    "5.0000 ┤⠉⠒⠢⠤⣀⣀                    ⣀⡠⠤⠔⠒a
           ┤      ⠉⠑⠒⠤⠤⣀⣀      ⣀⣀⠤⠤⠒⠊⠉
           ┤            ⣀⣉b⠖⠒⠭⢍⣀
           ┤      ⣀⡠⠤⠒⠊⠉        ⠉⠑⠒⠤⢄⣀
    1.0000 ┤⣀⠤a⠒⠉⠉                    ⠉⠑⠒⠢⠤b
            1                              5"
  `);
});

it('leaves a gap where nothing finite was measured, and shows a value that stands alone', () => {
  expect(drawn([curve('', [1, Number.NaN, 1, 2])], 16, 1)).toMatchInlineSnapshot(`
    "2.0000 ┤⣀    ⡠⠔⠊
            1      4"
  `);
  expect(drawn([curve('', [Number.NaN])], 20, 3)).toBe('');
});

it('has a logarithmic scale for positive values of very different sizes', () => {
  const rows = drawn([curve('', [1, 10, 100, 1000])], 14, 4).split('\n');
  expect(rows.map((row) => row.slice(8).trimEnd().length)).toEqual([6, 5, 3, 2, 6]);
});
