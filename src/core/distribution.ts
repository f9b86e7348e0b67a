import { cumulative, quantile, type Shape } from './shape.js';

/** A value that a parameter can take. */
export type Choice = string | number | boolean | null;

interface Range {
  readonly low: number;
  readonly high: number;
  readonly log?: boolean;
  readonly step?: number;
  /** Left out: uniform on the scale, every value of a stepped range as probable as any other. */
  readonly shape?: Shape;
}

interface FloatDistribution extends Range {
  readonly kind: 'float';
}

interface IntDistribution extends Range {
  readonly kind: 'int';
}

export interface OrdinalDistribution {
  readonly kind: 'ordinal';
  readonly choices: readonly Choice[];
}

export interface CategoricalDistribution {
  readonly kind: 'categorical';
  readonly choices: readonly Choice[];
  readonly weights?: readonly number[];
}

export type NumericalDistribution = FloatDistribution | IntDistribution;
/** Values that have neighbours: a model may expect near values to do alike. */
export type OrderedDistribution = NumericalDistribution | OrdinalDistribution;

/**
 * What a parameter's values are, as plain data. Bounds are inclusive.
 *
 * - `float`: uniform in [low, high]; `log`: uniform in the logarithm (low > 0); `step`: only low, low + step, ...; `shape`:
 *   other than uniform.
 * - `int`: the same over whole numbers; `step` defaults to 1.
 * - `ordinal`: one of `choices`, which stand in their order (small, medium, large; 16, 32, 64), all equally probable.
 * - `categorical`: one of `choices`; `weights` are their prior probabilities (they sum to 1), equal when left out.
 */
export type Distribution = OrderedDistribution | CategoricalDistribution;

/** The distance between neighbouring values; undefined where the values are continuous. */
export function stepOf(distribution: NumericalDistribution): number | undefined {
  return distribution.kind === 'int' ? (distribution.step ?? 1) : distribution.step;
}

/** How many values there are; Infinity for a float without `step`. */
export function valueCount(distribution: Distribution): number {
  if (isListed(distribution)) return distribution.choices.length;
  const { low, high } = distribution;
  if (low === high) return 1;
  const step = stepOf(distribution);
  return step === undefined ? Number.POSITIVE_INFINITY : Math.floor((high - low) / step + rounding) + 1;
}

/** Value number `index`, from 0, of a distribution with a finite `valueCount`. */
export function valueAt(distribution: Distribution, index: number): Choice {
  if (isListed(distribution)) return distribution.choices[index] as Choice;
  const step = stepOf(distribution);
  if (step === undefined) return distribution.low;
  // As it would be written: 0.1 + 2 * 0.1 is 0.3, not 0.30000000000000004.
  const value = distribution.low + index * step;
  return Number(value.toFixed(Math.max(decimals(distribution.low), decimals(step))));
}

export function contains(distribution: Distribution, value: Choice | undefined): boolean {
  if (value === undefined) return false;
  if (isListed(distribution)) return distribution.choices.includes(value);
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
 * The stretch of [0, 1] that belongs to a value: of the width of its probability, all values one after the other. For a value of
 * a continuous range, which has none, both ends are its place. `value` must be contained in the distribution.
 */
export function shareOf(distribution: Distribution, value: Choice): readonly [from: number, to: number] {
  if (distribution.kind === 'categorical') {
    const index = distribution.choices.indexOf(value);
    const probabilities = choiceProbabilities(distribution);
    const below = sum(probabilities.slice(0, index));
    return [below, below + (probabilities[index] as number)];
  }
  if (distribution.kind === 'ordinal') {
    const index = distribution.choices.indexOf(value);
    return [index / distribution.choices.length, (index + 1) / distribution.choices.length];
  }
  if (distribution.low === distribution.high) return [0, 1];
  const shape = shapeOf(distribution);
  const half = (stepOf(distribution) ?? 0) / 2;
  const from = cumulative(shape, toScale(distribution, (value as number) - half));
  return [from, half === 0 ? from : cumulative(shape, toScale(distribution, (value as number) + half))];
}

/** A value's place in [0, 1]: the middle of its share. `value` must be contained in the distribution. */
export function encode(distribution: Distribution, value: Choice): number {
  const [from, to] = shareOf(distribution, value);
  return (from + to) / 2;
}

/** The value whose share of the distribution `unit` in [0, 1] falls into: uniform shares give the distribution itself. */
export function decode(distribution: Distribution, unit: number): Choice {
  if (distribution.kind === 'categorical') return distribution.choices[pick(choiceProbabilities(distribution), unit)] as Choice;
  if (distribution.kind === 'ordinal') {
    const { choices } = distribution;
    return choices[Math.min(choices.length - 1, Math.floor(unit * choices.length))] as Choice;
  }
  if (distribution.low === distribution.high) return distribution.low;
  return snap(distribution, fromScale(distribution, quantile(shapeOf(distribution), unit)));
}

/** The prior probability of each choice. */
export function choiceProbabilities({ choices, weights }: CategoricalDistribution): readonly number[] {
  return weights ?? choices.map(() => 1 / choices.length);
}

/** Whether the distribution is a list of choices. */
export function isListed(distribution: Distribution): distribution is OrdinalDistribution | CategoricalDistribution {
  return distribution.kind === 'categorical' || distribution.kind === 'ordinal';
}

function shapeOf(distribution: NumericalDistribution): Shape {
  if (distribution.shape) return distribution.shape;
  const step = stepOf(distribution);
  if (step === undefined)
    return { type: 'uniform', low: toScale(distribution, distribution.low), high: toScale(distribution, distribution.high) };
  // Stepped values own half a step on either side, so that the outermost ones are as probable as those between.
  const highest = valueAt(distribution, valueCount(distribution) - 1) as number;
  return {
    type: 'uniform',
    // On a log scale no further down than half the lowest value: a step wider than that would end below 0.
    low: toScale(distribution, Math.max(distribution.low - step / 2, distribution.log ? distribution.low / 2 : -Infinity)),
    high: toScale(distribution, highest + step / 2),
  };
}

/** Onto the scale of the distribution's shape: the logarithm for `log` (of 0 and below: -Infinity), else as it is. */
function toScale(distribution: NumericalDistribution, value: number): number {
  return distribution.log ? Math.log(Math.max(0, value)) : value;
}

function fromScale(distribution: NumericalDistribution, scaled: number): number {
  return distribution.log ? Math.exp(scaled) : scaled;
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
