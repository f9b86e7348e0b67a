import { moments } from '../../../math/moments.js';
import { normalQuantile } from '../../../math/normal.js';

export type Scaling = 'standard' | 'quantile' | 'none';

/** How the numbers of one column become inputs. Plain data: a saved model keeps it. */
export type NumberScale =
  | { readonly kind: 'linear'; readonly mean: number; readonly deviation: number }
  /** Straight between the points (values[i], scores[i]), both rising; constant beyond the first and the last. */
  | { readonly kind: 'quantile'; readonly values: readonly number[]; readonly scores: readonly number[] };

/** Points of a quantile scale: more say little, and a saved model should stay small. */
const mostPoints = 256;

/** Learned from the training values of a column, of which there is at least one and which are not all equal. */
export function learnScale(values: readonly number[], scaling: Scaling): NumberScale {
  if (scaling === 'quantile') return quantileScale(values);
  return { kind: 'linear', ...(scaling === 'standard' ? moments(values) : { mean: 0, deviation: 1 }) };
}

export function scaled(value: number, scale: NumberScale): number {
  return scale.kind === 'linear' ? (value - scale.mean) / scale.deviation : interpolated(value, scale.values, scale.scores);
}

/**
 * Gives every value the normal quantile of its rank, (rank - 1/2) / n with the mean rank for equal values, as is customary for
 * networks on tables (Gorishniy et al., "Revisiting Deep Learning Models for Tabular Data", 2021, section 4.3,
 * https://arxiv.org/abs/2106.11959): a few huge values no longer press all others together.
 */
function quantileScale(values: readonly number[]): NumberScale {
  const sorted = Float64Array.from(values).sort();
  const points: { value: number; score: number }[] = [];
  for (let start = 0; start < sorted.length; ) {
    const value = sorted[start] as number;
    let end = start + 1;
    while (sorted[end] === value) end++;
    points.push({ value, score: normalQuantile((start + end) / (2 * sorted.length)) });
    start = end;
  }
  const kept = evenly(points, mostPoints);
  return { kind: 'quantile', values: kept.map(({ value }) => value), scores: kept.map(({ score }) => score) };
}

/** At most `count` of the items, evenly spread, the first and the last among them. */
function evenly<T>(items: readonly T[], count: number): readonly T[] {
  if (items.length <= count) return items;
  return Array.from({ length: count }, (_, i) => items[Math.round((i * (items.length - 1)) / (count - 1))] as T);
}

function interpolated(x: number, xs: readonly number[], ys: readonly number[]): number {
  let low = 0;
  let high = xs.length - 1;
  if (x <= (xs[low] as number)) return ys[low] as number;
  if (x >= (xs[high] as number)) return ys[high] as number;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((xs[middle] as number) <= x) low = middle;
    else high = middle;
  }
  const share = (x - (xs[low] as number)) / ((xs[high] as number) - (xs[low] as number));
  return (ys[low] as number) + share * ((ys[high] as number) - (ys[low] as number));
}
