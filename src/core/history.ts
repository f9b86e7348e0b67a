import type { RecordedRequest } from './steering.js';
import type { FailureReason, Metrics, Params, RepeatMarks, Report } from './trial.js';

/** What happened in a study that its search hangs on, in the order in which it happened, over all runs. */
export type HistoryEvent =
  /** A process took the study up, as it was then. */
  | {
      readonly type: 'run-started';
      readonly at: number;
      readonly sweepText: string;
      readonly overrides: Readonly<Record<string, unknown>>;
      readonly workers: number;
    }
  /** Something that a person asked for was done. */
  | { readonly type: 'steered'; readonly request: RecordedRequest }
  | ({
      readonly type: 'trial-started';
      readonly at: number;
      readonly trialNumber: number;
      readonly attempt: number;
      readonly params: Params;
      readonly resumeStep?: number;
    } & RepeatMarks)
  | { readonly type: 'trial-reported'; readonly trialNumber: number; readonly attempt: number; readonly report: Report }
  | { readonly type: 'trial-ended'; readonly at: number; readonly trialNumber: number; readonly ending: Ending };

export type Ending =
  | { readonly state: 'complete'; readonly metrics: Metrics }
  | { readonly state: 'pruned'; readonly explanation: string; readonly paused: boolean }
  /** `repeated`: it went back to waiting all the same. */
  | ({ readonly state: 'failed'; readonly reason: FailureReason; readonly message: string; readonly repeated: boolean } & CutOff)
  | ({ readonly state: 'interrupted' } & CutOff);

interface CutOff {
  /** The step after which the next attempt goes on, where this one came to one. */
  readonly keptStep?: number;
}
