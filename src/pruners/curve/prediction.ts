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

/** Halvings of a bracket that is a few wide: to about a millionth. */
const halvings = 24;

/** The value below which the prediction lies with probability `p`, in (0, 1). */
export function quantile(prediction: Prediction, p: number): number {
  let [low, high] = bracket(prediction);
  for (let i = 0; i < halvings; i++) {
    const middle = (low + high) / 2;
    if (probabilityBelow(prediction, middle) < p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Four standard deviations around the means of all that weighs something. */
function bracket({ weights, means, deviations }: Prediction): [low: number, high: number] {
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let i = 0; i < weights.length; i++) {
    if ((weights[i] as number) < 1e-4) continue;
    low = Math.min(low, (means[i] as number) - 4 * (deviations[i] as number));
    high = Math.max(high, (means[i] as number) + 4 * (deviations[i] as number));
  }
  return [low, high];
}
