/** A value that a parameter can take. */
export type Choice = string | number | boolean | null;

interface FloatDistribution {
  readonly kind: 'float';
  readonly low: number;
  readonly high: number;
  readonly log?: boolean;
  readonly step?: number;
}

interface IntDistribution {
  readonly kind: 'int';
  readonly low: number;
  readonly high: number;
  readonly log?: boolean;
  readonly step?: number;
}

export interface CategoricalDistribution {
  readonly kind: 'categorical';
  readonly choices: readonly Choice[];
  readonly weights?: readonly number[];
}

export type NumericalDistribution = FloatDistribution | IntDistribution;

/**
 * What a parameter's values are, as plain data. Bounds are inclusive.
 *
 * - `float`: uniform in [low, high]; `log`: uniform in the logarithm (low > 0); `step`: only low, low + step, ... (not with `log`).
 * - `int`: the same over whole numbers; `step` defaults to 1; with `log` the step is 1.
 * - `categorical`: one of `choices`; `weights` are their prior probabilities (they sum to 1), equal when left out.
 */
export type Distribution = NumericalDistribution | CategoricalDistribution;

/** The distance between neighbouring values; undefined where the values are continuous. */
export function stepOf(distribution: NumericalDistribution): number | undefined {
  return distribution.kind === 'int' ? (distribution.step ?? 1) : distribution.step;
}

/** How many values there are; Infinity for a float without `step`. */
export function valueCount(distribution: Distribution): number {
  if (distribution.kind === 'categorical') return distribution.choices.length;
  const { low, high } = distribution;
  if (low === high) return 1;
  const step = stepOf(distribution);
  return step === undefined ? Number.POSITIVE_INFINITY : Math.floor((high - low) / step + rounding) + 1;
}

/** Value number `index`, from 0, of a distribution with a finite `valueCount`. */
export function valueAt(distribution: Distribution, index: number): Choice {
  if (distribution.kind === 'categorical') return distribution.choices[index] as Choice;
  const step = stepOf(distribution);
  if (step === undefined) return distribution.low;
  // As it would be written: 0.1 + 2 * 0.1 is 0.3, not 0.30000000000000004.
  const value = distribution.low + index * step;
  return Number(value.toFixed(Math.max(decimals(distribution.low), decimals(step))));
}

export function contains(distribution: Distribution, value: Choice | undefined): boolean {
  if (value === undefined) return false;
  if (distribution.kind === 'categorical') return distribution.choices.includes(value);
  if (typeof value !== 'number' || !(value >= distribution.low && value <= distribution.high)) return false;
  const step = stepOf(distribution);
  return step === undefined || Math.abs((value - distribution.low) / step - indexNear(distribution, value)) < rounding;
}

/** The value of the distribution nearest to `value`. */
export function snap(distribution: NumericalDistribution, value: number): number {
  if (stepOf(distribution) === undefined) return Math.min(distribution.high, Math.max(distribution.low, value));
  return valueAt(distribution, indexNear(distribution, value)) as number;
}

/**
 * A value's place in [0, 1]: the share of the distribution's probability below it, plus half of its own where it has some.
 * `value` must be contained in the distribution.
 */
export function encode(distribution: Distribution, value: Choice): number {
  if (distribution.kind === 'categorical') {
    const index = distribution.choices.indexOf(value);
    const probabilities = choiceProbabilities(distribution);
    return sum(probabilities.slice(0, index)) + (probabilities[index] as number) / 2;
  }
  if (distribution.low === distribution.high) return 0.5;
  const [low, high] = scaledBounds(distribution);
  return (toScale(distribution, value as number) - low) / (high - low);
}

/** The value whose share of the distribution `unit` in [0, 1] falls into: uniform shares give the distribution itself. */
export function decode(distribution: Distribution, unit: number): Choice {
  if (distribution.kind === 'categorical') return distribution.choices[pick(choiceProbabilities(distribution), unit)] as Choice;
  const [low, high] = scaledBounds(distribution);
  return snap(distribution, fromScale(distribution, low + unit * (high - low)));
}

/** The prior probability of each choice. */
export function choiceProbabilities({ choices, weights }: CategoricalDistribution): readonly number[] {
  return weights ?? choices.map(() => 1 / choices.length);
}

/** Onto the scale on which the distribution is uniform: the logarithm for `log`, else as it is. */
export function toScale(distribution: NumericalDistribution, value: number): number {
  return distribution.log ? Math.log(value) : value;
}

/** The inverse of `toScale`. */
export function fromScale(distribution: NumericalDistribution, scaled: number): number {
  return distribution.log ? Math.exp(scaled) : scaled;
}

/**
 * The bounds on the distribution's scale. Stepped values own half a step on either side, so that the outermost ones are as
 * probable as those between.
 */
export function scaledBounds(distribution: NumericalDistribution): readonly [low: number, high: number] {
  const step = stepOf(distribution);
  if (step === undefined) return [toScale(distribution, distribution.low), toScale(distribution, distribution.high)];
  const highest = valueAt(distribution, valueCount(distribution) - 1) as number;
  return [toScale(distribution, distribution.low - step / 2), toScale(distribution, highest + step / 2)];
}

/** The index whose share of `probabilities` the number `unit` in [0, 1] falls into. */
export function pick(probabilities: readonly number[] | Float64Array, unit: number): number {
  let rest = unit;
  for (let i = 0; i < probabilities.length - 1; i++) {
    rest -= probabilities[i] as number;
    if (rest < 0) return i;
  }
  return probabilities.length - 1;
}

/** In steps: differences below it come from binary fractions, not from the user. */
const rounding = 1e-9;

function indexNear(distribution: NumericalDistribution, value: number): number {
  const index = Math.round((value - distribution.low) / (stepOf(distribution) as number));
  return Math.min(valueCount(distribution) - 1, Math.max(0, index));
}

/** Decimal places of a number as JavaScript writes it: 2 for 0.25, 7 for 1e-7. */
function decimals(value: number): number {
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  return Math.min(100, Math.max(0, (mantissa.split('.')[1] ?? '').length - Number(exponent)));
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
