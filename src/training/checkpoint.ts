import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Metrics } from '../core/trial.js';
import type { EarlyStopping, EarlyStoppingState } from './early-stopping.js';
import { type Model, variablesOf } from './models/model.js';
import type { Snapshot } from './models/snapshot.js';
import type { Optimizer } from './optimizers/optimizer.js';
import type { TrainingRngs } from './task.js';
import { tf } from './tf.js';

/** All that changes from epoch to epoch. Two trainings that agree in it go on alike, to the last bit. */
export interface TrainingState {
  readonly model: Model;
  readonly optimizer: Optimizer;
  /** The weights of the best epoch. */
  readonly best: Snapshot;
  readonly stopping: EarlyStopping;
  readonly rngs: TrainingRngs;
}

/** How far a training is. */
export interface Standing {
  /** Epochs done. */
  readonly epoch: number;
  /** Batches done, over all epochs. */
  readonly steps: number;
  /** Of the best epoch. */
  readonly bestMetrics: Metrics;
}

/** What the file holds, as V8 serializes it: numbers to the last bit, infinite ones too. */
interface Checkpoint extends Standing {
  readonly weights: readonly Float32Array[];
  readonly bestWeights: readonly Float32Array[];
  readonly optimizerMemory: readonly Float32Array[];
  readonly stopping: EarlyStoppingState;
  /** Where each stream of random numbers stands. */
  readonly streams: Readonly<Record<keyof TrainingRngs, readonly number[]>>;
}

const fileName = 'training.v8';

/** Writes a checkpoint into the folder, which it makes; one that was there before is replaced whole or not at all. */
export async function saveCheckpoint(folder: string, state: TrainingState, standing: Standing): Promise<void> {
  const { model, optimizer, best, stopping, rngs } = state;
  const checkpoint: Checkpoint = {
    ...standing,
    weights: await valuesOf(variablesOf(model)),
    bestWeights: await valuesOf(best.tensors),
    optimizerMemory: await valuesOf(optimizer.memory),
    stopping: stopping.state,
    streams: {
      order: rngs.order.state(),
      dropout: rngs.dropout.state(),
      augmentation: rngs.augmentation.state(),
    },
  };
  mkdirSync(folder, { recursive: true });
  const path = join(folder, fileName);
  // Flushed before it is renamed: after a power cut there is the old checkpoint or the new one, never half of one.
  writeFileSync(`${path}.new`, serialize(checkpoint), { flush: true });
  renameSync(`${path}.new`, path);
}

/** Puts a training into the state of the folder's checkpoint, or returns undefined, having changed nothing, where there is none. */
export function loadCheckpoint(folder: string, state: TrainingState): Standing | undefined {
  const path = join(folder, fileName);
  if (!existsSync(path)) return undefined;
  const checkpoint: Checkpoint = deserialize(readFileSync(path));
  const { weights, bestWeights, optimizerMemory, stopping, streams, ...standing } = checkpoint;
  tf.tidy(() => {
    variablesOf(state.model).forEach((variable, i) => {
      variable.assign(tf.tensor(weights[i] as Float32Array, variable.shape));
    });
  });
  state.best.resume(state.model, bestWeights);
  state.optimizer.resume(optimizerMemory, standing.steps);
  state.stopping.restore(stopping);
  state.rngs.order.restore(streams.order);
  state.rngs.dropout.restore(streams.dropout);
  state.rngs.augmentation.restore(streams.augmentation);
  return standing;
}

function valuesOf(tensors: readonly tf.Tensor[]): Promise<Float32Array[]> {
  return Promise.all(tensors.map(async (tensor) => (await tensor.data()) as Float32Array));
}
