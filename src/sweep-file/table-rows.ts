import { type Choice, isListed, valueAt, valueCount } from '../core/distribution.js';
import { isActive, isFeasible, type Parameter, type SearchSpace } from '../core/search-space.js';
import type { Params } from '../core/trial.js';
import { columnOf, type DelimitedFile, numberIn } from '../data-files/delimited-file.js';
import type { DelimitedRow } from '../data-files/delimited-rows.js';
import { meantValue, writtenChoice } from './recorded-value.js';

/** A recorded configuration that is a point of the space. */
export interface RecordedRow {
  readonly params: Params;
  readonly row: DelimitedRow;
}

export interface RecordedRows {
  readonly rows: readonly RecordedRow[];
  /** Why rows were left out, a sentence for each reason. */
  readonly remarks: readonly string[];
}

/**
 * The rows of a file of configurations as points of the space: columns are named as parameters are, and a value's type is that of
 * its parameter. A parameter with one value needs no column. Rows outside the space are left out, as are those with the
 * parameters of an earlier one.
 * Throws a UsageError with file and line for what is no number where one belongs.
 */
export function recordedRows(file: DelimitedFile, space: SearchSpace): RecordedRows {
  const columns = new Map(
    space.parameters
      .filter(({ name, distribution }) => file.header.includes(name) || valueCount(distribution) > 1)
      .map(({ name }) => [name, columnOf(file, name)]),
  );
  const rows: RecordedRow[] = [];
  const outside: string[] = [];
  const repeated: number[] = [];
  const seen = new Set<string>();
  for (const row of file.rows) {
    const point = pointOf(file, row, columns, space);
    if ('complaint' in point) {
      outside.push(`line ${row.line}: ${point.complaint}`);
      continue;
    }
    const key = JSON.stringify(point.params);
    if (seen.has(key)) repeated.push(row.line);
    else rows.push({ params: point.params, row });
    seen.add(key);
  }
  const of = `of the ${file.rows.length} rows of ${file.path}`;
  return {
    rows,
    remarks: [
      ...(outside.length > 0 ? [`${outside.length} ${of} are outside the space and left out (${outside[0]})`] : []),
      ...(repeated.length > 0
        ? [`${repeated.length} ${of} have the parameters of an earlier one and are left out (line ${repeated[0]})`]
        : []),
    ],
  };
}

function pointOf(
  file: DelimitedFile,
  row: DelimitedRow,
  columns: ReadonlyMap<string, number>,
  space: SearchSpace,
): { readonly params: Params } | { readonly complaint: string } {
  const params: Record<string, Choice> = {};
  for (const parameter of space.parameters) {
    if (!isActive(parameter, params)) continue;
    const value = valueIn(file, row, columns.get(parameter.name), parameter);
    if (value === undefined) {
      return { complaint: `${parameter.name} is ${row.fields[columns.get(parameter.name) as number]?.trim() || 'empty'}` };
    }
    params[parameter.name] = value;
  }
  return isFeasible(space, params) ? { params } : { complaint: 'the constraints do not hold' };
}

/** Undefined for what the parameter cannot be. */
function valueIn(
  file: DelimitedFile,
  row: DelimitedRow,
  column: number | undefined,
  { distribution }: Parameter,
): Choice | undefined {
  if (column === undefined) return valueAt(distribution, 0);
  const text = (row.fields[column] as string).trim();
  if (isListed(distribution)) return writtenChoice(distribution, text);
  return meantValue(distribution, numberIn(file, row, column));
}
