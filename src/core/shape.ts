import { betaCdf, betaQuantile } from '../math/beta.js';
import { normalCdf, normalQuantile } from '../math/normal.js';

/**
 * How probability lies along a numerical distribution's scale (the logarithm for `log`).
 *
 * - `uniform`: evenly between `low` and `high`, both on the scale.
 * - `normal`: the mean and the standard deviation, both on the scale.
 * - `beta`: over [0, 1], with its two shape parameters.
 */
export type Shape =
  | { readonly type: 'uniform'; readonly low: number; readonly high: number }
  | { readonly type: 'normal'; readonly mean: number; readonly deviation: number }
  | { readonly type: 'beta'; readonly a: number; readonly b: number };

/** The probability below `x` on the scale. */
export function cumulative(shape: Shape, x: number): number {
  switch (shape.type) {
    case 'uniform':
      return Math.min(1, Math.max(0, (x - shape.low) / (shape.high - shape.low)));
    case 'normal':
      return normalCdf((x - shape.mean) / shape.deviation);
    case 'beta':
      return betaCdf(x, shape.a, shape.b);
  }
}

/** The x on the scale below which the probability is `p`; infinite at the ends of a normal. */
export function quantile(shape: Shape, p: number): number {
  switch (shape.type) {
    case 'uniform':
      return shape.low + p * (shape.high - shape.low);
    case 'normal':
      return shape.mean + shape.deviation * normalQuantile(p);
    case 'beta':
      return betaQuantile(p, shape.a, shape.b);
  }
}
