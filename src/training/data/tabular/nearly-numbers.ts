import { isNumberElsewhere, parseNumeral } from './numeral.js';
import { columnOf, placeOf, type Table } from './table.js';

/** Share of a column's values from which on they are taken for numbers that a mistake made categories of. */
const nearlyAll = 0.9;

/** With fewer values nothing can be said. */
const fewestValues = 10;

/**
 * What an author should know of columns that became categories by what stands in them, a sentence each: a single value that is no
 * number, or a comma before the decimals, makes names of all numbers of a column.
 *
 * @param names of the columns of categories that nobody named as such
 */
export function nearlyNumbers(table: Table, names: readonly string[]): string[] {
  const found = names.flatMap((name) => nearlyNumber(table, name) ?? []);
  // Without a header columns are called by their numbers.
  const isHeadless = table.columns.every((name, place) => name === String(place));
  const oddAtFirst = found.length > 0 && found.every(({ odd }) => odd.length === 1 && odd[0]?.row === 0);
  if (isHeadless && oddAtFirst)
    return [`The first line seems to name the columns (${placeOf(table, 0)}): leave out \`header: false\`.`];
  return found.map((column) => notice(table, column));
}

interface Value {
  readonly text: string;
  readonly row: number;
}

/** A column nearly all of whose values are numbers, or would be elsewhere. */
interface NearlyNumber {
  readonly name: string;
  /** How many of its values are numbers. */
  readonly numbers: number;
  /** The others; at least one. */
  readonly odd: readonly Value[];
}

function nearlyNumber(table: Table, name: string): NearlyNumber | undefined {
  const column = columnOf(table, name);
  const values = table.cells.flatMap((cells, row): Value[] =>
    cells[column] === undefined ? [] : [{ text: cells[column], row }],
  );
  if (values.length < fewestValues) return undefined;
  const odd = values.filter(({ text }) => parseNumeral(text) === undefined);
  const numbers = values.length - odd.length;
  const elsewhere = odd.filter(({ text }) => isNumberElsewhere(text)).length;
  return numbers + elsewhere < nearlyAll * values.length ? undefined : { name, numbers, odd };
}

function notice(table: Table, { name, numbers, odd }: NearlyNumber): string {
  const [first] = odd as [Value];
  const all = numbers + odd.length;
  const shown = `${JSON.stringify(first.text)} (${placeOf(table, first.row)})`;
  if (numbers >= nearlyAll * all) {
    return (
      `The column "${name}" is taken for categories, since ${shown} is no number, as ${numbers.toLocaleString('en-US')} of its ` +
      `${all.toLocaleString('en-US')} values are: correct it, list it under \`missing\`, or the column under \`categories\`.`
    );
  }
  return (
    `The column "${name}" is taken for categories, since its values are no numbers as files have them, such as ${shown}: write ` +
    '1234.5, with a point before decimals and nothing else, or list the column under `categories`.'
  );
}
