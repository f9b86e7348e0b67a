import { describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/core/errors.js';
import { type ColumnRoles, detectColumns } from '../../../../src/training/data/tabular/columns.js';
import { pickRows, readRows } from '../../../../src/training/data/tabular/rows.js';
import type { Table } from '../../../../src/training/data/tabular/table.js';
import { readLabels, readTargets } from '../../../../src/training/data/tabular/targets.js';

const table: Table = {
  path: 'data/people.csv',
  columns: ['age', 'zip', 'city', 'empty', 'y'],
  cells: [
    ['41', '53111', 'Bonn', undefined, '1'],
    [undefined, '80331', undefined, undefined, '-2.5'],
    ['1.5e1', '53111', '9', undefined, '3'],
  ],
  lines: [2, 3, 5],
};
const roles: ColumnRoles = { label: 'y', numbers: [], categories: [], ignore: [] };

describe('detectColumns', () => {
  it('takes for numbers what is a number wherever it is present', () => {
    expect(detectColumns(table, roles)).toEqual({ numbers: ['age', 'zip', 'empty'], categories: ['city'] });
  });

  it('obeys the user', () => {
    const found = detectColumns(table, { ...roles, categories: ['zip'], numbers: ['city'], ignore: ['empty'] });
    expect(found).toEqual({ numbers: ['age', 'city'], categories: ['zip'] });
  });

  it.each(['1', '+1', '-1.', '.5', '1e5', '1E-5', 'inf', '-Infinity'])('%s is a number', (text) => {
    const one = { ...table, columns: ['a', 'y'], cells: [[text, '1']] };
    expect(detectColumns(one, roles).numbers).toEqual(['a']);
  });

  it.each(['1,5', '0x10', '1 000', '1e', '.', 'one', 'NaN', 'information'])('%s is none', (text) => {
    const one = { ...table, columns: ['a', 'y'], cells: [[text, '1']] };
    expect(detectColumns(one, roles).categories).toEqual(['a']);
  });

  it.each(['label', 'numbers', 'categories', 'ignore'])('refuses a column in `%s` that is not there', (role) => {
    const wrong = { ...roles, [role]: role === 'label' ? 'Age' : ['Age'] };
    expect(() => detectColumns(table, wrong)).toThrow(/Expected a column "Age", got "age", "zip", .* \(data\/people\.csv\)/);
  });

  it('does not list thousands of columns', () => {
    const columns = Array.from({ length: 3000 }, (_, i) => `c${i}`);
    expect(() => detectColumns({ ...table, columns }, roles)).toThrow(/"c19" and 2980 more/);
  });
});

describe('readRows', () => {
  const columns = { numbers: ['age'], categories: ['city', 'zip'] };

  it('gives numbers and categories by column', () => {
    const rows = readRows(table, columns);
    expect(rows).toEqual({
      count: 3,
      numbers: [Float64Array.of(41, Number.NaN, 15)],
      categories: [
        ['Bonn', undefined, '9'],
        ['53111', '80331', '53111'],
      ],
    });
    expect(pickRows(rows, [2, 0])).toEqual({
      count: 2,
      numbers: [Float64Array.of(15, 41)],
      categories: [
        ['9', 'Bonn'],
        ['53111', '53111'],
      ],
    });
  });

  it('says where a value is no number', () => {
    const read = () => readRows(table, { numbers: ['city'], categories: [] });
    expect(read).toThrow(UsageError);
    expect(read).toThrow(/finite number in column "city", got "Bonn" \(data\/people\.csv:2\); .*`categories`/);
    const endless = { ...table, cells: [...table.cells.slice(0, 2), ['inf', '1', 'x', '1', '1']] };
    expect(() => readRows(endless, columns)).toThrow(/column "age", got "inf" \(data\/people\.csv:5\)/);
  });
});

describe('targets', () => {
  it('are labels or numbers', () => {
    expect(readLabels(table, 'zip')).toEqual(['53111', '80331', '53111']);
    expect(readTargets(table, 'y')).toEqual([1, -2.5, 3]);
  });

  it('are never missing', () => {
    expect(() => readLabels(table, 'city')).toThrow(/Expected a label in column "city", got a missing value \(.*:3\)/);
    expect(() => readTargets(table, 'age')).toThrow(/Expected a number in column "age", got a missing value \(.*:3\)/);
    expect(() => readTargets(table, 'city')).toThrow(/got "Bonn" \(.*:2\); .*tabular-classification/);
  });

  it('and numbers are told of with all that is wrong in them', () => {
    expect(() => readTargets(table, 'city')).toThrow(/got "Bonn" \(.*:2\).*\nExpected a number .*got a missing value \(.*:3\)/);
    const bad = { ...table, cells: [['x', 'y', 'x', '1', '1'], ['z', 'Ulm', 'x', '1', '1'], ...table.cells.slice(2)] };
    expect(() => readRows(bad, { numbers: ['age'], categories: [] })).toThrow(
      /got "x" \(.*:2\).*\nExpected a finite number .*got "z" \(.*:3\)/,
    );
  });
});
