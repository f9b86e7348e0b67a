import { setImmediate } from 'node:timers/promises';
import type { TrialOutcome } from '../core/executor.js';
import type { Objective } from '../core/objective.js';
import type { Score } from '../core/task-spec.js';
import type { Metrics } from '../core/trial.js';
import type { TrialCheckpoint } from '../trials/trial-checkpoint.js';
import type { TrialHandle } from '../trials/trial-handle.js';
import { AccumulatedGradients, batchesPerStep } from './accumulated-gradients.js';
import type { ActiveBackend } from './backends/backend.js';
import { loadCheckpoint, saveCheckpoint, type TrainingState } from './checkpoint.js';
import { EarlyStopping } from './early-stopping.js';
import type { TrainingHyperparameters } from './hyperparameters.js';
import { LossWindow } from './loss-window.js';
import { trainedWeights } from './models/model.js';
import { Snapshot } from './models/snapshot.js';
import { clipByGlobalNorm } from './optimizers/clipping.js';
import { createOptimizer } from './optimizers/index.js';
import type { Optimizer } from './optimizers/optimizer.js';
import { ProgressReporter } from './progress-reporter.js';
import { learningRate } from './schedules.js';
import type { Learnable, TrainingRngs } from './task.js';
import { tf } from './tf.js';

/** What the trainer needs of a trial. */
export type TrainerHandle = Pick<TrialHandle, 'report' | 'progress' | 'stopRequested' | 'log' | 'checkpoint'>;

export interface Training {
  readonly learner: Learnable;
  readonly hyperparameters: TrainingHyperparameters;
  /** The most epochs to run. */
  readonly epochs: number;
  /** What early stopping watches: one of the metrics that the learner measures. */
  readonly watched: Objective;
  /** Which epoch's weights and metrics it ends with. */
  readonly score: Score;
  readonly rngs: TrainingRngs;
}

/** Batches between two looks at the losses: a diverged trial ends soon, a GPU is seldom kept waiting. */
const lossWindowSize = 16;

/** Why an epoch ended early. */
type Ending = Extract<TrialOutcome, { kind: 'failed' | 'interrupted' }>;

type EpochResult =
  | { readonly metrics: Metrics; readonly ending?: undefined }
  | { readonly metrics?: undefined; readonly ending: Ending };

/**
 * Trains until the epochs are over, what is watched no longer improves, or the study says stop. When it is complete, the model has
 * the weights of the best epoch, or of the last, and the outcome that epoch's metrics. Leaves no tensors behind but the model's.
 *
 * From time to time it leaves a checkpoint at the end of an epoch, as it does where it stops and may go on later; a trial that goes
 * on from one ends as if it had never stopped.
 */
export async function trainModel(training: Training, handle: TrainerHandle, backend: ActiveBackend): Promise<TrialOutcome> {
  const optimizer = createOptimizer(trainedWeights(training.learner.model), training.hyperparameters);
  const kept = new Snapshot();
  const gradients = new AccumulatedGradients();
  const losses = new LossWindow();
  try {
    return await new Trainer(training, handle, backend, optimizer, kept, gradients, losses).run();
  } finally {
    optimizer.dispose();
    kept.dispose();
    gradients.dispose();
    losses.dispose();
  }
}

class Trainer {
  readonly #stopping: EarlyStopping;
  readonly #progress: ProgressReporter;
  readonly #batchesPerEpoch: number;
  readonly #batchesPerStep: number;
  #epoch = 0;
  /** Of the epoch whose weights are kept. */
  #keptMetrics: Metrics = {};

  constructor(
    private readonly training: Training,
    private readonly handle: TrainerHandle,
    private readonly backend: ActiveBackend,
    private readonly optimizer: Optimizer,
    private readonly kept: Snapshot,
    private readonly gradients: AccumulatedGradients,
    private readonly losses: LossWindow,
  ) {
    const { learner, hyperparameters, watched, epochs } = training;
    const { patience, min_delta: minDelta, batch_size: batchSize } = hyperparameters;
    this.#stopping = new EarlyStopping(watched, { patience, minDelta });
    this.#progress = new ProgressReporter(handle, epochs);
    this.#batchesPerEpoch = Math.ceil(learner.exampleCount / batchSize);
    this.#batchesPerStep = batchesPerStep(hyperparameters);
  }

