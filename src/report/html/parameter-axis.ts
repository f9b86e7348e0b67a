import { type Choice, isListed, type NumericalDistribution, snap, stepOf } from '../../core/distribution.js';
import type { Parameter } from '../../core/search-space.js';
import { quantile } from '../../core/shape.js';
import { choiceText, numberText } from '../wording.js';

/** More labels than these run into each other; single values of a longer list are named where the mouse points. */
const mostChoiceTicks = 24;

export interface Tick {
  /** 0 to 1 along the axis. */
  readonly at: number;
  readonly text: string;
}

/** Where a parameter's values stand on a line from 0 to 1: the same for linear, logarithmic and categorical ones. */
export interface ParameterAxis {
  readonly name: string;
  readonly kind: 'linear' | 'log' | 'categorical';
  readonly ticks: readonly Tick[];
}

/** An axis, and where values stand on it. */
export interface AxisScale {
  readonly axis: ParameterAxis;
  /** Null where the parameter is not part of the trial. Values beyond the ends stand at them. */
  positionOf(value: Choice | undefined): number | null;
}

/** `values` are those that the axis has to show: it is as long as they need where the distribution has no useful ends. */
export function axisScale({ name, distribution }: Parameter, values: readonly (Choice | undefined)[]): AxisScale {
  return isListed(distribution) ? listedScale(name, distribution.choices) : numericalScale(name, distribution, values);
}

function listedScale(name: string, choices: readonly Choice[]): AxisScale {
  const ticks = choices.map((choice, index) => ({ at: choicePosition(index, choices.length), text: choiceText(choice) }));
  const every = Math.ceil(choices.length / mostChoiceTicks);
  return {
    axis: { name, kind: 'categorical', ticks: ticks.filter((_, index) => index % every === 0) },
    positionOf: (value) => {
      const index = value === undefined ? -1 : choices.indexOf(value);
      return index < 0 ? null : choicePosition(index, choices.length);
    },
  };
}

function numericalScale(name: string, distribution: NumericalDistribution, values: readonly (Choice | undefined)[]): AxisScale {
  const { log = false, kind } = distribution;
  const [least, high] = reachOf(distribution, values);
  // A logarithmic axis cannot show 0, which rounding to multiples may give: it stands at the end, half a step below the first one.
  const showsZero = log && least <= 0;
  const low = showsZero ? (stepOf(distribution) as number) / 2 : least;
  const tickValues = log ? logTicks(low, high) : linearTicks(low, high, kind === 'int');
  const ticks = tickValues.map((value) => ({ at: share(value, low, high, log), text: numberText(value) }));
  return {
    axis: { name, kind: log ? 'log' : 'linear', ticks: showsZero ? [{ at: 0, text: '0' }, ...ticks.slice(1)] : ticks },
    positionOf: (value) =>
      typeof value === 'number' ? Math.min(1, Math.max(0, share(Math.max(low, value), low, high, log))) : null,
  };
}

/** The ends of the range; of a normal, which has none, where all but two in a thousand values lie, and the values at hand. */
function reachOf(distribution: NumericalDistribution, values: readonly (Choice | undefined)[]): readonly [number, number] {
  const { low, high, log, shape } = distribution;
  if (shape?.type !== 'normal') return [low, high];
  const usual = [0.001, 0.999].map((p) => snap(distribution, log ? Math.exp(quantile(shape, p)) : quantile(shape, p)));
  const shown = [...usual, ...values.filter((value) => typeof value === 'number')];
  const [least, most] = [Math.min(...shown), Math.max(...shown)];
  return least < most ? [least, most] : [low, high];
}

/** In the middle of its band, so that marks can be spread around it. */
function choicePosition(index: number, count: number): number {
  return (index + 0.5) / count;
}

function share(value: number, low: number, high: number, log: boolean): number {
  return log ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
}

/** Both ends and the round values between them: steps of 1, 2 or 5 times a power of ten, some five of them. */
export function linearTicks(low: number, high: number, whole: boolean): number[] {
  const rough = (high - low) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const nice = [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= rough) ?? power;
  const step = whole ? Math.max(1, Math.round(nice)) : nice;
  const inner: number[] = [];
  for (let index = Math.ceil(low / step); index * step <= high; index++) inner.push(Number((index * step).toPrecision(12)));
  return withEnds(low, high, inner, (high - low) / 12, (a, b) => Math.abs(a - b));
}

/** Both ends and the powers of ten between them; over less than two decades 2 and 5 times those as well. */
export function logTicks(low: number, high: number): number[] {
  const factors = Math.log10(high / low) < 2 ? [1, 2, 5] : [1];
  const inner: number[] = [];
  for (let exponent = Math.floor(Math.log10(low)); exponent <= Math.log10(high); exponent++)
    for (const factor of factors) inner.push(Number(`${factor}e${exponent}`));
  return withEnds(low, high, inner, Math.log(high / low) / 12, (a, b) => Math.abs(Math.log(a / b)));
}

/** Leaves out inner values that would touch an end's label. */
function withEnds(low: number, high: number, inner: number[], gap: number, distance: (a: number, b: number) => number): number[] {
  const kept = inner.filter((value) => value > low && value < high && distance(value, low) > gap && distance(value, high) > gap);
  return [low, ...kept, high];
}
