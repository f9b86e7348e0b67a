import { deriveSeed } from '../math/rng.js';

/** The seed of all that is random inside a trial: the same in every attempt. */
export function trialSeed(studySeed: number, trialNumber: number): number {
  return deriveSeed(studySeed, trialNumber, 'trial');
}
