import { addGaussianNoise } from '../augmentation/gaussian-noise.js';
import { mixup } from '../augmentation/mixup.js';
import { evaluationBatch } from '../collect-outputs.js';
import { indexBatches, shuffledIndexBatches } from '../data/index-batches.js';
import { rowBatch } from '../data/tabular/row-batch.js';
import { type EncodedRows, inputShape, type TableEncoding } from '../data/tabular/table-encoder.js';
import type { Loss } from '../losses/loss.js';
import { meanOfIndependent } from '../mean-of-independent.js';
import type { Ensemble } from '../models/ensemble.js';
import type { TabularModel } from '../models/tabular-model.js';
import type { Learnable, TrainingRngs } from '../task.js';
import { tf } from '../tf.js';
import type { TabularHyperparameters } from './tabular-hyperparameters.js';

interface TabularLearning {
  readonly hyperparameters: TabularHyperparameters;
  /** A member for each fold; without folds one. */
  readonly model: Ensemble<TabularModel>;
  readonly encoding: TableEncoding;
  readonly train: EncodedRows;
  /** Of each training row, [rows]. A row of a fold is hidden from the fold's member. */
  readonly folds: readonly number[] | undefined;
  /** Of the training rows at `indices`, [indices, outputs]. Blends of targets are targets, too. */
  readonly targets: (indices: readonly number[]) => tf.Tensor2D;
  readonly loss: Loss;
}

/** How a model learns from a table, whatever it predicts: noise on the scaled numbers first, then mixup, then dropout. */
export function tabularLearning({
  hyperparameters,
  model,
  encoding,
  train,
  folds,
  targets,
  loss,
}: TabularLearning): Omit<Learnable, 'evaluate'> {
  const { width, numbers } = inputShape(encoding);
  const lossOf = (member: TabularModel, indices: readonly number[], { dropout, augmentation }: TrainingRngs): tf.Scalar => {
    const blend = mixup(indices, hyperparameters.mixup, augmentation);
    const inputs = blend((chosen) => {
      const batch = rowBatch(train, chosen);
      addGaussianNoise(batch.dense, width, numbers, hyperparameters.noise, augmentation);
      return member.inputs(batch);
    });
    return loss(member.outputs(inputs, dropout), blend(targets));
  };
  return {
    model,
    exampleCount: train.count,
    batches: (size, rng) => shuffledIndexBatches(train.count, size, rng),
    loss(indices, rngs) {
      const losses = model.members.map((member, fold) => {
        const shown = folds ? indices.filter((index) => folds[index] !== fold) : indices;
        // Of a batch that is hidden as a whole the member learns nothing, but its weights still want gradients.
        return shown.length > 0 ? lossOf(member, shown, rngs) : tf.mul<tf.Scalar>(lossOf(member, indices, rngs), 0);
      });
      return meanOfIndependent(losses);
    },
  };
}

/** Of the rows at some indices, without dropout: [indices, outputs] */
type Outputs = (indices: readonly number[]) => tf.Tensor2D;

function outputsOf(member: TabularModel, rows: EncodedRows): Outputs {
  return (indices) => member.outputs(member.inputs(rowBatch(rows, indices)));
}

/** What the members give together. @param combine what several give, [members, indices, outputs] */
export function jointOutputs(
  { members }: Ensemble<TabularModel>,
  rows: EncodedRows,
  combine: (outputs: tf.Tensor3D) => tf.Tensor2D,
): Outputs {
  const outputs = members.map((member) => outputsOf(member, rows));
  const [only] = outputs;
  if (only && outputs.length === 1) return only;
  return (indices) => combine(tf.stack(outputs.map((of) => of(indices))) as tf.Tensor3D);
}

/** All rows, in batches for evaluation. */
export function rowBatches({ count }: EncodedRows): number[][] {
  return indexBatches(count, evaluationBatch);
}

/** Validation rows in batches, and what for each batch the member gives that did not see it in training. */
interface HeldOut {
  readonly batches: readonly (readonly number[])[];
  readonly outputs: Outputs;
}

/** @param folds of each of the rows, where there are folds */
export function heldOut({ members }: Ensemble<TabularModel>, rows: EncodedRows, folds: readonly number[] | undefined): HeldOut {
  const outputs = members.map((member) => outputsOf(member, rows));
  const outputsFor = (member: number) => outputs[member] as Outputs;
  if (!folds) return { batches: rowBatches(rows), outputs: outputsFor(0) };
  const batches = members.flatMap((_, fold) => {
    const own = folds.flatMap((other, row) => (other === fold ? [row] : []));
    return indexBatches(own.length, evaluationBatch).map((batch) => batch.map((place) => own[place] as number));
  });
  return { batches, outputs: (indices) => outputsFor(folds[indices[0] as number] as number)(indices) };
}
