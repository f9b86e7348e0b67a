/** A value an example, numbers or texts. */
type Column = ArrayLike<unknown> & Iterable<unknown>;

/** Examples of a table: its columns, the target last, each with a value an example. */
export interface TableRows {
  readonly columns: readonly Column[];
  readonly size: number;
}

/** How often examples are the same by chance. */
export interface ChanceRepeats {
  /** Pairs that are expected to be the same among the examples. */
  within(rows: TableRows): number;
  /** Pairs that are expected to be the same, one example of each. */
  between(some: TableRows, others: TableRows): number;
}

/** Targets with more values than so many examples have are a column like others, not classes to look at one by one. */
const examplesOfClass = 10;

/**
 * What examples are expected to repeat where columns are independent within a class, as naive Bayes has them: of a table of few and
 * coarse columns many, of one with columns that hardly ever repeat none. How often a column repeats is counted on examples without
 * their copies, which would otherwise make themselves look natural. Columns that hang together repeat more often than that.
 */
export function chanceRepeats(training: TableRows): ChanceRepeats {
  const isClassified = new Set(training.columns.at(-1)).size * examplesOfClass <= training.size;
  const classOf = (rows: TableRows, row: number) => (isClassified ? rows.columns.at(-1)?.[row] : undefined);
  const chances = new Map(
    [...byClass(distinct(training), classOf)].map(([label, rows]) => [label, chanceOfSame(rows, training.columns)]),
  );
  const sizes = (rows: TableRows) => [...byClass({ rows, places: [...Array(rows.size).keys()] }, classOf)];
  return {
    within: (rows) =>
      sizes(rows).reduce((sum, [label, { length }]) => sum + ((length * (length - 1)) / 2) * (chances.get(label) ?? 0), 0),
    between(some, others) {
      const theirs = new Map(sizes(others).map(([label, { length }]) => [label, length]));
      return sizes(some).reduce(
        (sum, [label, { length }]) => sum + length * (theirs.get(label) ?? 0) * (chances.get(label) ?? 0),
        0,
      );
    },
  };
}

interface Chosen {
  readonly rows: TableRows;
  readonly places: readonly number[];
}

function distinct(rows: TableRows): Chosen {
  const firsts = new Map<string, number>();
  for (let row = 0; row < rows.size; row++) {
    const content = JSON.stringify(rows.columns.map((column) => column[row] ?? null));
    if (!firsts.has(content)) firsts.set(content, row);
  }
  return { rows, places: [...firsts.values()] };
}

function byClass({ rows, places }: Chosen, classOf: (rows: TableRows, row: number) => unknown): Map<unknown, number[]> {
  const classes = new Map<unknown, number[]>();
  for (const place of places) {
    const label = classOf(rows, place);
    const members = classes.get(label);
    if (members) members.push(place);
    else classes.set(label, [place]);
  }
  return classes;
}

/** The probability that two examples of a class are the same in every column. */
function chanceOfSame(places: readonly number[], columns: readonly Column[]): number {
  const pairs = places.length * (places.length - 1);
  if (pairs === 0) return 0;
  return columns.reduce((chance, column) => {
    const counts = new Map<unknown, number>();
    for (const place of places) counts.set(column[place], (counts.get(column[place]) ?? 0) + 1);
    return chance * ([...counts.values()].reduce((sum, count) => sum + count * (count - 1), 0) / pairs);
  }, 1);
}
