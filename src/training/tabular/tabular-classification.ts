import type { TrialJob } from '../../core/executor.js';
import type { TabularClassificationSpec } from '../../core/task-spec.js';
import { createRng, deriveSeed } from '../../math/rng.js';
import { oneHotTargets, rankedLabels } from '../classification/classes.js';
import { classificationMetrics } from '../classification/classification-metrics.js';
import { predictLogProbabilities } from '../classification/log-probabilities.js';
import { classesOf } from '../data/classes-of.js';
import { type EncodedRows, encodeRows, inputShape } from '../data/tabular/table-encoder.js';
import { labelledTable, type Part, tableKey, testPart } from '../data/tabular/tabular-dataset.js';
import { createLoss } from '../losses/index.js';
import { countConfusion } from '../metrics/confusion.js';
import { mostProbable } from '../metrics/most-probable.js';
import { variablesOf } from '../models/model.js';
import { loadWeights, readManifest, readStrings, saveModel } from '../models/saved-model.js';
import { createTabularModel } from '../models/tabular-model.js';
import type { SharedData } from '../shared-data.js';
import type { Learner, SavedModel, TrainingTask } from '../task.js';
import { tf } from '../tf.js';
import { encodedDataset } from './encoded-dataset.js';
import { loadTableReader, readerAsset, readInputs, tableReader } from './table-reader.js';
import { encodingSettings, readTabularClassificationHyperparameters } from './tabular-hyperparameters.js';
import { outputsOf, rowBatches, tabularLearning } from './tabular-learner.js';

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
  const { labels } = known;
  const classes = labels.length;
  const truth = classesOf(known.train.targets, labels);
  const validationTruth = classesOf(known.validation.targets, labels);
  const loss = await createLoss(hyperparameters, { labels: truth, classes }, { urls: spec.ownLosses, params: job.params });
  const rng = createRng(deriveSeed(job.seed, job.trialNumber, 'weights'));
  const model = createTabularModel(hyperparameters, inputShape(encoding), classes, rng);
  const targets = (indices: readonly number[]) => oneHotTargets(truth, indices, classes);
  return {
    hyperparameters,
    ...tabularLearning({ hyperparameters, model, encoding, train, targets, loss }),
    async evaluate() {
      const logProbabilities = await predictLogProbabilities(rowBatches(validation), classes, outputsOf(model, validation));
      return classificationMetrics('val', logProbabilities, validationTruth, classes);
    },
    save(folder) {
      const assets = { 'labels.json': labels, [readerAsset]: tableReader(spec.data, encoding) };
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
  const model = createTabularModel(hyperparameters, inputShape(reader.encoding), classes, createRng(0));
  loadWeights(folder, manifest, model);
  const logProbabilities = (rows: EncodedRows) => predictLogProbabilities(rowBatches(rows), classes, outputsOf(model, rows));
  return {
    async test(spec, studySeed, data) {
      const known = await labelledTable(spec, studySeed, data);
      const { rows, targets } = testPart(known);
      const encoded = encodeRows(reader.encoding, known.columns, rows);
      return classificationMetrics('test', await logProbabilities(encoded), classesOf(targets, labels), classes);
    },
    async confusions(spec, studySeed, data) {
      const { columns, validation, test } = await labelledTable(spec, studySeed, data);
      const count = async ({ rows, targets }: Part<string>) => {
        const predicted = mostProbable(await logProbabilities(encodeRows(reader.encoding, columns, rows)), classes);
        return countConfusion(labels, predicted, classesOf(targets, labels));
      };
      return { validation: await count(validation), ...(test.rows.count > 0 && { test: await count(test) }) };
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