  async run(): Promise<TrialOutcome> {
    const { learner, epochs, watched, score } = this.training;
    this.#resume();
    while (this.#epoch < epochs && !this.#stopping.exhausted) {
      if (this.#epoch > 0 && this.handle.checkpoint?.isDue) await this.#save(this.handle.checkpoint);
      this.#epoch++;
      const { metrics, ending } = await this.#runEpoch();
      if (ending !== undefined) return ending;
      const isBest = this.#stopping.update(metrics[watched.metric] as number);
      if (isBest || score === 'last') {
        this.#keptMetrics = metrics;
        this.kept.take(learner.model);
      }
      if ((await this.handle.report(this.#epoch, metrics)) === 'stop') return await this.#stop();
    }
    this.kept.restore(learner.model);
    return { kind: 'complete', metrics: this.#keptMetrics };
  }

  /** Goes on from the checkpoint that the trial left before it was cut off. Without one it begins anew, to the same end. */
  #resume(): void {
    const { checkpoint } = this.handle;
    const standing = checkpoint && loadCheckpoint(checkpoint, this.#state);
    if (!standing) return;
    this.#epoch = standing.epoch;
    this.#keptMetrics = standing.keptMetrics;
    this.handle.log(`goes on after epoch ${standing.epoch}`);
  }

  async #stop(): Promise<TrialOutcome> {
    if (this.handle.checkpoint?.mayPause) await this.#save(this.handle.checkpoint);
    return { kind: 'pruned' };
  }

  /** At the end of an epoch. */
  async #save(checkpoint: TrialCheckpoint): Promise<void> {
    const [epoch, keptMetrics] = [this.#epoch, this.#keptMetrics];
    await saveCheckpoint(checkpoint, this.#state, { epoch, steps: epoch * this.#stepsPerEpoch, keptMetrics });
  }

  get #state(): TrainingState {
    const { learner, rngs } = this.training;
    return { model: learner.model, optimizer: this.optimizer, kept: this.kept, stopping: this.#stopping, rngs };
  }

  async #runEpoch(): Promise<EpochResult> {
    const trainLoss = await this.#trainEpoch();
    if (typeof trainLoss !== 'number') return { ending: trainLoss };
    const measured = await this.training.learner.evaluate();
    this.backend.check();
    const loss = measured.val_loss as number;
    if (!Number.isFinite(loss)) return { ending: this.#diverged('validation loss', loss, this.#batchesPerEpoch) };
    const shown = Object.entries(measured).map(([name, value]) => `, ${name} ${value.toFixed(4)}`);
    this.handle.log(`epoch ${this.#epoch}: train_loss ${trainLoss.toFixed(4)}${shown.join('')}`);
    const metrics: Metrics = { train_loss: trainLoss, ...measured };
    const { metric } = this.training.watched;
    const value = metrics[metric] as number;
    if (Number.isNaN(value)) return { ending: unmeasured(metric, loss) };
    if (!Number.isFinite(value)) return { ending: this.#diverged(metric, value, this.#batchesPerEpoch) };
    return { metrics };
  }

  /** One pass over the training data; the mean loss of its examples. */
  async #trainEpoch(): Promise<number | Ending> {
    const { learner, hyperparameters, rngs } = this.training;
    const batches = learner.batches(hyperparameters.batch_size, rngs.order);
    this.#progress.startEpoch(this.#epoch, learner.exampleCount);
    let lossSum = 0;
    for (const [number, indices] of batches.entries()) {
      // A stop, a lost device and a supervisor's word all arrive through the event loop.
      await setImmediate();
      if (this.handle.stopRequested) return { kind: 'interrupted' };
      this.backend.check();
      this.losses.push(this.#trainOn(indices, number));
      this.#progress.advance(indices.length);
      if (this.losses.size < lossWindowSize && number < batches.length - 1) continue;
      const first = number + 1 - this.losses.size;
      const losses = await this.losses.drain();
      this.backend.check();
      for (const [i, loss] of losses.entries()) {
        if (!Number.isFinite(loss)) return this.#diverged('loss', loss, first + i + 1);
        lossSum += loss * (batches[first + i] as number[]).length;
      }
    }
    return lossSum / learner.exampleCount;
  }

  /** Takes in one batch, and changes the weights where it is the last of a step. The loss that it had before. */
  #trainOn(indices: readonly number[], batch: number): tf.Scalar {
    const { learner, rngs } = this.training;
    return tf.tidy(() => {
      const variables = trainedWeights(learner.model).map(({ variable }) => variable);
      const { value, grads } = tf.variableGrads(() => learner.loss(indices, rngs), variables);
      const own = variables.map(({ name }) => grads[name] as tf.Tensor);
      const mean = this.gradients.with(own, indices.length);
      if (this.#isLastOfStep(batch)) this.#step(mean, this.#rate(batch));
      else this.gradients.hold(mean, indices.length);
      return value;
    });
  }

  #step(gradients: readonly tf.Tensor[], rate: number): void {
    const { clip_norm: clipNorm } = this.training.hyperparameters;
    this.optimizer.step(clipNorm > 0 ? clipByGlobalNorm(gradients, clipNorm) : gradients, rate);
    this.gradients.dispose();
  }

  #isLastOfStep(batch: number): boolean {
    return (batch + 1) % this.#batchesPerStep === 0 || batch + 1 === this.#batchesPerEpoch;
  }

  get #stepsPerEpoch(): number {
    return Math.ceil(this.#batchesPerEpoch / this.#batchesPerStep);
  }

  /** Of a batch of the epoch under way, counted from 0. */
  #rate(batch: number): number {
    const { hyperparameters, epochs } = this.training;
    const step = (this.#epoch - 1) * this.#stepsPerEpoch + Math.floor(batch / this.#batchesPerStep);
    return learningRate(hyperparameters, epochs * this.#stepsPerEpoch, step);
  }

  #diverged(what: string, value: number, batch: number): Ending {
    const rate = this.#rate(batch - 1).toPrecision(3);
    const message = `The ${what} became ${value} in epoch ${this.#epoch}, batch ${batch} of ${this.#batchesPerEpoch}, at learning rate ${rate}`;
    return { kind: 'failed', reason: 'diverged', message };
  }
}

/** The model is fine where its loss is a number: the data are not such that the metric has a value. */
function unmeasured(metric: string, loss: number): Ending {
  const message =
    `${metric} cannot be measured on the validation data, though their loss is ${loss.toPrecision(4)}: ` +
    'the area under the ROC curve takes examples of two classes or more';
  return { kind: 'failed', reason: 'error', message };
}
