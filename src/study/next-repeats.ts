import type { StudySpec } from '../core/study-spec.js';
import { isFinished, type Purpose, type Trial } from '../core/trial.js';
import { missingFinals } from './finalists.js';
import { repeatsEndReason } from './held-back.js';
import { raceState } from './race.js';

/** A configuration, by its first trial, that is to run under the seed of a round. */
interface NextRepeat {
  readonly first: Trial;
  readonly round: number;
}

/** In their order: who is trained anew in the end hangs on the race. */
const purposes: readonly Purpose[] = ['repeat', 'finalize'];

/**
 * What repeats are for that are to run next, once the search has ended: those that wait, or new ones. Undefined when there is
 * nothing more to run, or no budget to run it.
 */
export function nextPurpose(spec: StudySpec, trials: readonly Trial[], elapsedMs: number): Purpose | undefined {
  return purposes.find((purpose) => {
    if (spec[purpose === 'repeat' ? 'repeats' : 'finalize'] === undefined) return false;
    if (repeatsEndReason(spec, trials, elapsedMs, purpose) !== undefined) return false;
    return (
      trials.some((trial) => trial.purpose === purpose && !isFinished(trial)) || nextRepeats(trials, spec, purpose).length > 0
    );
  });
}

/** What is to run next for a purpose; it follows from the trials alone. */
export function nextRepeats(
  trials: readonly Trial[],
  { repeats, finalize }: Pick<StudySpec, 'repeats' | 'finalize'>,
  purpose: Purpose,
): NextRepeat[] {
  if (purpose === 'finalize') return finalize ? missingFinals(trials, finalize) : [];
  const next = repeats && raceState(trials, repeats).next;
  return next ? next.entrants.map((first) => ({ first, round: next.round })) : [];
}
