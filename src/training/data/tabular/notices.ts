import type { Columns } from './columns.js';
import type { Rows } from './rows.js';

/** Rows from which on it is no accident when all values of a column differ. */
const fewestRows = 20;

/** What a user should know of the columns before the search, a sentence each. `train`: the rows of the training part. */
export function columnNotices({ numbers, categories }: Columns, train: Rows): string[] {
  return [
    ...numbers.flatMap((name, i) => (isConstant(train.numbers[i] ?? []) ? [constantNotice(name)] : [])),
    ...categories.flatMap((name, i) => categoryNotices(name, train.categories[i] ?? [])),
  ];
}

function categoryNotices(name: string, values: readonly (string | undefined)[]): string[] {
  if (isConstant(values)) return [constantNotice(name)];
  if (values.length < fewestRows || new Set(values).size < values.length) return [];
  return [
    `Every training row has another value in the column "${name}", from which nothing can be learned: where it names rows, ` +
      'list it under `ignore`; where it holds numbers in another notation, correct the file.',
  ];
}

function constantNotice(name: string): string {
  return `The column "${name}" is left out: all training rows have the same value.`;
}

/** NaN is the same as NaN here. */
function isConstant(values: ArrayLike<unknown>): boolean {
  return Array.from(values).every((value) => value === values[0] || Object.is(value, values[0]));
}
