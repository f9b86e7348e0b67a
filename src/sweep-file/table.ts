import * as z from 'zod';
import { UsageError } from '../core/errors.js';
import type { Objective } from '../core/objective.js';
import type { SearchSpace } from '../core/search-space.js';
import type { TableSpec } from '../core/task-spec.js';
import { columnOf, type DelimitedFile, numberIn, readDelimitedFile } from '../data-files/delimited-file.js';
import type { DelimitedRow } from '../data-files/delimited-rows.js';
import { check, isObject, oneOfNames } from './check.js';
import { existingFile } from './file-check.js';
import { type Path, type Problems, show } from './problems.js';
import { type Curve, columnsLike, finalValue, longCurves, wideCurve, wideCurves } from './table-curves.js';
import { type RecordedRow, recordedRows } from './table-rows.js';

const column = z.string("a column's name").min(1, "a column's name");
const file = z.string('the path of a CSV or TSV file');

/**
 * `task: { type: table, ... }`. Columns of `configs` are named as the parameters are. Where the values are:
 * - in `curves`, a row a value: `id`, `step` and `value` name its columns;
 * - in `curves`, or in `configs` without it, a row a run: `columns: epoch_*` names one column a step;
 * - in `configs`, final values only: `value` names the column, or as `seed*` or a list several seeds, which are averaged.
 */
const tableSchema = z.strictObject({
  type: z.string(),
  configs: file,
  curves: file.optional(),
  id: column.optional(),
  step: column.optional(),
  value: z.union([column, z.array(column).min(1)], "a column's name, or a list of them").optional(),
  columns: column.optional(),
  where: z
    .record(z.string(), z.union([z.string(), z.number()], 'text or a number'), 'a mapping such as { split: valid }')
    .optional(),
  cost: column.optional(),
  score: oneOfNames(['best', 'last']).optional(),
});

type TableSettings = z.output<typeof tableSchema>;

/** Where a table is; nothing is read yet. */
export interface TableSource {
  readonly settings: TableSettings;
  readonly path: Path;
  readonly configs: string;
  readonly curves?: string;
}

/** The keys of a table task; their mistakes are reported. */
export function readTableSource(value: unknown, path: Path, baseFolder: string, problems: Problems): TableSource | undefined {
  const settings = check(tableSchema, value, path, problems);
  if (settings === undefined) return undefined;
  const { curves: givenCurves, step, columns, value: values } = settings;
  const configs = existingFile(settings.configs, baseFolder, [...path, 'configs'], problems);
  const curves = givenCurves === undefined ? undefined : existingFile(givenCurves, baseFolder, [...path, 'curves'], problems);
  const isLong = step !== undefined;
  if (isLong && columns !== undefined) {
    problems.add([...path, 'columns'], 'does not go with `step`: either each row is one value, or each column one step');
  }
  if (isLong && givenCurves === undefined)
    problems.expected('a file with a row a value beside `step`', undefined, [...path, 'curves']);
  if (isLong && Array.isArray(values)) problems.expected('one column beside `step`', values, [...path, 'value']);
  if (givenCurves !== undefined && !isLong && columns === undefined) {
    problems.add([...path, 'curves'], 'expected `step` (a row a value) or `columns` (a row a run) beside `curves`, got neither');
  }
  if (givenCurves !== undefined && settings.id === undefined) {
    problems.expected('the column of `configs` and `curves` that says which run is of which configuration', undefined, [
      ...path,
      'id',
    ]);
  }
  if (settings.where !== undefined && givenCurves === undefined) {
    problems.add([...path, 'where'], 'goes with `curves`: it says which of its rows count');
  }
  if (configs === undefined) return undefined;
  return { settings, path, configs, ...(curves !== undefined && { curves }) };
}

/** Reads the files: the space with the recorded points, and the task that replays them. Mistakes are reported with file and line. */
export function readTable(
  source: TableSource,
  space: SearchSpace,
  objective: Objective,
  problems: Problems,
): { readonly space: SearchSpace; readonly task: TableSpec } | undefined {
  try {
    return tableFrom(source, space, objective, problems);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    problems.add(source.path, error.message);
    return undefined;
  }
}

