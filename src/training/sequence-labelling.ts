import { UsageError } from '../core/errors.js';
import type { TrialJob } from '../core/executor.js';
import type { SequenceLabellingSpec } from '../core/task-spec.js';
import { createRng, deriveSeed } from '../math/rng.js';
import type { PredictionInput } from '../trials/model-job.js';
import { createSentenceAugmenter } from './data/tagging/augment-sentence.js';
import { batchOf, type EncodedSentences } from './data/tagging/encoded-sentences.js';
import {
  encodingKey,
  learnSentenceEncoder,
  restoreSentenceEncoder,
  type SentenceEncoder,
} from './data/tagging/sentence-encoder.js';
import { taggedDataset, taggedDatasetKey } from './data/tagging/tagged-dataset.js';
import type { TaggedSentence } from './data/tagging/tagged-sentence.js';
import { spacedTokens, tokenize } from './data/tagging/tokens.js';
import { synonymsOf } from './data/text-augmentation/sources.js';
import { augmentedExamples, plainExamples, type TrainingExamples } from './data/training-examples.js';
import { unknownId, type Vocabulary } from './data/vocabulary.js';
import { entityConfusion, labellingMetrics, tagSentences } from './labelling/evaluation.js';
import { type LabellingHyperparameters, readLabellingHyperparameters } from './labelling/labelling-hyperparameters.js';
import { taggedText } from './labelling/tagged-text.js';
import { variablesOf } from './models/model.js';
import { createTagger } from './models/tagger/index.js';
import { loadTagger, saveTagger } from './models/tagger/saved-tagger.js';
import type { SharedData } from './shared-data.js';
import type { Learner, SavedModel, TrainingTask } from './task.js';
import { tf } from './tf.js';

/** A data set as one encoder sees it. */
interface EncodedDataset {
  /** What the encoder learned. */
  readonly vocabulary: Vocabulary;
  readonly tags: readonly string[];
  readonly train: EncodedSentences;
  readonly validation: EncodedSentences;
}

export const sequenceLabelling: TrainingTask<SequenceLabellingSpec> = {
  async loadData(spec, studySeed, data) {
    await taggedDataset(spec, studySeed, data);
  },
  createLearner,
  loadModel,
};

async function createLearner(job: TrialJob, spec: SequenceLabellingSpec, data: SharedData): Promise<Learner> {
  const hyperparameters = readLabellingHyperparameters(job.params);
  const { vocabulary, tags, train, validation } = await encodedDataset(spec, job.studySeed, hyperparameters, data);
  const encoder = restoreSentenceEncoder(hyperparameters, vocabulary);
  const rng = createRng(deriveSeed(job.seed, job.trialNumber, 'weights'));
  const tagger = createTagger(hyperparameters, { rows: encoder.rows, tags }, rng);
  const { word_dropout: rate } = hyperparameters;
  const examples = await trainingExamples(job, spec, train, encoder, data);
  return {
    hyperparameters,
    model: tagger,
    exampleCount: examples.count,
    batches: examples.batches,
    loss(indices, { dropout, augmentation }) {
      const { encoded, rows } = examples.batch(indices, augmentation);
      const batch = batchOf(encoded, rows, rate === 0 ? undefined : { rate, replacement: unknownId, rng: dropout });
      const words = batch.lengths.reduce((sum, length) => sum + length, 0);
      return tf.div(tagger.output.loss(tagger.scores(batch, dropout), batch), words);
    },
    evaluate: () => labellingMetrics('val', tagger, validation, tags),
    save: (folder) => saveTagger(folder, { hyperparameters, encoder, tags, tagger }),
  };
}

function loadModel(folder: string): SavedModel<SequenceLabellingSpec> {
  const { encoder, tags, tagger } = loadTagger(folder);
  return {
    async test(spec, studySeed, data) {
      const { test } = await taggedDataset(spec, studySeed, data);
      if (test.length === 0) {
        throw new UsageError('Expected test data, got none: raise its share in `split`, or name a `test` file.');
      }
      return await labellingMetrics('test', tagger, encoder.encode(test, tags), tags);
    },
    async confusions(spec, studySeed, data) {
      const { validation, test } = await taggedDataset(spec, studySeed, data);
      const count = (part: readonly TaggedSentence[]) => entityConfusion(tagger, encoder.encode(part, tags), tags);
      return { validation: await count(validation), ...(test.length > 0 && { test: await count(test) }) };
    },
    async predict(inputs: readonly PredictionInput[]) {
      const texts = inputs.map((input) => {
        if (typeof input !== 'string') return spacedTokens(input);
        // What training knew as one token, such as `U.S.`, stays one.
        return { text: input, tokens: tokenize(input, encoder.knows) };
      });
      const sentences = texts.map(({ tokens }) => ({ tokens: tokens.map(({ text }) => text), tags: tokens.map(() => 'O') }));
      const { tags: found } = await tagSentences(tagger, encoder.encode(sentences, tags));
      return texts.map(({ text, tokens }, i) => {
        const names = Array.from(found[i] as Int32Array, (tag) => tags[tag] as string);
        return taggedText(text, tokens, names);
      });
    },
    dispose: () => tf.dispose(variablesOf(tagger)),
  };
}

/** The training sentences as the trial's parameters vary them. */
async function trainingExamples(
  { params, studySeed }: TrialJob,
  spec: SequenceLabellingSpec,
  encoded: EncodedSentences,
  { encode }: SentenceEncoder,
  data: SharedData,
): Promise<TrainingExamples<EncodedSentences>> {
  const hyperparameters = readLabellingHyperparameters(params);
  const augment = createSentenceAugmenter(hyperparameters, synonymsOf(spec.augmentation ?? {}));
  if (augment === undefined) return plainExamples(encoded, encoded.words);
  const { train, tags } = await taggedDataset(spec, studySeed, data);
  return augmentedExamples(train, encoded.words, {
    augment,
    copies: hyperparameters.augmented_copies,
    encode: (sentences) => encode(sentences, tags),
  });
}

async function encodedDataset(
  spec: SequenceLabellingSpec,
  studySeed: number,
  hyperparameters: LabellingHyperparameters,
  data: SharedData,
): Promise<EncodedDataset> {
  const { tags, train, validation } = await taggedDataset(spec, studySeed, data);
  return await data.getOrMake(taggedDatasetKey(spec, studySeed) + encodingKey(hyperparameters), () => {
    const { vocabulary, encode } = learnSentenceEncoder(hyperparameters, train);
    return { vocabulary, tags, train: encode(train, tags), validation: encode(validation, tags) };
  });
}
