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
  /** Configurations: repeats of a race and final retrainings are on top. */
  readonly trials?: number;
  readonly timeMs?: number;
  /** How much of `timeMs` had passed when it was given; left out: none. What is held back for repeats is a share of the rest. */
  readonly timeFromMs?: number;
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

/**
 * After the search its best configurations run under further seeds, round by round, so that the best one is told from the luckiest
 * run (study/race.ts).
 */
export interface RepeatsSpec {
  /** The most runs of one configuration, that of the search included; at least 2. */
  readonly seeds: number;
  /** How many configurations enter, the best of the search first. */
  readonly top: number | 'all';
  /** A configuration that looks worse than the best runs no further. */
  readonly drop: boolean;
}

/** At the end the best configurations train anew under fresh seeds, and what they learned is measured on the test split. */
export interface FinalizeSpec {
  /** How many configurations. */
  readonly top: number;
  /** How often each. */
  readonly seeds: number;
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
  /** Left out: every configuration runs once. */
  readonly repeats?: RepeatsSpec;
  readonly finalize?: FinalizeSpec;
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
  /** What checkpoints and models may take on disk together; left out: all they like. */
  readonly checkpointQuotaBytes?: number;
  /** How long a trial works before it keeps anew what it goes on from after an interruption, in milliseconds; left out: a minute. */
  readonly checkpointEveryMs?: number;
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
