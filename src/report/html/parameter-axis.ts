import { type Choice, isListed } from '../../core/distribution.js';
import type { Parameter } from '../../core/search-space.js';
import { choiceText, numberText } from '../wording.js';

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

export function parameterAxis({ name, distribution }: Parameter): ParameterAxis {
  if (isListed(distribution)) {
    const ticks = distribution.choices.map((choice, index) => ({
      at: choicePosition(index, distribution.choices.length),
      text: choiceText(choice),
    }));
    return { name, kind: 'categorical', ticks };
  }
  const { low, high, log } = distribution;
  const values = log ? logTicks(low, high) : linearTicks(low, high, distribution.kind === 'int');
  const ticks = values.map((value) => ({ at: share(value, low, high, log), text: numberText(value) }));
  return { name, kind: log ? 'log' : 'linear', ticks };
}

/** Null where the parameter is not part of the trial. Values outside of the range, which a user may ask for, stand at its end. */
export function positionOf({ distribution }: Parameter, value: Choice | undefined): number | null {
  if (value === undefined) return null;
  if (isListed(distribution)) {
    const index = distribution.choices.indexOf(value);
    return index < 0 ? null : choicePosition(index, distribution.choices.length);
  }
  if (typeof value !== 'number') return null;
  return Math.min(1, Math.max(0, share(value, distribution.low, distribution.high, distribution.log)));
}

/** In the middle of its band, so that marks can be spread around it. */
function choicePosition(index: number, count: number): number {
  return (index + 0.5) / count;
}

function share(value: number, low: number, high: number, log = false): number {
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
