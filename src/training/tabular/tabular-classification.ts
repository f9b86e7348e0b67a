import type { TrialJob } from '../../core/executor.js';
import type { TabularClassificationSpec } from '../../core/task-spec.js';
import { createRng, deriveSeed } from '../../math/rng.js';
import { oneHotTargets, rankedLabels } from '../classification/classes.js';
import { classificationMetrics } from '../classification/classification-metrics.js';
import { meanLogProbabilities, predictLogProbabilities } from '../classification/log-probabilities.js';
import { classesOf } from '../data/classes-of.js';
import type { Part } from '../data/tabular/part.js';
import { type EncodedRows, encodeRows, inputShape } from '../data/tabular/table-encoder.js';
import { labelledTable, tableKey, testPart } from '../data/tabular/tabular-dataset.js';
import { createLoss } from '../losses/index.js';
import { countConfusion } from '../metrics/confusion.js';
import { mostProbable } from '../metrics/most-probable.js';
import { createEnsemble, ensembleAssets, savedEnsembleSize } from '../models/ensemble.js';
import { variablesOf } from '../models/model.js';
import { loadWeights, readManifest, readStrings, saveModel } from '../models/saved-model.js';
import { createTabularModel } from '../models/tabular-model.js';
import type { SharedData } from '../shared-data.js';
import type { Learner, SavedModel, TrainingTask } from '../task.js';
import { tf } from '../tf.js';
import { encodedDataset } from './encoded-dataset.js';
import { loadTableReader, readerAsset, readInputs, tableReader } from './table-reader.js';
import { encodingSettings, readTabularClassificationHyperparameters } from './tabular-hyperparameters.js';
import { heldOut, jointOutputs, rowBatches, tabularLearning } from './tabular-learner.js';

const task = 'tabular-classification';

export const tabularClassification: TrainingTask<TabularClassificationSpec> = {
  async loadData(spec, studySeed, data) {
    await labelledTable(spec, studySeed, data);
  },
  createLearner,
  loadModel,
};

async function createLearner(job: TrialJob, spec: TabularClassificationSpec, data: SharedData): Promise<Learner> {
  const hyperparameters = readTabularClassificationHyperparameters(job.params);
  const known = await labelledTable(spec, job.studySeed, data);
  const key = tableKey(spec, job.studySeed);
  const { encoding, train, validation } = await encodedDataset(known, key, encodingSettings(hyperparameters), data);
  const { labels, folds } = known;
  const classes = labels.length;
  const truth = classesOf(known.train.targets, labels);
  const validationTruth = classesOf(known.validation.targets, labels);
  const loss = await createLoss(
    hyperparameters,
    { labels: truth, names: labels, weights: spec.classWeights },
    { urls: spec.ownLosses, params: job.params },
  );
  const rng = createRng(deriveSeed(job.seed, job.trialNumber, 'weights'));
  const model = createEnsemble(spec.data.folds ?? 1, () =>
    createTabularModel(hyperparameters, inputShape(encoding), classes, rng),
  );
  const targets = (indices: readonly number[]) => oneHotTargets(truth, indices, classes);
  return {
    hyperparameters,
    ...tabularLearning({ hyperparameters, model, encoding, train, folds, targets, loss }),
    async evaluate() {
      const { batches, outputs } = heldOut(model, validation, folds);
      const logProbabilities = await predictLogProbabilities(batches, classes, outputs);
      return classificationMetrics('val', logProbabilities, validationTruth, classes);
    },
    save(folder) {
      const assets = { 'labels.json': labels, [readerAsset]: tableReader(spec.data, encoding), ...ensembleAssets(model) };
      return saveModel(folder, { task, hyperparameters, model, assets });
    },
  };
}

function loadModel(folder: string): SavedModel<TabularClassificationSpec> {
  const manifest = readManifest(folder, task);
  const hyperparameters = readTabularClassificationHyperparameters(manifest.hyperparameters);
  const labels = readStrings(folder, 'labels.json');
  const classes = labels.length;
  const reader = loadTableReader(folder);
  const model = createEnsemble(savedEnsembleSize(folder), () =>
    createTabularModel(hyperparameters, inputShape(reader.encoding), classes, createRng(0)),
  );
  loadWeights(folder, manifest, model);
  const logProbabilities = (rows: EncodedRows) =>
    predictLogProbabilities(rowBatches(rows), classes, jointOutputs(model, rows, meanLogProbabilities));
  return {
    async test(spec, studySeed, data) {
      const known = await labelledTable(spec, studySeed, data);
      const { rows, targets } = testPart(known);
      const encoded = encodeRows(reader.encoding, known.columns, rows);
      return classificationMetrics('test', await logProbabilities(encoded), classesOf(targets, labels), classes);
    },
    async confusions(spec, studySeed, data) {
      const { columns, validation, test, folds } = await labelledTable(spec, studySeed, data);
      const count = ({ targets }: Part<string>, probabilities: Float32Array) =>
        countConfusion(labels, mostProbable(probabilities, classes), classesOf(targets, labels));
      const { batches, outputs } = heldOut(model, encodeRows(reader.encoding, columns, validation.rows), folds);
      const ofValidation = count(validation, await predictLogProbabilities(batches, classes, outputs));
      if (test.rows.count === 0) return { validation: ofValidation };
      const ofTest = count(test, await logProbabilities(encodeRows(reader.encoding, columns, test.rows)));
      return { validation: ofValidation, test: ofTest };
    },
    async predict(paths, top) {
      const predictions = [];
      for (const { rows, places } of paths.map((path) => readInputs(reader, path))) {
        predictions.push(...rankedLabels(places, await logProbabilities(rows), labels, top));
      }
      return predictions;
    },
    dispose: () => tf.dispose(variablesOf(model)),
  };
}
