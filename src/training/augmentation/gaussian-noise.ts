import { type Rng, standardNormal } from '../../math/rng.js';

/**
 * Adds noise of mean 0 to the first `columns` of each row, in place. For a linear model and small noise, that is the same as
 * weight decay (Bishop, "Training with Noise is Equivalent to Tikhonov Regularization", 1995,
 * https://doi.org/10.1162/neco.1995.7.1.108).
 *
 * @param values [rows, width]
 */
export function addGaussianNoise(values: Float32Array, width: number, columns: number, deviation: number, rng: Rng): void {
  if (deviation === 0) return;
  for (let start = 0; start < values.length; start += width) {
    for (let i = start; i < start + columns; i++) values[i] = (values[i] as number) + deviation * standardNormal(rng);
  }
}
