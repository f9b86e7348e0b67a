import type { Distribution } from '../core/distribution.js';
import type { Shape } from '../core/shape.js';
import type { ParameterSettings } from './parameter-schema.js';
import type { Path, Problems } from './problems.js';

/** A continuous distribution: how its probability lies, and between which values. */
export interface Spread {
  readonly low: number;
  readonly high: number;
  readonly log?: true;
  readonly shape: Shape;
}

/** In standard deviations: as far as the quantile of a random number of 53 bits comes from the mean. */
const normalReach = 8.3;

/** W&B's normal, log_normal, beta and what is rounded of them (`q_`). */
export function readSpread(name: string, settings: ParameterSettings, path: Path, problems: Problems): Distribution | undefined {
  const { q = 1 } = settings;
  const spread = spreadOf(name.replace(/^q_/, ''), settings);
  if (!Number.isFinite(spread.high - spread.low) || (spread.log && spread.low === 0)) {
    problems.add(path, 'expected values that a number can hold, got a wider distribution; choose a smaller `sigma`');
    return undefined;
  }
  return name.startsWith('q_') ? roundedTo(q, spread, path, problems) : { kind: 'float', ...spread };
}

function spreadOf(name: string, { mu = 0, sigma = 1, a = 1, b = 1 }: ParameterSettings): Spread {
  if (name === 'beta') return { low: 0, high: 1, shape: { type: 'beta', a, b } };
  const shape: Shape = { type: 'normal', mean: mu, deviation: sigma };
  const [low, high] = [mu - normalReach * sigma, mu + normalReach * sigma];
  return name === 'log_normal' ? { low: Math.exp(low), high: Math.exp(high), log: true, shape } : { low, high, shape };
}

/**
 * Every value rounded to a multiple of q, which has the probability of all that is rounded to it: less at the ends of a uniform
 * one, and of a logarithmic one 0 has some, too. One value only becomes that value.
 */
export function roundedTo(q: number, spread: Spread, path: Path, problems: Problems): Distribution | undefined {
  // Half a q above a multiple, where two multiples are equally near: the lower end goes up and the upper end down, as no
  // probability would be left for the multiple beyond.
  const low = multiple(Math.round(spread.low / q), q);
  const high = Math.max(low, multiple(Math.ceil(spread.high / q - 0.5), q));
  if (!(Math.max(-low, high, (high - low) / q) <= Number.MAX_SAFE_INTEGER)) {
    problems.add(
      path,
      `expected multiples of \`q\` below 2^53, in size and in number, got more from ${shown(low)} to ${shown(high)}`,
    );
    return undefined;
  }
  if (low === high) return { kind: 'categorical', choices: [low] };
  const { log, shape } = spread;
  return { kind: Number.isInteger(q) ? 'int' : 'float', low, high, ...(log && { log }), step: q, shape };
}

function multiple(count: number, q: number): number {
  // Without the noise of binary fractions, and not -0, which would be another value than 0.
  return Number.isInteger(q) ? count * q + 0 : Number((count * q).toPrecision(15));
}

function shown(value: number): number {
  return Number(value.toPrecision(6));
}
