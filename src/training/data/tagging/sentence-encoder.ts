import type { LabellingHyperparameters } from '../../labelling/labelling-hyperparameters.js';
import { normalise } from '../normalise.js';
import { rememberWords } from '../remember-words.js';
import { firstTokenId, idCount, unknownId, type Vocabulary } from '../vocabulary.js';
import type { EncodedSentences } from './encoded-sentences.js';
import type { TaggedSentence } from './tagged-sentence.js';
import { wordFeatures } from './word-features.js';

/** How sentences become numbers. */
export interface SentenceEncoder {
  /** Learned from the training data. */
  readonly vocabulary: Vocabulary;
  /** Word ids are below this: the rows of the embedding table. */
  readonly rows: number;
  /** Whether a word is one of the vocabulary. */
  knows(word: string): boolean;
  /** Tags that are not among `tags` become 0. */
  encode(sentences: readonly TaggedSentence[], tags: readonly string[]): EncodedSentences;
}

export function learnSentenceEncoder(
  hyperparameters: LabellingHyperparameters,
  training: readonly TaggedSentence[],
): SentenceEncoder {
  const counts = new Map<string, number>();
  for (const word of training.flatMap(({ tokens }) => tokens)) {
    const form = formOf(word, hyperparameters);
    counts.set(form, (counts.get(form) ?? 0) + 1);
  }
  const vocabulary = [...counts]
    .filter(([, count]) => count >= hyperparameters.min_count)
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .map(([form]) => form);
  return restoreSentenceEncoder(hyperparameters, vocabulary);
}

/** The encoder of a saved model. */
export function restoreSentenceEncoder(hyperparameters: LabellingHyperparameters, vocabulary: Vocabulary): SentenceEncoder {
  const ids = new Map(vocabulary.map((form, index) => [form, index + firstTokenId]));
  const featuresOf = featureReader(hyperparameters);
  return {
    vocabulary,
    rows: idCount(vocabulary),
    knows: (word) => ids.has(formOf(word, hyperparameters)),
    encode(sentences, tags) {
      const tagIds = new Map(tags.map((tag, index) => [tag, index]));
      const tokens = sentences.flatMap((sentence) => sentence.tokens);
      const offsets = new Int32Array(sentences.length + 1);
      sentences.forEach((sentence, i) => {
        offsets[i + 1] = (offsets[i] as number) + sentence.tokens.length;
      });
      const wordIds = Int32Array.from(tokens, (word) => ids.get(formOf(word, hyperparameters)) ?? unknownId);
      return {
        words: { ids: wordIds, offsets },
        features: Int32Array.from(tokens.flatMap(featuresOf)),
        featuresPerWord: featuresOf('').length,
        tags: Int32Array.from(
          sentences.flatMap((sentence) => sentence.tags),
          (tag) => tagIds.get(tag) ?? 0,
        ),
      };
    },
  };
}

/** The settings that decide the encoding: two trials that agree on them can share it. */
export function encodingKey({ lowercase, min_count, characters, buckets }: LabellingHyperparameters): string {
  return JSON.stringify({ lowercase, min_count, characters, ...(characters === 'affixes' && { buckets }) });
}

function formOf(word: string, { lowercase }: LabellingHyperparameters): string {
  return normalise(word, lowercase);
}

function featureReader({ characters, buckets }: LabellingHyperparameters): (word: string) => readonly number[] {
  return characters === 'none' ? () => [] : rememberWords((word) => wordFeatures(word.normalize('NFC'), buckets));
}
