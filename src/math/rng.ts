import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus, xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';

/** A seeded stream of random numbers. The only source of randomness that samplers and trainers have. */
export interface Rng {
  /** Uniform in [0, 1), 53 bits. */
  next(): number;
}

/** A stream that can be left and taken up again, in another process too. */
export interface ResumableRng extends Rng {
  /** Where the stream stands. */
  state(): readonly number[];
  /** Goes on from where some stream stood. */
  restore(state: readonly number[]): void;
}

/** A stream of random numbers (xoroshiro128+) that depends on the seed alone. */
export function createRng(seed: number): ResumableRng {
  let generator = xoroshiro128plus(seed | 0);
  return {
    next: () => uniformFloat64(generator),
    state: () => generator.getState(),
    restore(state) {
      generator = xoroshiro128plusFromState(state);
    },
  };
}

/**
 * A 32-bit seed for one purpose of one trial. Streams of different purposes, trials or studies are unrelated: the parts are
 * mixed with MurmurHash3's finaliser (Appleby 2011, public domain), which changes half of the bits for each bit of its input.
 */
export function deriveSeed(studySeed: number, trialNumber: number, purpose: string): number {
  let hash = mix(studySeed | 0);
  hash = mix(hash ^ (trialNumber | 0));
  for (const character of purpose) hash = mix(hash ^ (character.codePointAt(0) ?? 0));
  return hash >>> 0;
}

function mix(value: number): number {
  let hash = (value + 0x9e3779b9) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return hash ^ (hash >>> 16);
}

/** Where a counter for `randomIntegers` starts, uniform in [0, 2^32). */
export function randomCounter(rng: Rng): number {
  return Math.floor(rng.next() * 2 ** 32);
}

/**
 * `count` whole numbers, uniform in [0, 2^32): the values of a counter, mixed as above. Several times as fast as so many numbers of
 * the stream, of which they take one.
 */
export function randomIntegers(start: number, count: number): Uint32Array {
  const integers = new Uint32Array(count);
  for (let i = 0; i < count; i++) integers[i] = mix(start + i);
  return integers;
}

/** A whole number, uniform in [low, high]. */
export function uniformInt(rng: Rng, low: number, high: number): number {
  return low + Math.floor(rng.next() * (high - low + 1));
}

/** Standard normal, by Box and Muller (1958). */
export function standardNormal(rng: Rng): number {
  const radius = Math.sqrt(-2 * Math.log(1 - rng.next()));
  return radius * Math.cos(2 * Math.PI * rng.next());
}

/** The array in a random order (Fisher-Yates), as a new array. */
export function shuffled<T>(rng: Rng, items: readonly T[]): T[] {
  const result = [...items];
  for (let i = result.length - 1; i > 0; i--) {
    const j = uniformInt(rng, 0, i);
    [result[i], result[j]] = [result[j] as T, result[i] as T];
  }
  return result;
}
