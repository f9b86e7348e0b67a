import { UsageError } from '../core/errors.js';
import { columnOf, type DelimitedFile, numberIn } from '../data-files/delimited-file.js';
import type { DelimitedRow } from '../data-files/delimited-rows.js';

/** A run's values, one a step. */
export type Curve = readonly number[];

/**
 * Curves from rows of one value each, by configuration. The points of a run are numbered 1, 2 ... in the order of their steps,
 * whatever a step counts; a value at step 0 is from before the training and is left out.
 * Throws a UsageError with file and line for a step that is no number or comes twice.
 */
export function longCurves(
  file: DelimitedFile,
  columns: { readonly id: number; readonly step: number; readonly value: number },
): Map<string, Curve> {
  const points = new Map<string, { step: number; value: number; line: number }[]>();
  for (const row of file.rows) {
    const id = (row.fields[columns.id] as string).trim();
    const step = numberIn(file, row, columns.step);
    if (!Number.isFinite(step) || step < 0) {
      throw new UsageError(
        `Expected a step of at least 0, got ${row.fields[columns.step] || 'an empty field'} (${file.path}:${row.line}).`,
      );
    }
    const run = points.get(id) ?? [];
    points.set(id, run);
    if (step > 0) run.push({ step, value: numberIn(file, row, columns.value), line: row.line });
  }
  return new Map([...points].map(([id, run]) => [id, inOrder(file, id, run)]));
}

function inOrder(file: DelimitedFile, id: string, run: readonly { step: number; value: number; line: number }[]): Curve {
  const sorted = run.toSorted((a, b) => a.step - b.step);
  for (const [i, { step, line }] of sorted.entries()) {
    if (step !== sorted[i - 1]?.step) continue;
    throw new UsageError(`Expected each step of run ${id} once, got step ${step} twice (${file.path}:${line}).`);
  }
  return sorted.map(({ value }) => value);
}

/**
 * Curves from rows of one run each, by configuration.
 * Throws a UsageError with file and line for a configuration that comes twice.
 */
export function wideCurves(
  file: DelimitedFile,
  columns: { readonly id: number; readonly values: readonly number[] },
): Map<string, Curve> {
  const curves = new Map<string, Curve>();
  for (const row of file.rows) {
    const id = (row.fields[columns.id] as string).trim();
    if (curves.has(id)) {
      throw new UsageError(`Expected one row for each configuration, got another one for ${id} (${file.path}:${row.line}).`);
    }
    curves.set(id, wideCurve(file, row, columns.values));
  }
  return curves;
}

/**
 * The curve of a row with a column a step; a run that is shorter than others has empty fields at its end.
 * Throws a UsageError with file and line for an empty field inside a run.
 */
export function wideCurve(file: DelimitedFile, row: DelimitedRow, columns: readonly number[]): Curve {
  const isFilled = (column: number) => row.fields[column]?.trim() !== '';
  const recorded = columns.slice(0, columns.findLastIndex(isFilled) + 1);
  const gap = recorded.find((column) => !isFilled(column));
  if (gap === undefined) return recorded.map((column) => numberIn(file, row, column));
  throw new UsageError(
    `Expected a value in column "${file.header[gap]}" as in those after it, got an empty field (${file.path}:${row.line}). ` +
      'A run that diverged has nan there.',
  );
}

/** The mean of the columns, one a seed, as a run of one step; seeds without a finite value are left out. */
export function finalValue(file: DelimitedFile, row: DelimitedRow, columns: readonly number[]): Curve {
  const values = columns.map((column) => numberIn(file, row, column)).filter(Number.isFinite);
  return [values.reduce((sum, value) => sum + value, 0) / values.length];
}

/**
 * The columns that a pattern such as `s*` or `epoch_*` names, in the order of the numbers that the star stands for; 0 is from
 * before the training and left out. A name without a star is that column.
 */
export function columnsLike(file: DelimitedFile, pattern: string): number[] {
  const [before = '', after] = pattern.split('*');
  if (after === undefined) return [columnOf(file, pattern)];
  const found = file.header.flatMap((name, column) => {
    if (!name.startsWith(before) || !name.endsWith(after)) return [];
    const number = name.slice(before.length, name.length - after.length);
    return /^\d+$/.test(number) && Number(number) > 0 ? [{ column, number: Number(number) }] : [];
  });
  if (found.length > 0) return found.sort((a, b) => a.number - b.number).map(({ column }) => column);
  throw new UsageError(
    `Expected columns like ${pattern.replace('*', '1')}, ${pattern.replace('*', '2')} in ${file.path}, got none.`,
  );
}
