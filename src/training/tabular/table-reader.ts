import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import type { TableSource } from '../../core/table-source.js';
import { readRows } from '../data/tabular/rows.js';
import { placeOf } from '../data/tabular/table.js';
import { type EncodedRows, encodeRows, type TableEncoding } from '../data/tabular/table-encoder.js';
import { readTable, type TableFileOptions } from '../data/tabular/table-file.js';
import { readJson } from '../models/saved-model.js';

/** How a saved model reads tables: all that is left of the data it was trained on. Plain data. */
export interface TableReader {
  readonly file: TableFileOptions;
  readonly encoding: TableEncoding;
}

export const readerAsset = 'columns.json';

export function tableReader({ format, delimiter, header, missing }: TableSource, encoding: TableEncoding): TableReader {
  const file = { ...(format !== undefined && { format }), ...(delimiter !== undefined && { delimiter }), header, missing };
  return { file, encoding };
}

/** @throws UsageError where the folder of a saved model does not hold one */
export function loadTableReader(folder: string): TableReader {
  const reader = readJson(folder, readerAsset) as Partial<TableReader> | null;
  const { numbers, categories }: Partial<TableEncoding> = reader?.encoding ?? {};
  if (Array.isArray(reader?.file?.missing) && Array.isArray(numbers) && Array.isArray(categories)) return reader as TableReader;
  throw new UsageError(`Expected how a table is read, \`file\` and \`encoding\` (${join(folder, readerAsset)}).`);
}

/** The rows of a file as inputs, with the place of each, `data/wine.csv:17`. What is to be predicted need not be in it. */
export function readInputs({ file, encoding }: TableReader, path: string): { rows: EncodedRows; places: string[] } {
  const table = readTable(path, file);
  const columns = {
    numbers: encoding.numbers.map(({ name }) => name),
    categories: encoding.categories.map(({ name }) => name),
  };
  const rows = encodeRows(encoding, columns, readRows(table, columns));
  return { rows, places: table.lines.map((_, row) => placeOf(table, row)) };
}
