/** How often each class was predicted, was there, and both, [classes] each. */
export interface ClassCounts {
  /** True positives. */
  readonly hits: Float64Array;
  /** True and false positives. */
  readonly predicted: Float64Array;
  /** True positives and false negatives. */
  readonly actual: Float64Array;
}

/** Counts of `predicted` against `truth`, both [examples]. */
export function countClasses(predicted: Int32Array, truth: Int32Array, classes: number): ClassCounts {
  const counts = {
    hits: new Float64Array(classes),
    predicted: new Float64Array(classes),
    actual: new Float64Array(classes),
  };
  truth.forEach((label, i) => {
    const guess = predicted[i] as number;
    increment(counts.actual, label);
    increment(counts.predicted, guess);
    if (guess === label) increment(counts.hits, label);
  });
  return counts;
}

function increment(counts: Float64Array, index: number): void {
  counts[index] = (counts[index] as number) + 1;
}
