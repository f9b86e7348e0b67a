import type { Params } from './trial.js';

/**
 * What a person asks of a study, from a key of the terminal view or from another terminal. Plain data: it is kept in the study's
 * database, with what became of it.
 */
export type Request =
  /** No new trials start; the running ones go on. */
  | { readonly kind: 'pause' }
  /** The end of a pause. */
  | { readonly kind: 'go-on' }
  /** The search ends after the running trials; `now`: they are ended, too, and run again when the study is resumed. */
  | { readonly kind: 'stop'; readonly now?: boolean }
  /** A running trial ends as failed, with the reason `stopped`. */
  | { readonly kind: 'stop-trial'; readonly trialNumber: number }
  /** A running trial ends as pruned. */
  | { readonly kind: 'prune'; readonly trialNumber: number }
  /** A running trial runs on, whatever the pruner says. */
  | { readonly kind: 'keep'; readonly trialNumber: number }
  /** These parameters are tried next, also when the trials of the budget are used up. `like`: they were made from those of this trial. */
  | { readonly kind: 'enqueue'; readonly params: Params; readonly like?: number }
  /** No new trial is proposed where the CEL expression holds. */
  | { readonly kind: 'ban'; readonly region: string }
  /** New trials are proposed only where the CEL expression holds. */
  | { readonly kind: 'pin'; readonly region: string }
  /** Takes back the ban or the pin of this very expression. */
  | { readonly kind: 'lift'; readonly region: string }
  /** Totals over all runs of the study: `trials`, and `timeMs` in milliseconds. `workers`: trials at a time. */
  | { readonly kind: 'set'; readonly workers?: number; readonly trials?: number; readonly timeMs?: number };

/** What became of a request. */
export interface Answer {
  /** `waiting`: the study does not run now, and takes it up when it is resumed. */
  readonly outcome: 'done' | 'refused' | 'waiting';
  /** For people, a sentence without its full stop: what happens now, or why it is refused and what would help. */
  readonly message: string;
}

/** A request as the study keeps it. */
export interface RecordedRequest {
  /** From 1, in the order of asking. */
  readonly id: number;
  readonly request: Request;
  /** Milliseconds since the epoch. */
  readonly askedAt: number;
  /** Left out while nobody has answered it. */
  readonly answer?: Answer & { readonly at: number };
}

/** Where requests go: into the study that this process runs, or into the database of one that another process runs. */
export interface Steering {
  /** Resolves when the request is committed and done or refused. Rejects only for what the disk refuses. */
  submit(request: Request): Promise<Answer>;
}

/** A part of the space that a person closed, or to which they confined the search. */
export interface Region {
  readonly kind: 'ban' | 'pin';
  /** As it was written. */
  readonly source: string;
}

/** How a person has set a running study. */
export interface Settings {
  /** No new trials start until it goes on. */
  readonly paused: boolean;
  /** Trials at a time. */
  readonly workers: number;
  /** Numbers of running trials that are not pruned. */
  readonly kept: readonly number[];
  readonly regions: readonly Region[];
}
