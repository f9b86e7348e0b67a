/**
 * Sobol's low-discrepancy sequence: any 2^k points that begin at a multiple of 2^k put one point into each of 2^k equal parts of
 * every axis, and are spread over the cube as evenly.
 *
 * Sobol: On the Distribution of Points in a Cube, USSR Computational Mathematics 7, 1967,
 * https://doi.org/10.1016/0041-5553(67)90144-9; in Gray-code order after Antonov & Saleev 1979.
 */
import { joeKuoNumbers } from './joe-kuo-numbers.js';
import { deriveSeed } from './rng.js';

/** The most dimensions that a point can have. */
export const sobolDimensions = joeKuoNumbers.length + 1;

/** Binary digits of a coordinate. */
const bits = 32;

/** Direction numbers v_1 ... v_32 by dimension, made when first asked for. */
const directions: Uint32Array[] = [];

/**
 * Coordinate `dimension` (from 0, below `sobolDimensions`) of point number `index` (from 0, below 2^32) of the sequence after
 * Owen's scrambling by `seed`: uniform in (0, 1) over the seeds, and as evenly spread as the sequence itself for each.
 *
 * Owen: Randomly Permuted (t,m,s)-Nets and (t,s)-Sequences, 1995, https://doi.org/10.1007/978-1-4612-2552-2_19: each digit is
 * flipped or not by a coin of its own for each value of the digits before it. The coins are hashes, so that any point can be
 * had without those before it (as in Burley: Practical Hash-based Owen Scrambling, 2020, https://jcgt.org/published/0009/04/01/).
 */
export function scrambledSobol(index: number, dimension: number, seed: number): number {
  const digits = sobolDigits(index, dimension);
  const coins = deriveSeed(seed, dimension, 'owen');
  let scrambled = 0;
  for (let k = 0; k < bits; k++) {
    // The digits above the k-th one behind a leading 1: a number for each node of the tree of digits.
    const node = k === 0 ? 1 : (1 << k) | (digits >>> (bits - k));
    const flip = deriveSeed(coins, node, '') >>> 31;
    scrambled = (scrambled << 1) | (((digits >>> (bits - 1 - k)) & 1) ^ flip);
  }
  // The middle of the last digit's interval: never 0 or 1.
  return ((scrambled >>> 0) + 0.5) / 2 ** bits;
}

/** Coordinate `dimension` (from 0) of point number `index` (from 0) of the sequence itself, in [0, 1). */
export function sobol(index: number, dimension: number): number {
  return sobolDigits(index, dimension) / 2 ** bits;
}

/** The coordinate's binary digits behind the point, as a whole number below 2^32. */
function sobolDigits(index: number, dimension: number): number {
  directions[dimension] ??= directionNumbers(dimension);
  const numbers = directions[dimension];
  let digits = 0;
  for (let gray = (index ^ (index >>> 1)) >>> 0, k = 0; gray !== 0; gray >>>= 1, k++) {
    if (gray & 1) digits ^= numbers[k] as number;
  }
  return digits >>> 0;
}

/** v_k = m_k / 2^k as 32 digits, from the recurrence of Joe & Kuo 2008 (eq. 1 and 2). */
function directionNumbers(dimension: number): Uint32Array {
  const numbers = new Uint32Array(bits);
  // The first dimension has m_k = 1 throughout: the van der Corput sequence.
  if (dimension === 0) return numbers.map((_, k) => 1 << (bits - 1 - k));
  const row = joeKuoNumbers[dimension - 1];
  if (row === undefined) throw new RangeError(`Expected a dimension from 0 to ${sobolDimensions - 1}, got ${dimension}`);
  const [polynomial, ...initial] = row;
  const degree = initial.length;
  for (let k = 0; k < bits; k++) {
    if (k < degree) {
      numbers[k] = (initial[k] as number) << (bits - 1 - k);
      continue;
    }
    const oldest = numbers[k - degree] as number;
    let next = oldest ^ (oldest >>> degree);
    for (let j = 1; j < degree; j++) if ((polynomial >>> (degree - j)) & 1) next ^= numbers[k - j] as number;
    numbers[k] = next;
  }
  return numbers;
}
