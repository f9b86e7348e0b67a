import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import type { TrialJob } from '../../core/executor.js';
import type { TabularRegressionSpec } from '../../core/task-spec.js';
import { createRng, deriveSeed } from '../../math/rng.js';
import { collectOutputs } from '../collect-outputs.js';
import { type EncodedRows, encodeRows, inputShape } from '../data/tabular/table-encoder.js';
import { tableKey, targetTable, testPart } from '../data/tabular/tabular-dataset.js';
import { createEnsemble, type Ensemble, ensembleAssets, savedEnsembleSize } from '../models/ensemble.js';
import { variablesOf } from '../models/model.js';
import { loadWeights, readJson, readManifest, saveModel } from '../models/saved-model.js';
import { createTabularModel, type TabularModel } from '../models/tabular-model.js';
import { createRegressionLoss } from '../regression/regression-losses.js';
import { regressionMetrics } from '../regression/regression-metrics.js';
import { learnTargetScale, scaledTargets, type TargetScale, unscaled } from '../regression/target-scale.js';
import type { SharedData } from '../shared-data.js';
import type { Learner, SavedModel, TrainingTask } from '../task.js';
import { tf } from '../tf.js';
import { encodedDataset } from './encoded-dataset.js';
import { loadTableReader, readerAsset, readInputs, tableReader } from './table-reader.js';
import { encodingSettings, readTabularRegressionHyperparameters } from './tabular-hyperparameters.js';
import { heldOut, jointOutputs, rowBatches, tabularLearning } from './tabular-learner.js';

const task = 'tabular-regression';
const scaleAsset = 'target.json';

export const tabularRegression: TrainingTask<TabularRegressionSpec> = {
  async loadData(spec, studySeed, data) {
    await targetTable(spec, studySeed, data);
  },
  createLearner,
  loadModel,
};

async function createLearner(job: TrialJob, spec: TabularRegressionSpec, data: SharedData): Promise<Learner> {
  const hyperparameters = readTabularRegressionHyperparameters(job.params);
  const known = await targetTable(spec, job.studySeed, data);
  const key = tableKey(spec, job.studySeed);
  const { encoding, train, validation } = await encodedDataset(known, key, encodingSettings(hyperparameters), data);
  const scale = learnTargetScale(known.train.targets);
  const truth = scaledTargets(known.train.targets, scale);
  const rng = createRng(deriveSeed(job.seed, job.trialNumber, 'weights'));
  const model = createEnsemble(spec.data.folds ?? 1, () => createTabularModel(hyperparameters, inputShape(encoding), 1, rng));
  const loss = await createRegressionLoss(hyperparameters, { urls: spec.ownLosses, params: job.params });
  return {
    hyperparameters,
    ...tabularLearning({
      ...{ hyperparameters, model, encoding, train, folds: known.folds },
      targets: (indices) =>
        tf.tensor2d(
          Float32Array.from(indices, (index) => truth[index] as number),
          [indices.length, 1],
        ),
      loss,
    }),
    async evaluate() {
      const { batches, outputs } = heldOut(model, validation, known.folds);
      const values = unscaled(await collectOutputs(batches, 1, outputs), scale);
      return regressionMetrics('val', values, known.validation.targets, scale.deviation);
    },
    save(folder) {
      const assets = { [scaleAsset]: scale, [readerAsset]: tableReader(spec.data, encoding), ...ensembleAssets(model) };
      return saveModel(folder, { task, hyperparameters, model, assets });
    },
  };
}

function loadModel(folder: string): SavedModel<TabularRegressionSpec> {
  const manifest = readManifest(folder, task);
  const hyperparameters = readTabularRegressionHyperparameters(manifest.hyperparameters);
  const scale = loadScale(folder);
  const reader = loadTableReader(folder);
  const model = createEnsemble(savedEnsembleSize(folder), () =>
    createTabularModel(hyperparameters, inputShape(reader.encoding), 1, createRng(0)),
  );
  loadWeights(folder, manifest, model);
  return {
    async test(spec, studySeed, data) {
      const known = await targetTable(spec, studySeed, data);
      const { rows, targets } = testPart(known);
      const encoded = encodeRows(reader.encoding, known.columns, rows);
      return regressionMetrics('test', await predicted(model, encoded, scale), targets, scale.deviation);
    },
    async predict(paths) {
      const predictions = [];
      for (const { rows, places } of paths.map((path) => readInputs(reader, path))) {
        const values = await predicted(model, rows, scale);
        predictions.push(...places.map((text, i) => ({ text, value: values[i] as number })));
      }
      return predictions;
    },
    dispose: () => tf.dispose(variablesOf(model)),
  };
}

/** In the target's own units, [rows]. */
async function predicted(model: Ensemble<TabularModel>, rows: EncodedRows, scale: TargetScale): Promise<Float64Array> {
  const mean = (outputs: tf.Tensor3D) => tf.mean<tf.Tensor2D>(outputs, 0);
  return unscaled(await collectOutputs(rowBatches(rows), 1, jointOutputs(model, rows, mean)), scale);
}

function loadScale(folder: string): TargetScale {
  const scale = readJson(folder, scaleAsset) as Partial<TargetScale> | null;
  if (typeof scale?.mean === 'number' && typeof scale.deviation === 'number') return scale as TargetScale;
  throw new UsageError(`Expected the \`mean\` and \`deviation\` of the targets (${join(folder, scaleAsset)}).`);
}
