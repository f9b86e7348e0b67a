import type { Confusion } from '../../core/confusion.js';
import type { Metrics } from '../../core/trial.js';
import { sortedBatches } from '../data/batches.js';
import { textCount } from '../data/encoded-texts.js';
import { tagType } from '../data/tagging/bio.js';
import { batchOf, type EncodedSentences, type SentenceBatch } from '../data/tagging/encoded-sentences.js';
import { accuracy } from '../metrics/accuracy.js';
import type { Tagger } from '../models/tagger/index.js';
import { tf } from '../tf.js';
import { countEntities } from './entity-confusion.js';
import { scoreEntities } from './entity-scores.js';

/** Sentences at a time: large enough to keep the kernels busy, small enough for any device's memory. */
const evaluationBatch = 256;

interface Tagging {
  /** By sentence: the most probable tags, as numbers. */
  readonly tags: readonly Int32Array[];
  /** -ln p of the true tags, a word on average. */
  readonly loss: number;
}

/** Tags sentences; their true tags count for the loss alone. */
export async function tagSentences(tagger: Tagger, sentences: EncodedSentences): Promise<Tagging> {
  const decode = await tagger.output.decoder();
  const tags: Int32Array[] = Array.from({ length: textCount(sentences.words) }, () => new Int32Array(0));
  let lossSum = 0;
  for (const indices of sortedBatches(sentences.words, evaluationBatch)) {
    const batch = batchOf(sentences, indices);
    const [scores, loss] = await scoresAndLoss(tagger, batch);
    lossSum += loss;
    const perWord = scores.length / (batch.size * batch.length);
    indices.forEach((index, row) => {
      const start = row * batch.length * perWord;
      tags[index] = decode(scores.subarray(start, start + (batch.lengths[row] as number) * perWord));
    });
  }
  return { tags, loss: lossSum / sentences.tags.length };
}

/** Of all words of a batch, [size, length, tags], and the sum of -ln p of their true tags. */
async function scoresAndLoss(tagger: Tagger, batch: SentenceBatch): Promise<[Float32Array, number]> {
  const [scores, loss] = tf.tidy(() => {
    const computed = tagger.scores(batch);
    return [computed, tagger.output.loss(computed, batch)];
  }) as [tf.Tensor3D, tf.Scalar];
  const [values, sum] = (await Promise.all([scores.data(), loss.data()])) as [Float32Array, Float32Array];
  tf.dispose([scores, loss]);
  return [values, sum[0] as number];
}

/**
 * What sequence labelling measures: entities as CoNLL counts them, the accuracy of tags, and the loss a word.
 *
 * @param part the data's part, the first half of each name
 * @param names what the tags mean
 */
export async function labellingMetrics(
  part: 'val' | 'test',
  tagger: Tagger,
  sentences: EncodedSentences,
  names: readonly string[],
): Promise<Metrics> {
  const { tags, loss } = await tagSentences(tagger, sentences);
  const { precision, recall, f1 } = scoreEntities(trueTags(sentences, names), named(tags, names));
  return {
    [`${part}_f1`]: f1,
    [`${part}_precision`]: precision,
    [`${part}_recall`]: recall,
    [`${part}_accuracy`]: accuracy(Int32Array.from(tags.flatMap((sentence) => [...sentence])), sentences.tags),
    [`${part}_loss`]: loss,
  };
}

/** What entities are taken for. `names` is what the tags mean. */
export async function entityConfusion(tagger: Tagger, sentences: EncodedSentences, names: readonly string[]): Promise<Confusion> {
  const { tags } = await tagSentences(tagger, sentences);
  const types = [...new Set(names.flatMap((name) => tagType(name) ?? []))];
  return countEntities(types, trueTags(sentences, names), named(tags, names));
}

function trueTags({ words: { offsets }, tags }: EncodedSentences, names: readonly string[]): string[][] {
  const sentences = Array.from({ length: offsets.length - 1 }, (_, i) => tags.subarray(offsets[i], offsets[i + 1]));
  return named(sentences, names);
}

function named(tags: readonly Int32Array[], names: readonly string[]): string[][] {
  return tags.map((sentence) => Array.from(sentence, (tag) => names[tag] as string));
}
