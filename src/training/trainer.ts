import { setImmediate } from 'node:timers/promises';
import type { TrialOutcome } from '../core/executor.js';
import type { Objective } from '../core/objective.js';
import type { Metrics } from '../core/trial.js';
import type { ResumableRng } from '../math/rng.js';
import { textClassificationMetrics } from '../tasks/text-classification.js';
import type { TrialHandle } from '../trials/trial-handle.js';
import type { ActiveBackend } from './backends/backend.js';
import { loadCheckpoint, type Standing, saveCheckpoint, type TrainingState } from './checkpoint.js';
import { type IdDropout, type Padding, padBatch, shuffledBatches } from './data/batches.js';
import { textCount } from './data/encoded-texts.js';
import { EarlyStopping } from './early-stopping.js';
import { evaluate, type LabelledIds } from './evaluation.js';
import type { TextHyperparameters } from './hyperparameters.js';
import { LossWindow } from './loss-window.js';
import { createLoss } from './losses/index.js';
import type { Loss } from './losses/loss.js';
import { Snapshot } from './models/snapshot.js';
import { type TextModel, variablesOf } from './models/text-model.js';
import { clipByGlobalNorm } from './optimizers/clipping.js';
import { createOptimizer } from './optimizers/index.js';
import type { Optimizer } from './optimizers/optimizer.js';
import { ProgressReporter } from './progress-reporter.js';
import { learningRate } from './schedules.js';
import { tf } from './tf.js';

export interface Training {
  readonly model: TextModel;
  readonly settings: TextHyperparameters;
  readonly train: LabelledIds;
  readonly validation: LabelledIds;
  readonly classes: number;
  readonly padding: Padding;
  /** Stands in the place of an id that is dropped out. */
  readonly dropped: number;
  /** The most epochs to run. */
  readonly epochs: number;
  readonly objective: Objective;
  /** Separate streams: a change of the dropout leaves the order of the examples as it was. */
  readonly orderRng: ResumableRng;
  readonly dropoutRng: ResumableRng;
}

/** Batches between two looks at the losses: a diverged trial ends soon, a GPU is seldom kept waiting. */
const lossWindowSize = 16;

/** Why an epoch ended early. */
type Ending = Extract<TrialOutcome, { kind: 'failed' | 'interrupted' }>;

type EpochResult =
  | { readonly metrics: Metrics; readonly ending?: undefined }
  | { readonly metrics?: undefined; readonly ending: Ending };

/**
 * Trains until the epochs are over, the objective no longer improves, or the study says stop. When it is complete, the model has
 * the weights of the best epoch and the outcome that epoch's metrics. Leaves no tensors behind but the model's.
 *
 * A trial that may be paused leaves a checkpoint where it stops; one that goes on from it ends as if it had never stopped.
 */
export async function trainModel(training: Training, handle: TrialHandle, backend: ActiveBackend): Promise<TrialOutcome> {
  const optimizer = createOptimizer(training.model.weights, training.settings);
  const best = new Snapshot();
  const losses = new LossWindow();
  try {
    return await new Trainer(training, handle, backend, optimizer, best, losses).run();
  } finally {
    optimizer.dispose();
    best.dispose();
    losses.dispose();
  }
}

class Trainer {
  readonly #loss: Loss;
  readonly #stopping: EarlyStopping;
  readonly #progress: ProgressReporter;
  readonly #batchesPerEpoch: number;
  #epoch = 0;
  #bestMetrics: Metrics = {};

  constructor(
    private readonly training: Training,
    private readonly handle: TrialHandle,
    private readonly backend: ActiveBackend,
    private readonly optimizer: Optimizer,
    private readonly best: Snapshot,
    private readonly losses: LossWindow,
  ) {
    const { settings, objective, train, epochs } = training;
    this.#loss = createLoss(settings);
    this.#stopping = new EarlyStopping(watched(objective), { patience: settings.patience, minDelta: settings.min_delta });
    this.#progress = new ProgressReporter(handle, epochs);
    this.#batchesPerEpoch = Math.ceil(textCount(train.texts) / settings.batch_size);
  }

