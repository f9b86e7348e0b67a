import { filterSizes, type TextHyperparameters } from '../text-hyperparameters.js';
import type { Padding } from './batches.js';
import { ngramHasher } from './ngram-hashing.js';
import {
  buildVocabulary,
  idCount,
  paddingId,
  type TokenSettings,
  tokenEncoder,
  unknownId,
  type Vocabulary,
} from './vocabulary.js';

/** How texts become ids, as a model wants them. */
export interface TextEncoder {
  readonly encode: (text: string) => readonly number[];
  /** Ids are below this: the rows of the embedding table. */
  readonly rows: number;
  /** Stands in the place of an id that `embedding_dropout` leaves out. */
  readonly dropped: number;
  /** Learned from the training data; an encoder that hashes has none. */
  readonly vocabulary?: Vocabulary;
}

export function learnTextEncoder(settings: TextHyperparameters, trainingTexts: readonly string[]): TextEncoder {
  if (settings.encoder === 'bag') return hashingEncoder(settings);
  return vocabularyEncoder(settings, buildVocabulary(trainingTexts, tokenSettings(settings)));
}

/** The encoder of a saved model. */
export function restoreTextEncoder(settings: TextHyperparameters, vocabulary: Vocabulary | undefined): TextEncoder {
  return vocabulary === undefined ? hashingEncoder(settings) : vocabularyEncoder(settings, vocabulary);
}

/** The settings that decide the encoding: two trials that agree on them can share it. */
export function encodingKey(settings: TextHyperparameters): string {
  const { encoder } = settings;
  return JSON.stringify(encoder === 'bag' ? { encoder, ...ngramSettings(settings) } : { encoder, ...tokenSettings(settings) });
}

/** How a model wants its batches: an embedding bag leaves negative ids out of the mean, recurrent layers pass padding over. */
export function paddingOf(settings: TextHyperparameters): Padding {
  if (settings.encoder === 'bag') return { id: -1, extra: 0 };
  // With one window of nothing but padding in every text, the maximum over time does not depend on the batch's longest text.
  return { id: paddingId, extra: settings.encoder === 'cnn' ? Math.max(...filterSizes(settings)) : 0 };
}

function hashingEncoder(settings: TextHyperparameters): TextEncoder {
  return {
    encode: ngramHasher(ngramSettings(settings)),
    rows: settings.buckets,
    dropped: -1,
  };
}

function vocabularyEncoder(settings: TextHyperparameters, vocabulary: Vocabulary): TextEncoder {
  return {
    encode: tokenEncoder(vocabulary, tokenSettings(settings)),
    rows: idCount(vocabulary),
    dropped: unknownId,
    vocabulary,
  };
}

function ngramSettings({ lowercase, word_ngrams, char_ngrams, buckets, max_length }: TextHyperparameters) {
  return { lowercase, wordNgrams: word_ngrams, charNgrams: char_ngrams, buckets, maxLength: max_length };
}

function tokenSettings(settings: TextHyperparameters): TokenSettings {
  const { lowercase, tokens, min_count, vocabulary_size, max_length } = settings;
  return { lowercase, tokens, minCount: min_count, vocabularySize: vocabulary_size, maxLength: max_length };
}
