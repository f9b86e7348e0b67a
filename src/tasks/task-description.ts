import type { Objective } from '../core/objective.js';
import type { OptionDescriptions } from '../core/option.js';

/** What is better of each metric, by its name. */
export type MetricGoals = Readonly<Record<string, Objective['goal']>>;

/** What hyperparameters have to be to each other. */
export interface HyperparameterRule {
  /** As a constraint in a sweep file, of hyperparameters that have defaults. */
  readonly source: string;
  /** In words that follow "expected". */
  readonly expectation: string;
}

/** A built-in task as sweep files see it. */
export interface TaskDescription {
  /** What its models tell. */
  readonly description: string;
  /** What its models are given to predict from: texts, or files, each of which may hold many examples. */
  readonly inputs: 'texts' | 'files';
  /** Every knob, searchable or fixed with `value`. What a sweep file leaves out takes the default. */
  readonly hyperparameters: OptionDescriptions;
  /** Trials that break one are not tried. */
  readonly rules: readonly HyperparameterRule[];
  /** What it reports after each epoch and in the end. */
  readonly metrics: MetricGoals;
}