  async run(): Promise<TrialOutcome> {
    const { model, epochs, objective } = this.training;
    this.#resume();
    while (this.#epoch < epochs && !this.#stopping.exhausted) {
      this.#epoch++;
      const { metrics, ending } = await this.#runEpoch();
      if (ending !== undefined) return ending;
      if (this.#stopping.update(metrics[watched(objective).metric] as number)) {
        this.#bestMetrics = metrics;
        this.best.take(model);
      }
      if ((await this.handle.report(metrics, this.#epoch)) === 'stop') return await this.#pause();
    }
    this.best.restore(model);
    return { kind: 'complete', metrics: this.#bestMetrics };
  }

  /** Goes on from the checkpoint that the trial left when it was paused. Without one it begins anew, to the same end. */
  #resume(): void {
    const { checkpointFolder, resumeStep } = this.handle;
    const standing = checkpointFolder !== undefined && resumeStep !== undefined && loadCheckpoint(checkpointFolder, this.#state);
    if (!standing) return;
    this.#epoch = standing.epoch;
    this.#bestMetrics = standing.bestMetrics;
    this.handle.log(`goes on after epoch ${standing.epoch}`);
  }

  async #pause(): Promise<TrialOutcome> {
    const standing: Standing = {
      epoch: this.#epoch,
      steps: this.#epoch * this.#batchesPerEpoch,
      bestMetrics: this.#bestMetrics,
    };
    if (this.handle.checkpointFolder !== undefined) await saveCheckpoint(this.handle.checkpointFolder, this.#state, standing);
    return { kind: 'pruned' };
  }

  get #state(): TrainingState {
    const { model, orderRng, dropoutRng } = this.training;
    return { model, optimizer: this.optimizer, best: this.best, stopping: this.#stopping, orderRng, dropoutRng };
  }

  async #runEpoch(): Promise<EpochResult> {
    const trainLoss = await this.#trainEpoch();
    if (typeof trainLoss !== 'number') return { ending: trainLoss };
    const { model, validation, padding, classes } = this.training;
    const { accuracy, loss, macroF1 } = await evaluate(model, validation, padding, classes);
    if (!Number.isFinite(loss)) return { ending: this.#diverged('validation loss', loss, this.#batchesPerEpoch) };
    this.handle.log(
      `epoch ${this.#epoch}: train_loss ${trainLoss.toFixed(4)}, val_loss ${loss.toFixed(4)}, val_accuracy ${accuracy.toFixed(4)}`,
    );
    return { metrics: { val_accuracy: accuracy, val_loss: loss, val_macro_f1: macroF1, train_loss: trainLoss } };
  }

  /** One pass over the training data; the mean loss of its examples. */
  async #trainEpoch(): Promise<number | Ending> {
    const { train, settings, orderRng } = this.training;
    const batches = shuffledBatches(train.texts, settings.batch_size, orderRng);
    this.#progress.startEpoch(this.#epoch, textCount(train.texts));
    let lossSum = 0;
    for (const [number, indices] of batches.entries()) {
      // A stop, a lost device and a supervisor's word all arrive through the event loop.
      await setImmediate();
      if (this.handle.stopRequested) return { kind: 'interrupted' };
      this.backend.check();
      this.losses.push(this.#trainStep(indices, this.#rate(number)));
      this.#progress.advance(indices.length);
      if (this.losses.size < lossWindowSize && number < batches.length - 1) continue;
      const first = number + 1 - this.losses.size;
      for (const [i, loss] of (await this.losses.drain()).entries()) {
        if (!Number.isFinite(loss)) return this.#diverged('loss', loss, first + i + 1);
        lossSum += loss * (batches[first + i] as number[]).length;
      }
    }
    return lossSum / textCount(train.texts);
  }

  /** Changes the weights by one batch; the loss that it had before. */
  #trainStep(indices: readonly number[], rate: number): tf.Scalar {
    const { model, train, classes, padding, settings, dropoutRng } = this.training;
    const batch = padBatch(train.texts, indices, padding, this.#idDropout());
    return tf.tidy(() => {
      const ids = tf.tensor2d(batch.ids, [batch.size, batch.length], 'int32');
      const truth = Int32Array.from(indices, (index) => train.labels[index] as number);
      // Cast, since the wasm backend's OneHot writes integers whatever type it is asked for.
      const targets = tf.cast(tf.oneHot(tf.tensor1d(truth, 'int32'), classes), 'float32') as tf.Tensor2D;
      const variables = variablesOf(model);
      const { value, grads } = tf.variableGrads(() => this.#loss(model.logits(ids, dropoutRng), targets), variables);
      const gradients = variables.map(({ name }) => grads[name] as tf.Tensor);
      this.optimizer.step(settings.clip_norm > 0 ? clipByGlobalNorm(gradients, settings.clip_norm) : gradients, rate);
      return value;
    });
  }

  #idDropout(): IdDropout | undefined {
    const { settings, dropped, dropoutRng } = this.training;
    const rate = settings.embedding_dropout;
    return rate === 0 ? undefined : { rate, replacement: dropped, rng: dropoutRng };
  }

  /** Of a batch of the epoch under way, counted from 0. */
  #rate(batch: number): number {
    const { learning_rate: peak, warmup, decay, decay_power: power } = this.training.settings;
    const steps = this.training.epochs * this.#batchesPerEpoch;
    return learningRate({ peak, steps, warmup, decay, power }, (this.#epoch - 1) * this.#batchesPerEpoch + batch);
  }

  #diverged(what: string, value: number, batch: number): Ending {
    const rate = this.#rate(batch - 1).toPrecision(3);
    const message = `The ${what} became ${value} in epoch ${this.#epoch}, batch ${batch} of ${this.#batchesPerEpoch}, at learning rate ${rate}`;
    return { kind: 'failed', reason: 'diverged', message };
  }
}

/** Early stopping watches the study's objective; one that the trainer does not measure cannot be watched, then it is val_loss. */
function watched(objective: Objective): Objective {
  const measured: readonly string[] = textClassificationMetrics;
  return measured.includes(objective.metric) ? objective : { metric: 'val_loss', goal: 'minimize' };
}
