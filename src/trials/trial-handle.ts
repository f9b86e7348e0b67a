import type { Progress } from '../core/executor.js';
import type { Metrics, Params } from '../core/trial.js';

/** What a running trial sees of the study. */
export interface TrialHandle {
  readonly number: number;
  readonly params: Params;
  /** From (study seed, trial number): seed whatever is random with it, and the trial repeats itself. */
  readonly seed: number;
  /**
   * Tells the study what was measured, usually once an epoch; `step` counts from 1 and is the last one of this run plus 1 when
   * left out. Resolves to `stop` when the trial is pruned or the study ends: return soon then.
   */
  report(metrics: Metrics, step?: number): Promise<'continue' | 'stop'>;
  /** Shown, never stored. */
  progress(progress: Progress): void;
  /** True when the trial should end within a batch. Cheap enough to read before every one. */
  readonly stopRequested: boolean;
  /** A line for the trial's log file. */
  log(line: string): void;
  /**
   * Where a trial that may be paused and promoted later saves what it needs to go on, at the latest before it returns after a
   * `stop`; the function makes the folder, and best writes beside and renames. Undefined where trials are never promoted.
   */
  readonly checkpointFolder?: string;
  /**
   * The last step before the pause, of a promoted trial that left a checkpoint folder: load it and report the next step by its
   * number. A function that ignores this runs from the start; the study knows its first steps and passes over them.
   */
  readonly resumeStep?: number;
}

/** A user's objective: the metrics in the end, or the value of the objective's metric alone. */
export type ObjectiveFunction = (
  params: Params,
  trial: TrialHandle,
) => Metrics | number | undefined | Promise<Metrics | number | undefined>;
