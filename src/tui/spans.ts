import type { Slot } from '../core/executor.js';
import type { TrialState } from '../core/trial.js';

/** A stretch of time in which a slot ran a trial. */
export interface Span {
  /** The slot's index. */
  readonly slot: number;
  readonly trialNumber: number;
  /** Milliseconds since the epoch. */
  readonly from: number;
  /** Left out while it runs. */
  readonly to?: number;
  /** What became of the trial; `waiting` when it was interrupted. */
  readonly state: TrialState;
}

/** How many are kept: a study of days has more than a screen can tell apart. */
const KEPT_SPANS = 4000;

export function begun(spans: readonly Span[], slot: Slot, trialNumber: number, from: number): readonly Span[] {
  const span: Span = { slot: slot.index, trialNumber, from, state: 'running' };
  return [...(spans.length < KEPT_SPANS ? spans : spans.slice(1)), span];
}

/** The trial's last span has come to its end. */
export function closed(spans: readonly Span[], trialNumber: number, to: number, state: TrialState): readonly Span[] {
  const index = spans.findLastIndex((span) => span.trialNumber === trialNumber && span.to === undefined);
  const span = spans[index];
  return span === undefined ? spans : spans.with(index, { ...span, to, state });
}
