import type { ClassCounts } from './class-counts.js';

/**
 * Precision, recall and F1, as scikit-learn's `precision_recall_fscore_support` has them: averaged over the classes that occur in
 * the truth or among the predictions (`macro`), where a quotient without a denominator is 0, by their
 * number of examples (`weighted`), or over all decisions (`micro`).
 */

/** Mean over the classes of TP / (TP + FP): how often a class is right where it is predicted. */
export function macroPrecision({ hits, predicted, actual }: ClassCounts): number {
  return meanOverClasses({ hits, predicted, actual }, (k) => quotient(hits[k] as number, predicted[k] as number));
}

/** Mean over the classes of TP / (TP + FN): how often a class is found where it is. */
export function macroRecall({ hits, predicted, actual }: ClassCounts): number {
  return meanOverClasses({ hits, predicted, actual }, (k) => quotient(hits[k] as number, actual[k] as number));
}

/** Mean over the classes of F1 = 2 TP / (2 TP + FP + FN). */
export function macroF1(counts: ClassCounts): number {
  return meanOverClasses(counts, (k) => f1Of(counts, k));
}

/** Mean over the classes of F1, each by how often it occurs in the truth. */
export function weightedF1(counts: ClassCounts): number {
  const { actual } = counts;
  const weighted = actual.map((count, k) => count * f1Of(counts, k));
  return quotient(sum(weighted), sum(actual));
}

/** F1 of all decisions together. With one class an example, as here, it is the accuracy. */
export function microF1({ hits, predicted, actual }: ClassCounts): number {
  return quotient(2 * sum(hits), sum(predicted) + sum(actual));
}

function meanOverClasses({ predicted, actual }: ClassCounts, value: (k: number) => number): number {
  let total = 0;
  let present = 0;
  for (let k = 0; k < actual.length; k++) {
    if (predicted[k] === 0 && actual[k] === 0) continue;
    present++;
    total += value(k);
  }
  return total / present;
}

function f1Of({ hits, predicted, actual }: ClassCounts, k: number): number {
  return quotient(2 * (hits[k] as number), (predicted[k] as number) + (actual[k] as number));
}

function quotient(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}

function sum(values: Float64Array): number {
  return values.reduce((total, value) => total + value, 0);
}
