import { courseOf, lastStep } from '../core/course.js';
import type { RepeatMarks, Trial, TrialState } from '../core/trial.js';

/** What a trial's state does not say. */
export interface StateMarks {
  /** Of a paused trial, which may go on: the step that it has come to. */
  readonly pausedAt?: number;
  /** It would have been pruned, but ran on to show whether that would have been right. */
  readonly audited?: true;
}

export function marksOf(trial: Trial): StateMarks {
  return {
    ...(trial.state === 'pruned' && trial.paused && { pausedAt: lastStep(courseOf(trial)) }),
    ...((trial.outline?.audited || courseOf(trial).auditedAt !== undefined) && {
      audited: true as const,
    }),
  };
}

/** A trial's state in words: `complete`, `paused at step 3`, `running (audit)`, `complete (repeat of 7)`, `failed (final of 7)`. */
export function stateText(trial: StateMarks & RepeatMarks & { readonly state: TrialState }): string {
  const { state, pausedAt, audited, repeatOf, purpose } = trial;
  if (pausedAt !== undefined) return `paused at step ${pausedAt}`;
  if (repeatOf !== undefined) return `${state} (${purpose === 'finalize' ? 'final' : 'repeat'} of ${repeatOf})`;
  return audited ? `${state} (audit)` : state;
}
