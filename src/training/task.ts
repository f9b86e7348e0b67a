import type { Confusions } from '../core/confusion.js';
import type { TrialJob } from '../core/executor.js';
import type { TrainingKind, TrainingSpec } from '../core/task-spec.js';
import type { Metrics } from '../core/trial.js';
import type { ResumableRng, Rng } from '../math/rng.js';
import type { Prediction } from '../trials/model-job.js';
import type { TrainingHyperparameters } from './hyperparameters.js';
import type { Model } from './models/model.js';
import type { SharedData } from './shared-data.js';
import type { tf } from './tf.js';

/** Separate streams of one trial: a change of the dropout leaves the order of the examples as it was. */
export interface TrainingRngs {
  readonly order: ResumableRng;
  readonly dropout: ResumableRng;
  readonly augmentation: ResumableRng;
}

/** All that the trainer knows of what it trains. */
export interface Learnable {
  readonly model: Model;
  readonly exampleCount: number;
  /** One pass over the training examples in random order: the indices of each of the ceil(exampleCount / size) batches. */
  batches(size: number, rng: Rng): number[][];
  /**
   * The mean loss over the training examples at `indices`, differentiable by the model's weights. Runs within a `tidy`, with
   * dropout and augmentation as in training.
   */
  loss(indices: readonly number[], rngs: TrainingRngs): tf.Scalar;
  /** What the task measures on the validation data: `val_loss`, which tells whether it diverged, and others. */
  evaluate(): Promise<Metrics>;
}

/** A model with fresh weights, and the data that it learns from. */
export interface Learner extends Learnable {
  readonly hyperparameters: TrainingHyperparameters;
  /** Writes all that the model needs to be used, into a folder that it makes. */
  save(folder: string): Promise<void>;
}

/** A model that a trial has left. Its owner disposes it. */
export interface SavedModel<Spec> {
  /** Measured on the test data, as `test_...`. @throws UsageError when there is none */
  test(spec: Spec, studySeed: number, data: SharedData): Promise<Metrics>;
  /** Of a model that tells classes or entities: what it takes for what, on the validation data and on the test data where there is any. */
  confusions?(spec: Spec, studySeed: number, data: SharedData): Promise<Confusions>;
  /** Of each input, as the task's description says: the `top` most probable labels, a number, or the tags of its tokens. */
  predict(inputs: readonly string[], top: number): Promise<Prediction[]>;
  dispose(): void;
}

/** A built-in task on TensorFlow.js. */
export interface TrainingTask<Spec extends TrainingSpec> {
  /**
   * Reads and splits the data, once for all trials that share them, and makes what is costly to make of them, which is kept in
   * the folder `cache`.
   * @throws UsageError for data that cannot be trained on
   */
  loadData(spec: Spec, studySeed: number, data: SharedData, cache?: string): Promise<void>;
  /** The weights depend on the job's seed and parameters alone. @throws UsageError for parameters that cannot be trained with */
  createLearner(job: TrialJob, spec: Spec, data: SharedData): Promise<Learner>;
  /** @throws UsageError where the folder does not hold a whole model of the task */
  loadModel(folder: string): SavedModel<Spec>;
}

export type TrainingTasks = { readonly [Kind in TrainingKind]: TrainingTask<Extract<TrainingSpec, { kind: Kind }>> };
