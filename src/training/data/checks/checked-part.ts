/** A part of a data set as the checks see it. */
export interface CheckedPart {
  /** As messages call it. */
  readonly name: 'training' | 'validation' | 'test';
  /** Of each example. */
  readonly labels: readonly string[];
  /** Of each example: two with the same content are duplicates. */
  readonly contents: readonly string[];
  /** Where an example stands, such as `data/train.csv:12`; undefined for data that come in no file. */
  place(index: number): string | undefined;
}

/** The parts of a data set. A part may be empty. */
export interface CheckedParts {
  readonly training: CheckedPart;
  readonly validation: CheckedPart;
  readonly test: CheckedPart;
}

/** Things that a message names one by one, of many. */
const mostNamed = 3;

/** `a, b, c and 12 more` */
export function listed(things: readonly string[]): string {
  const more = things.length - mostNamed;
  return things.slice(0, mostNamed).join(', ') + (more > 0 ? ` and ${count(more)} more` : '');
}

export function count(number: number): string {
  return number.toLocaleString('en-US');
}

/** `31 of 3,000 validation texts (1 %)` */
export function shareOf(some: number, all: number, what: string): string {
  const percent = (100 * some) / all;
  return `${count(some)} of ${count(all)} ${what} (${percent < 1 ? percent.toFixed(1) : Math.round(percent)} %)`;
}
