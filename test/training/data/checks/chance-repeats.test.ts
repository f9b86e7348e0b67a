import { describe, expect, it } from 'vitest';
import { createRng, type Rng, uniformInt } from '../../../../src/math/rng.js';
import { chanceRepeats, type TableRows } from '../../../../src/training/data/checks/chance-repeats.js';

/** Examples of two classes, whose columns are whole numbers below a limit each. */
function rowsOf(size: number, limits: readonly number[], rng: Rng): TableRows {
  const column = (limit: number) => Array.from({ length: size }, () => uniformInt(rng, 0, limit - 1));
  return { columns: [...limits.map(column), column(2)], size };
}

const contents = ({ columns, size }: TableRows) =>
  Array.from({ length: size }, (_, row) => columns.map((column) => column[row]).join());

function pairsWithin(rows: TableRows): number {
  const all = contents(rows);
  return all.reduce((pairs, content, row) => pairs + all.slice(0, row).filter((other) => other === content).length, 0);
}

describe('the repeats that chance gives', () => {
  it('are as many as independent columns have', () => {
    const rows = rowsOf(600, [6, 5, 20], createRng(1));
    // 600 * 599 / 2 pairs, of which one in 6 * 5 * 20 * 2 is the same.
    expect(pairsWithin(rows)).toBeGreaterThan(100);
    expect(chanceRepeats(rows).within(rows) / pairsWithin(rows)).toBeGreaterThan(0.6);
    expect(chanceRepeats(rows).within(rows) / pairsWithin(rows)).toBeLessThan(1.2);
  });

  it('are those between two parts', () => {
    const [training, test] = [rowsOf(600, [6, 5, 20], createRng(1)), rowsOf(200, [6, 5, 20], createRng(2))];
    expect(chanceRepeats(training).between(test, training)).toBeGreaterThan((0.6 * 600 * 200) / 1200);
    expect(chanceRepeats(training).between(test, training)).toBeLessThan((1.2 * 600 * 200) / 1200);
  });

  it('are next to none where a column hardly repeats, however many rows are copies', () => {
    const fine = rowsOf(100, [1_000_000, 3], createRng(1));
    const copied = { columns: fine.columns.map((column) => [...column, ...column]), size: 200 };
    expect(pairsWithin(copied)).toBe(100);
    expect(chanceRepeats(copied).within(copied)).toBe(0);
  });

  it('of numbers to predict are those of one more column', () => {
    const rng = createRng(1);
    const rows = { columns: [...rowsOf(200, [2], rng).columns, Array.from({ length: 200 }, () => rng.next())], size: 200 };
    expect(chanceRepeats(rows).within(rows)).toBe(0);
  });
});
