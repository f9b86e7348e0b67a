import type { Objective } from './objective.js';
import type { WarmStartSource } from './prior-trial.js';
import type { SearchSpace } from './search-space.js';
import type { TaskSpec } from './task-spec.js';

/** Which sampler, with its options as the sweep file names them (`method: { type: tpe, multivariate: false }`). */
export interface SamplerSpec {
  readonly type: string;
  readonly [option: string]: unknown;
}

/** Which pruner, with its options as `early_terminate` names them (`{ type: asha, min_iter: 1, eta: 3 }`). */
export interface PrunerSpec {
  readonly type: string;
  readonly [option: string]: unknown;
}

/** When the study ends: whichever comes first. All totals count from the study's beginning, over all its runs. */
export interface Budget {
  readonly trials?: number;
  readonly timeMs?: number;
  /** Steps reported by all trials together. */
  readonly epochs?: number;
  /** In the metric's units: stop once a trial is at least this good. */
  readonly target?: number;
  /** With several metrics, by name, of those that have one: stop once one trial is at least this good in each of them. */
  readonly targets?: Readonly<Record<string, number>>;
  /** Stop after this many finished trials in a row without a better one, with several metrics without one on a new Pareto front. */
  readonly plateau?: number;
  /**
   * Stop once the expected gain of going on is below this, in the metric's units; `noise`: below what the metric's own noise
   * lets one tell.
   */
  readonly regret?: number | 'noise';
}

/** All that a study is, before its first trial. */
export interface StudySpec {
  readonly name: string;
  readonly description?: string;
  /** What trials are ranked by, what they report and what pruners watch. */
  readonly objective: Objective;
  /** More objectives: the study then searches for the Pareto front of all. */
  readonly furtherObjectives?: readonly Objective[];
  readonly space: SearchSpace;
  readonly sampler: SamplerSpec;
  readonly pruner: PrunerSpec;
  readonly budget: Budget;
  readonly seed: number;
  /** How many trials may have the same parameters; left out: 1. */
  readonly repeats?: number;
  /** Trials at a time; left out: one a core, or one a GPU. */
  readonly workers?: number;
  /** What trials compute on, as `parseDevice` reads it; left out: the best backend that works. */
  readonly devices?: readonly string[];
  /** Trials at a time on each device; left out: 1 on a GPU. */
  readonly perDevice?: number;
  /** A trial that runs longer fails with the reason `timeout`. */
  readonly timeoutMs?: number;
  /**
   * A trial that gives no sign of life for so long fails with the reason `timeout`; `off`: it may take all the time it likes. Left
   * out: many times what steps of this study take, and some minutes at least.
   */
  readonly hangMs?: number | 'off';
  /** A worker that takes more memory fails its trial with the reason `out-of-memory`. */
  readonly memoryLimitBytes?: number;
  /** What checkpoints of paused trials and models may take on disk together; left out: all they like. */
  readonly checkpointQuotaBytes?: number;
  /** How often a trial whose thread or process died runs again; left out: once. */
  readonly retries?: number;
  /** Trials of another study that the sampler learns from; the file is an absolute path, read when the study begins. */
  readonly warmStart?: WarmStartSource;
  readonly task: TaskSpec;
}

/** All objectives of a study, the first one first. */
export function objectivesOf({
  objective,
  furtherObjectives = [],
}: Pick<StudySpec, 'objective' | 'furtherObjectives'>): readonly Objective[] {
  return [objective, ...furtherObjectives];
}
