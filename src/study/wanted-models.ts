import { objectivesOf, type StudySpec } from '../core/study-spec.js';
import type { Trial } from '../core/trial.js';
import { isRepeat } from './configurations.js';
import { incumbent } from './leaderboard.js';
import { bestOfSearch, raceState } from './race.js';

/**
 * The numbers of the trials whose models may still be asked for: the best one's; where more runs than one decide which that is,
 * those of all that may yet be; and those of final retrainings that are not `tested` yet, by number.
 */
export function wantedModels(spec: StudySpec, trials: readonly Trial[], tested: ReadonlySet<number>): ReadonlySet<number> {
  const best = incumbent(trials, objectivesOf(spec));
  const wanted = new Set(best ? [best.number] : []);
  const { repeats, finalize } = spec;
  if (!repeats && !finalize) return wanted;
  const racing = repeats?.top === 'all' ? Number.POSITIVE_INFINITY : (repeats?.top ?? 0);
  for (const { number } of bestOfSearch(trials, Math.max(racing, finalize?.top ?? 0))) wanted.add(number);
  for (const { repeatOf } of trials.filter(isRepeat)) if (repeatOf !== undefined) wanted.add(repeatOf);
  for (const { number } of repeats ? raceState(trials, repeats).dropped : []) if (number !== best?.number) wanted.delete(number);
  for (const { number, purpose, state } of trials) {
    if (purpose === 'finalize' && state === 'complete' && !tested.has(number)) wanted.add(number);
  }
  return wanted;
}
