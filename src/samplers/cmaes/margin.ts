/**
 * The margin: on a stepped coordinate the neighbouring values keep a probability of at least `alpha`, so that the search does not
 * get stuck on one value once sigma is small against the steps.
 *
 * Hamano, Saito, Nomura & Shirakawa: CMA-ES with Margin, GECCO 2022, https://arxiv.org/abs/2205.13482, section 4; letters and
 * equation numbers are its own. We treat two values as we do the ends of a longer range.
 */
import { normalCdf, normalQuantile } from '../../math/normal.js';
import { type Coordinate, cellOf, valueNear } from './coordinates.js';
import { deviations, type Evolution } from './evolution.js';

export function withMargin(evolution: Evolution, coordinates: readonly Coordinate[]): Evolution {
  if (!coordinates.some(({ stepped }) => stepped)) return evolution;
  const { dimension, population } = evolution.strategy;
  const alpha = 1 / (dimension * population); // section 5.1
  const deviation = deviations(evolution);
  const mean = Float64Array.from(evolution.mean);
  const scale = Float64Array.from(evolution.scale);
  coordinates.forEach((coordinate, j) => {
    if (!coordinate.stepped) return;
    const place = mean[j] as number;
    const cell = cellOf(coordinate.distribution, valueNear(coordinate, place));
    const kept = corrected(place, deviation[j] as number, cell, alpha);
    mean[j] = kept.mean;
    scale[j] = (scale[j] as number) * kept.widening;
  });
  return { ...evolution, mean, scale };
}

/** The mean and the factor on the deviation that leave at least alpha outside of the cell which the mean lies in. */
function corrected(
  mean: number,
  deviation: number,
  [low, up]: readonly [number, number],
  alpha: number,
): { mean: number; widening: number } {
  if (low === Number.NEGATIVE_INFINITY || up === Number.POSITIVE_INFINITY) {
    // At an end there is one neighbour: the mean stays near enough to the border (19).
    const border = low === Number.NEGATIVE_INFINITY ? up : low;
    const farthest = -normalQuantile(alpha) * deviation;
    return { mean: border + Math.sign(mean - border) * Math.min(Math.abs(mean - border), farthest), widening: 1 };
  }
  const below = normalCdf((low - mean) / deviation); // p_low (20)
  const above = normalCdf((mean - up) / deviation); // p_up (21)
  const middle = 1 - below - above; // (22)
  const half = alpha / 2;
  const atLeastBelow = Math.max(half, below); // (23)
  const atLeastAbove = Math.max(half, above); // (24)
  // What they have gained is taken from where there is more than the margin (25), (26).
  const spare = (1 - atLeastBelow - atLeastAbove - middle) / (atLeastBelow + middle + atLeastAbove - 3 * half);
  const toBelow = -normalQuantile(atLeastBelow + spare * (atLeastBelow - half));
  const toAbove = -normalQuantile(atLeastAbove + spare * (atLeastAbove - half));
  const widened = (up - low) / (toBelow + toAbove);
  // (27), (28): the normal whose quantiles are the borders.
  return { mean: low + widened * toBelow, widening: widened / deviation };
}
