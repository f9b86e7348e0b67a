/**
 * How a child comes from its parents, value by value: simulated binary crossover and polynomial mutation on the unit interval for
 * ordered values, a coin for categorical ones.
 *
 * Deb & Agrawal: Simulated Binary Crossover for Continuous Search Space, Complex Systems 9, 1995,
 * https://www.complex-systems.com/abstracts/v09_i02_a02/; Deb & Goyal: A Combined Genetic Adaptive Search (GeneAS) for Engineering
 * Design, 1996; both within bounds as in the authors' program of NSGA-II.
 */
import { type Choice, decode, type OrderedDistribution, shareOf } from '../../core/distribution.js';
import type { Parameter } from '../../core/search-space.js';
import type { Params } from '../../core/trial.js';
import type { Rng } from '../../math/rng.js';
import { priorPlace } from '../prior.js';

// Deb et al. take 20 for both, for tens of thousands of trials; for some hundred, wider steps come to more hypervolume.
/** The larger, the nearer children are to a parent (eta_c). */
const crossoverIndex = 10;
/** The larger, the smaller mutations are (eta_m). */
const mutationIndex = 10;
/** Of a value that both parents have: to be crossed rather than taken over. */
const crossoverShare = 0.5;

/**
 * The child's value of a parameter. `first` and `second` are its parents' parameters, of which the value may not be part;
 * `mutation` is the probability that it is changed on the way.
 */
export function inherit(parameter: Parameter, first: Params, second: Params, mutation: number, rng: Rng): Choice {
  const { name, distribution } = parameter;
  const [a, b] = [first[name] ?? second[name], second[name] ?? first[name]];
  const fresh = () => decode(distribution, priorPlace(parameter, rng.next()));
  if (a === undefined || b === undefined) return fresh();
  const mutates = rng.next() < mutation;
  if (distribution.kind === 'categorical') {
    if (mutates) return fresh();
    return rng.next() < 0.5 ? a : b;
  }
  const [from, to] = [placeWithin(distribution, a, rng), placeWithin(distribution, b, rng)];
  const crossed = rng.next() < crossoverShare ? crossover(from, to, rng) : from;
  if (!mutates && crossed === from) return a;
  return decode(distribution, mutates ? polynomialMutation(crossed, rng) : crossed);
}

/** Anywhere in the value's share, so that a small step may lead to the neighbouring value. */
function placeWithin(distribution: OrderedDistribution, value: Choice, rng: Rng): number {
  const [from, to] = shareOf(distribution, value);
  return from + (to - from) * rng.next();
}

/** One of the two children of simulated binary crossover, in [0, 1]: about as far from the nearer parent as the parents lie apart. */
export function crossover(a: number, b: number, rng: Rng): number {
  const [low, high] = a < b ? [a, b] : [b, a];
  const distance = high - low;
  if (distance < Number.EPSILON) return a;
  const isLower = rng.next() < 0.5;
  // As far as the border on this child's side: its probability is spread over what lies within.
  const room = 1 + (2 * (isLower ? low : 1 - high)) / distance;
  const alpha = 2 - room ** -(crossoverIndex + 1);
  const u = rng.next();
  const spread = (u <= 1 / alpha ? u * alpha : 1 / (2 - u * alpha)) ** (1 / (crossoverIndex + 1));
  const child = 0.5 * (low + high + (isLower ? -1 : 1) * spread * distance);
  return Math.min(1, Math.max(0, child));
}

/** A step from x in [0, 1] that stays there, mostly a small one. */
export function polynomialMutation(x: number, rng: Rng): number {
  const u = rng.next();
  const power = mutationIndex + 1;
  const step =
    u < 0.5
      ? (2 * u + (1 - 2 * u) * (1 - x) ** power) ** (1 / power) - 1
      : 1 - (2 * (1 - u) + 2 * (u - 0.5) * x ** power) ** (1 / power);
  return Math.min(1, Math.max(0, x + step));
}
