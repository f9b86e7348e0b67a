/** How a column of categories becomes classes, learned from training data alone. Plain data: a saved model keeps it. */
export interface CategoryColumn {
  readonly name: string;
  /** In code-unit order; null, the last one, is the class of missing values, where training has any. */
  readonly classes: readonly (string | null)[];
  /** Each class has a learned vector; otherwise an input of its own (one-hot). */
  readonly embedded: boolean;
}

export interface CategorySettings {
  /** The most classes that are one-hot. */
  readonly oneHotLimit: number;
  /** Classes rarer than this in the training data are as good as unseen. */
  readonly minCount: number;
}

/** The class number of what training did not see. */
export const unseen = -1;

/** Undefined for a column that is the same in every training row, or in which nothing is frequent enough. */
export function learnCategoryColumn(
  name: string,
  values: readonly (string | undefined)[],
  { oneHotLimit, minCount }: CategorySettings,
): CategoryColumn | undefined {
  const counts = new Map<string | null, number>();
  for (const value of values) counts.set(value ?? null, (counts.get(value ?? null) ?? 0) + 1);
  const frequent = [...counts].filter(([, count]) => count >= minCount).map(([value]) => value);
  if (counts.size < 2 || frequent.length === 0) return undefined;
  const named = frequent.filter((value) => value !== null).sort();
  const classes = frequent.includes(null) ? [...named, null] : named;
  return { name, classes, embedded: classes.length > oneHotLimit };
}

/** A function from a value to the number of its class, from 0, or `unseen`. */
export function classOf({ classes }: CategoryColumn): (value: string | undefined) => number {
  const numbers = new Map(classes.map((value, number) => [value, number]));
  return (value) => numbers.get(value ?? null) ?? unseen;
}
