import { normalCdf } from '../../math/normal.js';
import type { Prediction } from './curve-model.js';

/** The probability that the value is at most `x`. */
export function probabilityBelow({ weights, means, deviations }: Prediction, x: number): number {
  let probability = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (weight > 1e-9) probability += weight * normalCdf((x - (means[i] as number)) / (deviations[i] as number));
  }
  return probability;
}

/** The value below which the prediction lies with probability `p`, in (0, 1): by bisection, to a millionth. */
export function quantile(prediction: Prediction, p: number): number {
  let [low, high] = [-1, 1];
  while (probabilityBelow(prediction, low) > p) low *= 2;
  while (probabilityBelow(prediction, high) < p) high *= 2;
  while (high - low > 1e-6) {
    const middle = (low + high) / 2;
    if (probabilityBelow(prediction, middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
