import type { Metrics } from '../core/trial.js';
import type { TrialCheckpoint } from '../trials/trial-checkpoint.js';
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
  /** The weights of the epoch that it would end with by now. */
  readonly kept: Snapshot;
  readonly stopping: EarlyStopping;
  readonly rngs: TrainingRngs;
}

/** How far a training is. */
export interface Standing {
  /** Epochs done. */
  readonly epoch: number;
  /** Optimizer steps done, over all epochs. */
  readonly steps: number;
  /** Of the epoch whose weights are kept. */
  readonly keptMetrics: Metrics;
}

interface Saved extends Standing {
  readonly weights: readonly Float32Array[];
  readonly keptWeights: readonly Float32Array[];
  readonly optimizerMemory: readonly Float32Array[];
  readonly stopping: EarlyStoppingState;
  /** Where each stream of random numbers stands. */
  readonly streams: Readonly<Record<keyof TrainingRngs, readonly number[]>>;
}

export async function saveCheckpoint(place: TrialCheckpoint, state: TrainingState, standing: Standing): Promise<void> {
  const { model, optimizer, kept, stopping, rngs } = state;
  const checkpoint: Saved = {
    ...standing,
    weights: await valuesOf(variablesOf(model)),
    keptWeights: await valuesOf(kept.tensors),
    optimizerMemory: await valuesOf(optimizer.memory),
    stopping: stopping.state,
    streams: {
      order: rngs.order.state(),
      dropout: rngs.dropout.state(),
      augmentation: rngs.augmentation.state(),
    },
  };
  place.save(checkpoint, standing.epoch);
}

/** Puts a training into the state of the checkpoint, or returns undefined, having changed nothing, where there is none. */
export function loadCheckpoint(place: TrialCheckpoint, state: TrainingState): Standing | undefined {
  const checkpoint = place.load() as Saved | undefined;
  if (checkpoint === undefined) return undefined;
  const { weights, keptWeights, optimizerMemory, stopping, streams, ...standing } = checkpoint;
  tf.tidy(() => {
    variablesOf(state.model).forEach((variable, i) => {
      variable.assign(tf.tensor(weights[i] as Float32Array, variable.shape));
    });
  });
  state.kept.resume(state.model, keptWeights);
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