function tableFrom(source: TableSource, space: SearchSpace, { metric }: Objective, problems: Problems) {
  const { settings, path } = source;
  const configs = readDelimitedFile(source.configs);
  const recorded = recordedRows(configs, space);
  for (const remark of recorded.remarks) problems.warn(path, remark);
  const curveOf = curvesOf(source, configs, metric);
  const runs = recorded.rows.flatMap((row) => {
    const curve = curveOf(row);
    return curve && curve.length > 0 ? [{ row, curve }] : [];
  });
  const bare = recorded.rows.length - runs.length;
  if (bare > 0) problems.warn(path, `${bare} configurations of ${source.configs} have no recorded value and are left out`);
  if (runs.length === 0) {
    throw new UsageError(
      `Expected recorded runs of points of the space in ${source.configs}, got none: compare \`parameters\` with its columns.`,
    );
  }
  const cost = settings.cost === undefined ? undefined : columnOf(configs, settings.cost);
  const task: TableSpec = {
    kind: 'table',
    score: settings.score ?? 'best',
    table: {
      curves: runs.map(({ curve }) => curve),
      ...(cost !== undefined && { costs: runs.map(({ row }) => stepCost(configs, row, cost)) }),
    },
    epochs: Math.max(...runs.map(({ curve }) => curve.length)),
  };
  return { space: { ...space, rows: runs.map(({ row }) => row.params) }, task };
}

function curvesOf(source: TableSource, configs: DelimitedFile, metric: string): (row: RecordedRow) => Curve | undefined {
  const { settings } = source;
  const { id, step, columns, value = metric } = settings;
  if (source.curves === undefined && columns === undefined) {
    const values = [value].flat().flatMap((name) => columnsLike(configs, name));
    return ({ row }) => finalValue(configs, row, values);
  }
  if (source.curves === undefined) {
    const values = columnsLike(configs, columns as string);
    return ({ row }) => wideCurve(configs, row, values);
  }
  const file = filtered(readDelimitedFile(source.curves), settings.where ?? {});
  const idColumn = columnOf(file, id as string);
  const curves =
    step === undefined
      ? wideCurves(file, { id: idColumn, values: columnsLike(file, columns as string) })
      : longCurves(file, { id: idColumn, step: columnOf(file, step), value: columnOf(file, value as string) });
  const ids = idsOf(configs, columnOf(configs, id as string));
  if (![...curves.keys()].some((run) => ids.has(run))) {
    const [first] = curves.keys();
    throw new UsageError(
      `Expected runs of the configurations in ${configs.path}, got none in ${source.curves}: its first run is ` +
        `${show(first)}, the first configuration ${show([...ids.keys()][0])} (column "${id}").`,
    );
  }
  const idOf = new Map([...ids].map(([id, row]) => [row, id]));
  return ({ row }) => curves.get(idOf.get(row) as string);
}

/** The configurations by what their runs are called. Throws a UsageError with file and line for two of one name. */
function idsOf(configs: DelimitedFile, column: number): Map<string, DelimitedRow> {
  const ids = new Map<string, DelimitedRow>();
  for (const row of configs.rows) {
    const id = (row.fields[column] as string).trim();
    const line = ids.get(id)?.line;
    if (line !== undefined) {
      const place = `${configs.path}:${row.line}`;
      throw new UsageError(`Expected each configuration once, got ${show(id)} of line ${line} again (${place}).`);
    }
    ids.set(id, row);
  }
  return ids;
}

/** Only the rows that have these values. */
function filtered(file: DelimitedFile, where: Readonly<Record<string, string | number>>): DelimitedFile {
  const wanted = Object.entries(where).map(([name, value]) => [columnOf(file, name), String(value)] as const);
  return { ...file, rows: file.rows.filter(({ fields }) => wanted.every(([index, value]) => fields[index]?.trim() === value)) };
}

function stepCost(configs: DelimitedFile, { row }: RecordedRow, column: number): number {
  const cost = numberIn(configs, row, column);
  if (cost > 0 && Number.isFinite(cost)) return cost;
  throw new UsageError(`Expected a cost above 0, got ${row.fields[column] || 'an empty field'} (${configs.path}:${row.line}).`);
}

/** Whether a task is a table. */
export function isTable(task: unknown): boolean {
  return isObject(task) && task.type === 'table';
}
