/**
 * Makes losses look normal, as a Gaussian process takes them to be: a long tail of bad losses would hide what tells the good
 * ones apart. The power is that of the largest likelihood of a normal sample.
 *
 * Yeo & Johnson: A New Family of Power Transformations to Improve Normality or Symmetry, Biometrika 87, 2000,
 * https://doi.org/10.1093/biomet/87.4.954; for this purpose as in Cowen-Rivers et al.: HEBO, 2022, https://arxiv.org/abs/2012.03826.
 */

/** Powers that are tried: from lowest to highest, by a step. 1 changes nothing, 0 is the logarithm. */
const powers = { lowest: -2, highest: 2, step: 0.1 };

export class OutputTransform {
  readonly #input: Standardization;
  readonly #power: number;
  readonly #output: Standardization;

  /** `losses` are finite; at least one. */
  constructor(losses: readonly number[]) {
    this.#input = standardization(losses);
    const standard = losses.map((loss) => scaled(loss, this.#input));
    this.#power = likeliestPower(standard);
    this.#output = standardization(standard.map((z) => yeoJohnson(z, this.#power)));
  }

  /** Of the losses that it was made from: mean 0, variance 1. Rises with the loss. */
  forward(loss: number): number {
    return scaled(yeoJohnson(scaled(loss, this.#input), this.#power), this.#output);
  }

  /** The inverse; infinite for what no loss comes to. */
  backward(value: number): number {
    return unscaled(inverseYeoJohnson(unscaled(value, this.#output), this.#power), this.#input);
  }
}

export function yeoJohnson(z: number, power: number): number {
  return z >= 0 ? boxCox(z, power) : -boxCox(-z, 2 - power);
}

export function inverseYeoJohnson(value: number, power: number): number {
  return value >= 0 ? inverseBoxCox(value, power) : -inverseBoxCox(-value, 2 - power);
}

/** ((1 + z)^power - 1) / power, for z >= 0. */
function boxCox(z: number, power: number): number {
  return Math.abs(power) < 1e-9 ? Math.log1p(z) : Math.expm1(power * Math.log1p(z)) / power;
}

function inverseBoxCox(value: number, power: number): number {
  if (Math.abs(power) < 1e-9) return Math.expm1(value);
  return power * value <= -1 ? Number.POSITIVE_INFINITY : Math.expm1(Math.log1p(power * value) / power);
}

function likeliestPower(values: readonly number[]): number {
  let best = 1;
  let bestScore = Number.NEGATIVE_INFINITY;
  const count = Math.round((powers.highest - powers.lowest) / powers.step);
  for (let i = 0; i <= count; i++) {
    const power = powers.lowest + i * powers.step;
    const score = logLikelihood(values, power);
    if (score > bestScore) [best, bestScore] = [power, score];
  }
  return best;
}

/** That the transformed values are normal, at the best mean and variance; up to a constant. */
function logLikelihood(values: readonly number[], power: number): number {
  const { scale } = standardization(values.map((z) => yeoJohnson(z, power)));
  const logSlopes = values.reduce((sum, z) => sum + Math.sign(z) * Math.log1p(Math.abs(z)), 0) * (power - 1);
  return logSlopes - values.length * Math.log(scale);
}

interface Standardization {
  readonly centre: number;
  readonly scale: number;
}

function standardization(values: readonly number[]): Standardization {
  const centre = values.reduce((sum, v) => sum + v, 0) / values.length;
  const variance = values.reduce((sum, v) => sum + (v - centre) ** 2, 0) / values.length;
  // Values that are all the same have no scale of their own.
  return { centre, scale: Math.sqrt(variance) || 1 };
}

function scaled(value: number, { centre, scale }: Standardization): number {
  return (value - centre) / scale;
}

function unscaled(value: number, { centre, scale }: Standardization): number {
  return centre + value * scale;
}
