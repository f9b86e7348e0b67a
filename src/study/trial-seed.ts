import type { Trial } from '../core/trial.js';
import { deriveSeed } from '../math/rng.js';

/**
 * The seed of all that is random inside a trial: the same in every attempt. Of repeats it hangs on their purpose and round alone, so
 * that those of different configurations can be compared in pairs.
 */
export function trialSeed(
  studySeed: number,
  { number, purpose, round = 0 }: Pick<Trial, 'number' | 'purpose' | 'round'>,
): number {
  return purpose === undefined ? deriveSeed(studySeed, number, 'trial') : deriveSeed(studySeed, round, purpose);
}
