import type { Confusions } from '../core/confusion.js';
import type { DataFinding } from '../core/data-finding.js';
import type { TrialJob } from '../core/executor.js';
import type { TaskSpec, TrainingKind } from '../core/task-spec.js';
import type { Metrics, Params } from '../core/trial.js';

/** A text, the path of a file, or, for a task that tells their tags, the tokens of a sentence. */
export type PredictionInput = string | readonly string[];

/** What workers do around a study's trials: look whether its modules can be loaded and its data read before the first, measure and use the model after the last. */
export type ModelJob =
  /** Load the user's own modules. */
  | { readonly type: 'load'; readonly task: TaskSpec }
  /** `params` are some that a trial may have, or nearly so: losses of the user's own are tried with them. */
  | { readonly type: 'check'; readonly job: TrialJob; readonly params: Params }
  | { readonly type: 'test'; readonly folder: string; readonly job: TrialJob }
  | { readonly type: 'confusions'; readonly folder: string; readonly job: TrialJob }
  | {
      readonly type: 'predict';
      readonly folder: string;
      readonly task: TrainingKind;
      readonly inputs: readonly PredictionInput[];
      readonly top: number;
    };

/** Of a task that tells classes apart. */
export interface LabelPrediction {
  /** What was labelled: a text, the path of a file, or the place of a row, `wine.csv:17`. */
  readonly text: string;
  /** Most probable first, `top` of them. */
  readonly labels: readonly { readonly label: string; readonly probability: number }[];
}

/** Of a task that predicts a number. */
interface NumberPrediction {
  readonly text: string;
  /** In the units of the training data. */
  readonly value: number;
}

/** Of a task that tells the tags of tokens. */
export interface TagPrediction {
  readonly text: string;
  readonly tokens: readonly { readonly token: string; readonly tag: string }[];
  /** What the tags say, each `text.slice(start, end)`. */
  readonly entities: readonly {
    readonly type: string;
    readonly text: string;
    readonly start: number;
    readonly end: number;
  }[];
}

export type Prediction = LabelPrediction | NumberPrediction | TagPrediction;

export type ModelResult =
  | { readonly type: 'check'; readonly findings: readonly DataFinding[] }
  | { readonly type: 'test'; readonly metrics: Metrics }
  /** Left out where the model tells no classes or entities. */
  | { readonly type: 'confusions'; readonly confusions?: Confusions }
  | { readonly type: 'predict'; readonly predictions: readonly Prediction[] }
  /** Why an input cannot be predicted from: the user's mistake, whose class does not survive the way between threads. */
  | { readonly type: 'mistake'; readonly message: string };
