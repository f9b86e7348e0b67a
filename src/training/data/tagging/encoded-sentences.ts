import { type IdDropout, padBatch } from '../batches.js';
import { type EncodedTexts, lengthOf } from '../encoded-texts.js';
import { paddingId } from '../vocabulary.js';

/** Sentences as numbers, the words of all of them one after the other: those of sentence i are the ids i of `words`. */
export interface EncodedSentences {
  readonly words: EncodedTexts;
  /** [words, featuresPerWord], -1 where there is none */
  readonly features: Int32Array;
  readonly featuresPerWord: number;
  /** [words] */
  readonly tags: Int32Array;
}

/** Sentences of one length. */
export interface SentenceBatch {
  readonly size: number;
  readonly length: number;
  /** [size, length] */
  readonly words: Int32Array;
  /** [size x length, featuresPerWord] */
  readonly features: Int32Array;
  /** [size, length] */
  readonly tags: Int32Array;
  /** [size]: what comes after it is padding. */
  readonly lengths: Int32Array;
}

/** The sentences at `indices`, filled up to the longest one. */
export function batchOf(sentences: EncodedSentences, indices: readonly number[], dropout?: IdDropout): SentenceBatch {
  const { words, featuresPerWord } = sentences;
  const { ids, size, length } = padBatch(words, indices, { id: paddingId, extra: 0 }, dropout);
  const features = new Int32Array(size * length * featuresPerWord).fill(-1);
  const tags = new Int32Array(size * length);
  indices.forEach((index, row) => {
    const [from, to] = [words.offsets[index] as number, words.offsets[index + 1] as number];
    features.set(sentences.features.subarray(from * featuresPerWord, to * featuresPerWord), row * length * featuresPerWord);
    tags.set(sentences.tags.subarray(from, to), row * length);
  });
  return { size, length, words: ids, features, tags, lengths: Int32Array.from(indices, (index) => lengthOf(words, index)) };
}
