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
  return names.flatMap((name) => noticeOf(table, name) ?? []);
}

function noticeOf(table: Table, name: string): string | undefined {
  const column = columnOf(table, name);
  const values = table.cells.flatMap((row, i) => (row[column] === undefined ? [] : [{ text: row[column], i }]));
  if (values.length < fewestValues) return undefined;
  const others = values.filter(({ text }) => parseNumeral(text) === undefined);
  const first = others[0] as (typeof others)[number];
  const shown = `${JSON.stringify(first.text)} (${placeOf(table, first.i)})`;
  const numbers = values.length - others.length;
  if (numbers >= nearlyAll * values.length) {
    return (
      `The column "${name}" is taken for categories, since ${shown} is no number, as ${numbers.toLocaleString('en-US')} of its ` +
      `${values.length.toLocaleString('en-US')} values are: correct it, list it under \`missing\`, or the column under \`categories\`.`
    );
  }
  const written = others.filter(({ text }) => isNumberElsewhere(text)).length;
  if (numbers + written < nearlyAll * values.length) return undefined;
  return (
    `The column "${name}" is taken for categories, since its values are no numbers as files have them, such as ${shown}: write ` +
    '1234.5, with a point before decimals and nothing else, or list the column under `categories`.'
  );
}
