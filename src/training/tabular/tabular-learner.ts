import { addGaussianNoise } from '../augmentation/gaussian-noise.js';
import { mixup } from '../augmentation/mixup.js';
import { evaluationBatch } from '../collect-outputs.js';
import { indexBatches, shuffledIndexBatches } from '../data/index-batches.js';
import { rowBatch } from '../data/tabular/row-batch.js';
import { type EncodedRows, inputShape, type TableEncoding } from '../data/tabular/table-encoder.js';
import type { TabularModel } from '../models/tabular-model.js';
import type { Learnable } from '../task.js';
import type { tf } from '../tf.js';
import type { TabularHyperparameters } from './tabular-hyperparameters.js';

interface TabularLearning<Targets extends tf.Tensor> {
  readonly hyperparameters: TabularHyperparameters;
  readonly model: TabularModel;
  readonly encoding: TableEncoding;
  readonly train: EncodedRows;
  /** Of the training rows at `indices`, [indices, ...]. Blends of targets are targets, too. */
  readonly targets: (indices: readonly number[]) => Targets;
  /** The mean over a batch. `outputs` are float32 [batch, outputs] */
  readonly loss: (outputs: tf.Tensor2D, targets: Targets) => tf.Scalar;
}

/** How a model learns from a table, whatever it predicts: noise on the scaled numbers first, then mixup, then dropout. */
export function tabularLearning<Targets extends tf.Tensor>({
  hyperparameters,
  model,
  encoding,
  train,
  targets,
  loss,
}: TabularLearning<Targets>): Omit<Learnable, 'evaluate'> {
  const { width, numbers } = inputShape(encoding);
  return {
    model,
    exampleCount: train.count,
    batches: (size, rng) => shuffledIndexBatches(train.count, size, rng),
    loss(indices, { dropout, augmentation }) {
      const blend = mixup(indices, hyperparameters.mixup, augmentation);
      const inputs = blend((chosen) => {
        const batch = rowBatch(train, chosen);
        addGaussianNoise(batch.dense, width, numbers, hyperparameters.noise, augmentation);
        return model.inputs(batch);
      });
      return loss(model.outputs(inputs, dropout), blend(targets));
    },
  };
}

/** What the model gives for the rows at some indices, without dropout: [indices, outputs] */
export function outputsOf(model: TabularModel, rows: EncodedRows): (indices: readonly number[]) => tf.Tensor2D {
  return (indices) => model.outputs(model.inputs(rowBatch(rows, indices)));
}

/** All rows, in batches for evaluation. */
export function rowBatches({ count }: EncodedRows): number[][] {
  return indexBatches(count, evaluationBatch);
}
