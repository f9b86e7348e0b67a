import {
  type Choice,
  type Distribution,
  isListed,
  type NumericalDistribution,
  stepOf,
  valueAt,
  valueCount,
} from '../../core/distribution.js';

/** A parameter's value as a row of Optuna's `trial_params`. */
interface OptunaParameter {
  /** The distribution. */
  readonly json: string;
  /** The value itself, or of a list its place, from 0. */
  readonly number: number;
}

/**
 * Of what Optuna's distributions do not have, probabilities that are not even and the order of a list are lost; a range that has
 * both a logarithmic scale and a step other than 1 keeps the scale.
 */
export function toOptuna(distribution: Distribution, value: Choice): OptunaParameter {
  if (isListed(distribution)) {
    const { choices } = distribution;
    return { json: toJson('CategoricalDistribution', { choices }), number: choices.indexOf(value) };
  }
  const name = distribution.kind === 'int' ? 'IntDistribution' : 'FloatDistribution';
  return { json: toJson(name, range(distribution)), number: Number(value) };
}

function range(distribution: NumericalDistribution): object {
  const { kind, low, high } = distribution;
  // A list of rounded values may begin at 0 on a logarithmic scale, which Optuna's cannot.
  if (distribution.log && low > 0) return { low, high, log: true, step: kind === 'int' ? 1 : null };
  const step = stepOf(distribution) ?? null;
  const last = step === null ? high : valueAt(distribution, valueCount(distribution) - 1);
  return { low, high: last, log: false, step };
}

function toJson(name: string, attributes: object): string {
  return JSON.stringify({ name, attributes });
}
