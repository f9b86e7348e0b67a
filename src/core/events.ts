import type { Progress, Slot } from './executor.js';
import type { Objective } from './objective.js';
import type { DerivedValue, Parameter } from './search-space.js';
import type { RecordedRequest, Settings } from './steering.js';
import type { TestResult } from './store.js';
import type { Budget, FinalizeSpec, PrunerSpec, RepeatsSpec, SamplerSpec } from './study-spec.js';
import type { FinishedTrial, Report, RunningTrial, Trial, WaitingTrial } from './trial.js';

/** Why a run of a study ended. */
export type EndReason =
  | 'trials'
  | 'time'
  | 'epochs'
  | 'target'
  | 'plateau'
  | 'regret'
  | 'exhausted'
  /** A person asked for it: after the running trials. */
  | 'stopped'
  | 'interrupted'
  | 'all-failed';

/** What a view needs to know of a study before its first event. */
export interface StudyOverview {
  readonly name: string;
  readonly objective: Objective;
  readonly furtherObjectives?: readonly Objective[];
  readonly sampler: SamplerSpec;
  readonly pruner: PrunerSpec;
  readonly budget: Budget;
  /** In the order of the sweep file. */
  readonly parameterNames: readonly string[];
  /** Names of parameters with more than one possible value: the others need no column. */
  readonly searchedNames: readonly string[];
  /** What is searched, in the order of the sweep file. */
  readonly parameters?: readonly Parameter[];
  readonly derived?: readonly DerivedValue[];
  readonly repeats?: RepeatsSpec;
  readonly finalize?: FinalizeSpec;
  /** The most steps that a trial takes, where known. */
  readonly epochs?: number;
  readonly folder?: string;
}

/** What happens in a study, in order. Every change of state is committed to the store before its event is sent. */
export type StudyEvent =
  /**
   * The first event of every run, but for notices of what is made ready for it; left out where it is ended before that. `trials` and `elapsedMs` are of the runs before;
   * `toFollow`: how many more of these trials `trials-read` tells, left out: none.
   */
  | {
      readonly type: 'study-started';
      readonly at: number;
      readonly study: StudyOverview;
      readonly slots: readonly Slot[];
      readonly trials: readonly Trial[];
      readonly toFollow?: number;
      readonly elapsedMs: number;
    }
  /** More trials of the runs before, where there are too many to read at once: told to those alone who watch another process's study. */
  | { readonly type: 'trials-read'; readonly at: number; readonly trials: readonly Trial[] }
  | { readonly type: 'trial-started'; readonly at: number; readonly trial: RunningTrial; readonly slot: Slot }
  | {
      readonly type: 'trial-progressed';
      readonly at: number;
      readonly trialNumber: number;
      readonly slot: Slot;
      readonly progress: Progress;
    }
  | { readonly type: 'trial-reported'; readonly at: number; readonly trialNumber: number; readonly report: Report }
  | { readonly type: 'trial-finished'; readonly at: number; readonly trial: FinishedTrial }
  /** A person asked for it, or it is a repeat: it starts as soon as a slot is free. */
  | { readonly type: 'trial-enqueued'; readonly at: number; readonly trial: WaitingTrial }
  /** What a person asked for was done or refused. `study` and `slots` are as they are from here on. */
  | {
      readonly type: 'study-steered';
      readonly at: number;
      readonly request: RecordedRequest;
      readonly study: StudyOverview;
      readonly slots: readonly Slot[];
      readonly settings: Settings;
    }
  /** Back to waiting. `keptStep`: it will go on after it. */
  | { readonly type: 'trial-interrupted'; readonly at: number; readonly trialNumber: number; readonly keptStep?: number }
  | { readonly type: 'notice'; readonly at: number; readonly level: 'info' | 'warning'; readonly message: string }
  /** No new trials from here on; running ones are being ended. */
  | { readonly type: 'study-ending'; readonly at: number; readonly reason: EndReason }
  /** The last event of every run. */
  | {
      readonly type: 'study-ended';
      readonly at: number;
      readonly reason: EndReason;
      readonly elapsedMs: number;
      readonly test?: TestResult;
    };
