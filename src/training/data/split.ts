import type { SplitShares } from '../../core/task-spec.js';
import type { Rng } from '../../math/rng.js';
import { shuffled } from '../../math/rng.js';

/** Indices of the examples in each part; together they are all examples, each once. */
export interface Split {
  readonly train: readonly number[];
  readonly validation: readonly number[];
  readonly test: readonly number[];
}

/** What is cut off the training file for each part, by what has a file of its own, which gets nothing of it. */
export function sharesOfTrain(
  { validation, test }: { readonly validation?: unknown; readonly test?: unknown },
  split: SplitShares,
): SplitShares {
  const validationShare = validation === undefined ? split[1] : 0;
  const testShare = test === undefined ? split[2] : 0;
  return [1 - validationShare - testShare, validationShare, testShare];
}

/**
 * Splits examples so that every label has nearly the same shares in all parts. What rounding takes from one label the next one
 * gets, so the parts as a whole keep their shares even when labels are rare. A label's first example always goes to training: a
 * class that training never saw cannot be learned.
 */
export function stratifiedSplit(labels: readonly string[], shares: SplitShares, rng: Rng): Split {
  const train: number[] = [];
  const validation: number[] = [];
  const test: number[] = [];
  let validationDue = 0;
  let testDue = 0;
  for (const indices of groupByLabel(labels)) {
    const shuffledIndices = shuffled(rng, indices);
    validationDue += shares[1] * indices.length;
    testDue += shares[2] * indices.length;
    const available = shares[0] > 0 ? indices.length - 1 : indices.length;
    const validationCount = Math.min(Math.round(validationDue - validation.length), available);
    const testCount = Math.min(Math.round(testDue - test.length), available - validationCount);
    // Not by `push(...)`: of some 120,000 examples and more they are too many arguments for one call.
    for (const [place, index] of shuffledIndices.entries()) {
      if (place < validationCount) validation.push(index);
      else if (place < validationCount + testCount) test.push(index);
      else train.push(index);
    }
  }
  return { train, validation, test };
}

/** Splits `count` examples at random, for targets that are no labels. Training gets what rounding leaves. */
export function shuffledSplit(count: number, shares: SplitShares, rng: Rng): Split {
  const order = shuffled(
    rng,
    Array.from({ length: count }, (_, index) => index),
  );
  const validation = Math.round(shares[1] * count);
  const test = Math.min(Math.round(shares[2] * count), count - validation);
  return {
    train: order.slice(validation + test),
    validation: order.slice(0, validation),
    test: order.slice(validation, validation + test),
  };
}

/**
 * The fold of each example, from 0: [examples]. Folds are as large as one another, and every label has nearly the same share in all
 * of them. Where targets are no labels, all examples have the same one.
 */
export function stratifiedFolds(labels: readonly string[], folds: number, rng: Rng): number[] {
  const foldOf = new Array<number>(labels.length);
  const order = groupByLabel(labels).flatMap((indices) => shuffled(rng, indices));
  for (const [place, index] of order.entries()) foldOf[index] = place % folds;
  return foldOf;
}

/** The indices of each label's examples, labels in code-unit order so that the split depends on nothing but the data. */
function groupByLabel(labels: readonly string[]): number[][] {
  const groups = new Map<string, number[]>();
  labels.forEach((label, index) => {
    const group = groups.get(label);
    if (group === undefined) groups.set(label, [index]);
    else group.push(index);
  });
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, indices]) => indices);
}
