import type { ClassCounts } from './class-counts.js';

/**
 * Matthews' correlation coefficient of predicted and true classes, from -1 to 1: 0 for guessing, however unequal the classes are.
 * Of several classes it is R_K (Gorodkin, "Comparing Two K-category Assignments by a K-category Correlation Coefficient", 2004,
 * eq. 8, https://doi.org/10.1016/j.compbiolchem.2004.09.006), as scikit-learn's `matthews_corrcoef`: 0 where only one class occurs
 * in the truth or among the predictions.
 */
export function matthews({ hits, predicted, actual }: ClassCounts): number {
  const examples = sum(actual);
  const agreement = examples * sum(hits) - dot(predicted, actual);
  const spreads = (examples ** 2 - dot(predicted, predicted)) * (examples ** 2 - dot(actual, actual));
  return spreads === 0 ? 0 : agreement / Math.sqrt(spreads);
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}

function dot(one: Float64Array, other: Float64Array): number {
  return one.reduce((total, value, k) => total + value * (other[k] as number), 0);
}
