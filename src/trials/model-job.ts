import type { TrialJob } from '../core/executor.js';
import type { Metrics } from '../core/trial.js';

/** The model at work, or measured, after a study: the same workers serve these. */
export type ModelJob =
  | { readonly type: 'test'; readonly folder: string; readonly job: TrialJob }
  | { readonly type: 'predict'; readonly folder: string; readonly texts: readonly string[]; readonly top: number };

export interface Prediction {
  readonly text: string;
  /** Most probable first, `top` of them. */
  readonly labels: readonly { readonly label: string; readonly probability: number }[];
}

export type ModelResult =
  | { readonly type: 'test'; readonly metrics: Metrics }
  | { readonly type: 'predict'; readonly predictions: readonly Prediction[] };
