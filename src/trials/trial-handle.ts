import type { Device } from '../core/backend.js';
import type { Progress } from '../core/executor.js';
import type { Metrics, Params } from '../core/trial.js';
import type { TensorFlow } from '../training/tf.js';
import type { TrialCheckpoint } from './trial-checkpoint.js';

/** What a running trial is given. */
export interface TrialHandle<P = Params> {
  readonly number: number;
  readonly params: P;
  /** From (study seed, trial number): seed whatever is random with it, and the trial repeats itself. */
  readonly seed: number;
  /** What it may compute on, alone while it runs. */
  readonly device: Device;
  /**
   * Tells the study what was measured at a step, usually an epoch; steps are whole numbers that rise, from 1. Resolves to `stop`
   * when the trial is pruned or the study ends: return soon then.
   */
  report(step: number, metrics: Metrics): Promise<'continue' | 'stop'>;
  /** Shown, never stored. */
  progress(progress: Progress): void;
  /** True when the trial should end within a batch. Cheap enough to read before every one, and true before `signal` can fire. */
  readonly stopRequested: boolean;
  /** Fires when the trial should end: for what waits, such as requests and child processes. */
  readonly signal: AbortSignal;
  /** A line for the trial's log file. */
  log(line: string): void;
  /** What a trial goes on from after an interruption, a crash or a pause. Undefined where the study keeps no files. */
  readonly checkpoint?: TrialCheckpoint;
  /** TensorFlow.js on the trial's device, with kernels for training where that is the CPU. Started at the first call. */
  tensorflow(): Promise<TensorFlow>;
}

/** A user's objective: resolves to the metrics in the end, or to the value of the objective's metric alone. */
export type ObjectiveFunction<P = Params> = (
  trial: TrialHandle<P>,
) => Metrics | number | undefined | Promise<Metrics | number | undefined>;
