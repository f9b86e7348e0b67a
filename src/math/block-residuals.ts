import { mean } from './statistics.js';

/**
 * What is left of the variance of values (k, n), k and n at least 2, when their rows' and their columns' means are taken out: the
 * residual mean square of a two-way analysis of variance without interaction, with its degrees of freedom. Of two rows it is half
 * the variance of their differences, as in a paired t test. Fisher: The Design of Experiments, 1935 (randomised blocks).
 */
export function blockResiduals(rows: readonly (readonly number[])[]): { readonly variance: number; readonly df: number } {
  const columns = rows[0]?.length ?? 0;
  const rowMeans = rows.map((row) => mean([...row]));
  const columnMeans = Array.from({ length: columns }, (_, j) => mean(rows.map((row) => row[j] as number)));
  const grandMean = mean(rowMeans);
  const squares = rows.flatMap((row, i) =>
    row.map((value, j) => (value - (rowMeans[i] as number) - (columnMeans[j] as number) + grandMean) ** 2),
  );
  const df = (rows.length - 1) * (columns - 1);
  return { variance: squares.reduce((sum, square) => sum + square, 0) / df, df };
}
