import type { Confusion } from '../../core/confusion.js';

/**
 * How often each class was taken for each, without the pairs that do not occur.
 *
 * @param predicted [examples], places in `labels`
 * @param truth [examples]
 */
export function countConfusion(labels: readonly string[], predicted: Int32Array, truth: Int32Array): Confusion {
  const counts = new Map<number, number>();
  truth.forEach((label, i) => {
    const pair = label * labels.length + (predicted[i] as number);
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  });
  const pairs = [...counts].sort(([a], [b]) => a - b);
  return {
    labels,
    cells: pairs.map(([pair, count]) => [Math.floor(pair / labels.length), pair % labels.length, count]),
  };
}
