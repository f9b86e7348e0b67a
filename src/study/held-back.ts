/**
 * Of a budget of time or epochs a share is held back for what comes after the search, a fifth each for the race and for the final
 * retrainings: they are few runs, but whole ones, and none of them is worth much without the others. A budget of trials counts the
 * search's own alone, and holds nothing back.
 */
import type { EndReason } from '../core/events.js';
import type { StudySpec } from '../core/study-spec.js';
import { type Purpose, stepsOf, type Trial } from '../core/trial.js';

/** Of the search: undefined. */
export type Phase = Purpose | undefined;

const share = 0.2;

/** The part of the budget that is not held back for later phases, 0 to 1. */
function partUpTo({ repeats, finalize }: StudySpec, phase: Phase): number {
  if (phase === 'finalize') return 1;
  const forFinals = finalize ? share : 0;
  return 1 - forFinals - (phase === undefined && repeats ? share : 0);
}

/** When a phase has to end, in milliseconds of all runs together. What is held back is a share of the time since it was given. */
export function timeLimit(spec: StudySpec, phase: Phase): number | undefined {
  const { timeMs, timeFromMs = 0 } = spec.budget;
  return timeMs === undefined ? undefined : timeFromMs + (timeMs - timeFromMs) * partUpTo(spec, phase);
}

/** How many steps all trials together may have reported when a phase ends. */
export function epochLimit(spec: StudySpec, phase: Phase): number | undefined {
  const { epochs } = spec.budget;
  return epochs === undefined ? undefined : epochs * partUpTo(spec, phase);
}

/** Why no more repeats may start for a purpose; undefined when they may. */
export function repeatsEndReason(
  spec: StudySpec,
  trials: readonly Trial[],
  elapsedMs: number,
  purpose: Purpose,
): EndReason | undefined {
  const [time, epochs] = [timeLimit(spec, purpose), epochLimit(spec, purpose)];
  if (time !== undefined && elapsedMs >= time) return 'time';
  if (epochs !== undefined && trials.reduce((sum, trial) => sum + stepsOf(trial), 0) >= epochs) return 'epochs';
  return undefined;
}
