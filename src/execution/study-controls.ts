import type { OutsideEnding } from '../core/ending-by-hand.js';
import type { Slot } from '../core/executor.js';
import type { StudySpec } from '../core/study-spec.js';
import type { Trial, WaitingTrial } from '../core/trial.js';

/** What can be done to a study while it runs. Each takes effect at once; nothing is checked that the caller can see from here. */
export interface StudyControls {
  readonly spec: StudySpec;
  readonly trials: readonly Trial[];
  readonly elapsedMs: number;
  readonly paused: boolean;
  /** Those that are used now. */
  readonly slots: readonly Slot[];
  /** Numbers of running trials that run on whatever the pruner says. */
  readonly kept: readonly number[];
  /** No new trials start until it goes on. */
  pause(): void;
  goOn(): void;
  /** No new trials start; `now`: the running ones are interrupted. */
  stop(now: boolean): void;
  endTrial(trialNumber: number, as: Exclude<OutsideEnding, 'interrupted'>): void;
  /** Lets a running trial run on whatever the pruner says. False when the pruner has stopped it already. */
  keepTrial(trialNumber: number): boolean;
  /** Commits it; telling of it is the caller's. */
  enqueue(params: WaitingTrial['params']): WaitingTrial;
  /** Another budget, other constraints, more or fewer workers; all else is as it was. */
  change(spec: StudySpec): void;
}
