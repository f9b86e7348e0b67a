import type { Confusions } from '../core/confusion.js';
import type { DataFinding } from '../core/data-finding.js';
import { UsageError } from '../core/errors.js';
import type { TrialJob, TrialOutcome } from '../core/executor.js';
import type { Objective } from '../core/objective.js';
import { isTraining, type TrainingKind, type TrainingSpec } from '../core/task-spec.js';
import type { Metrics, Params } from '../core/trial.js';
import { createRng, deriveSeed } from '../math/rng.js';
import { tasks } from '../tasks/index.js';
import type { Prediction, PredictionInput } from '../trials/model-job.js';
import type { ActiveBackend } from './backends/backend.js';
import { checkData, errorFindings } from './check-data.js';
import { imageClassification } from './image-classification.js';
import { readOwnLoss } from './losses/read-own-loss.js';
import { variablesOf } from './models/model.js';
import { sequenceLabelling } from './sequence-labelling.js';
import { ownData, type SharedData } from './shared-data.js';
import { tabularClassification } from './tabular/tabular-classification.js';
import { tabularRegression } from './tabular/tabular-regression.js';
import { releaseTape } from './tape.js';
import type { Learner, SavedModel, TrainingTask, TrainingTasks } from './task.js';
import { textClassification } from './text-classification.js';
import { tf } from './tf.js';
import { type TrainerHandle, trainModel } from './trainer.js';

const trainingTasks: TrainingTasks = {
  'text-classification': textClassification,
  'image-classification': imageClassification,
  'sequence-labelling': sequenceLabelling,
  'tabular-classification': tabularClassification,
  'tabular-regression': tabularRegression,
};

/**
 * Trains one model with the trial's parameters and leaves it in the job's artifact folder when it is complete.
 * Throws a UsageError for data, parameters or a loss of the user's own that cannot be trained with.
 */
export async function trainTrial(
  job: TrialJob,
  handle: TrainerHandle,
  backend: ActiveBackend,
  data: SharedData = ownData,
): Promise<TrialOutcome> {
  const [task, spec] = taskOf(job);
  try {
    const learner = await task.createLearner(withTaskDefaults(job, spec), spec, data);
    try {
      return await trainLearner(learner, job, spec, handle, backend);
    } finally {
      tf.dispose(variablesOf(learner.model));
    }
  } catch (error) {
    releaseTape();
    throw error;
  }
}

/** A trial that is not told otherwise may run all epochs that the task allows, and weighs classes as the task gives it. */
function withTaskDefaults(job: TrialJob, { epochs, classWeights }: TrainingSpec): TrialJob {
  return { ...job, params: { epochs, ...(classWeights && { class_weights: 'given' }), ...job.params } };
}

async function trainLearner(
  learner: Learner,
  job: TrialJob,
  spec: TrainingSpec,
  handle: TrainerHandle,
  backend: ActiveBackend,
): Promise<TrialOutcome> {
  const rngFor = (purpose: string) => createRng(deriveSeed(job.seed, job.trialNumber, purpose));
  const tensorsBefore = tf.memory().numTensors;
  const training = {
    learner,
    hyperparameters: learner.hyperparameters,
    epochs: Math.min(learner.hyperparameters.epochs, spec.epochs),
    watched: watched(job.objective, spec.kind),
    score: spec.score ?? 'best',
    rngs: { order: rngFor('order'), dropout: rngFor('dropout'), augmentation: rngFor('augmentation') },
  };
  const outcome = await trainModel(training, handle, backend);
  const left = tf.memory().numTensors - tensorsBefore;
  if (left > 0) handle.log(`training left ${left} tensors behind, whose memory is lost to later trials`);
  if (outcome.kind === 'complete' && job.artifactFolder !== undefined) await learner.save(job.artifactFolder);
  return outcome;
}

/** What the author of the job's sweep should know of its data, which stay loaded for the trials. */
export async function lookAtData(job: TrialJob, data: SharedData = ownData): Promise<DataFinding[]> {
  const [task, spec] = taskOf(job);
  const findings = await checkData(spec, job.studySeed, job.params, data);
  if (findings.some(({ severity }) => severity === 'error')) return findings;
  try {
    await task.loadData(spec, job.studySeed, data, job.cacheFolder);
    return findings;
  } catch (error) {
    return [...errorFindings(error), ...findings];
  }
}

/** What is wrong with losses of the user's own, each of which is computed once with `params`, on the backend that was started. */
export async function tryOwnLosses(job: TrialJob, params: Params): Promise<DataFinding[]> {
  const [, spec] = taskOf(job);
  const { kind, ownLosses = {} } = spec;
  // How many classes there are in the data is all the same to a loss.
  const outputs = kind === 'tabular-regression' ? 1 : 3;
  const { class_weights = 'none' } = withTaskDefaults(job, spec).params;
  const needsEach = class_weights !== 'none';
  const mistakes: DataFinding[] = [];
  for (const name of Object.keys(ownLosses)) {
    try {
      await readOwnLoss(name, { urls: ownLosses, params: { ...params, loss: name } }, outputs, needsEach);
    } catch (error) {
      if (error instanceof UsageError) mistakes.push(...errorFindings(error));
      else mistakes.push({ severity: 'error', message: `Expected the loss ${name} to compute, but it threw: ${error}` });
    }
  }
  return mistakes;
}

/** Measures a saved model on the test part of the job's data, which no trial has seen. Throws a UsageError when there is none. */
export async function testModel(folder: string, job: TrialJob, data: SharedData = ownData): Promise<Metrics> {
  const [task, spec] = taskOf(job);
  return await withModel(task.loadModel(folder), (model) => model.test(spec, job.studySeed, data));
}

/** What a saved model takes for what, undefined when it tells no classes or entities. */
export async function confusionsOf(folder: string, job: TrialJob, data: SharedData = ownData): Promise<Confusions | undefined> {
  const [task, spec] = taskOf(job);
  return await withModel(task.loadModel(folder), async (model) => model.confusions?.(spec, job.studySeed, data));
}

/** What a saved model of the task makes of the inputs: the `top` most probable labels of each, a number, or the tags of its tokens. */
export async function predict(
  folder: string,
  kind: TrainingKind,
  inputs: readonly PredictionInput[],
  top: number,
): Promise<Prediction[]> {
  return await withModel(taskOfKind(kind).loadModel(folder), (model) =>
    // Tokens come only to the task that takes them, which the type does not say.
    model.predict(inputs as readonly string[], top),
  );
}

async function withModel<Spec, Result>(
  model: SavedModel<Spec>,
  use: (model: SavedModel<Spec>) => Promise<Result>,
): Promise<Result> {
  try {
    return await use(model);
  } finally {
    model.dispose();
  }
}

/** The task of the job, with the job's spec, which is of its kind. */
function taskOf({ task }: TrialJob): [TrainingTask<TrainingSpec>, TrainingSpec] {
  if (!isTraining(task)) throw new Error(`Expected a job that trains a model of ours, got ${task.kind}`);
  return [taskOfKind(task.kind), task];
}

/** Its specs are of its kind, which the type does not say. */
function taskOfKind(kind: TrainingKind): TrainingTask<TrainingSpec> {
  return trainingTasks[kind] as TrainingTask<TrainingSpec>;
}

/** Early stopping watches the study's objective; one that the task does not measure cannot be watched, then it is val_loss. */
function watched(objective: Objective, kind: TrainingKind): Objective {
  return Object.hasOwn(tasks[kind].metrics, objective.metric) ? objective : { metric: 'val_loss', goal: 'minimize' };
}
