import { type Rng, shuffled } from '../../math/rng.js';
import { type EncodedTexts, lengthOf, textCount } from './encoded-texts.js';

/** How a model wants its texts filled up to one length. */
export interface Padding {
  /** The id to fill up with. */
  readonly id: number;
  /** Filling that even the longest text of a batch gets. */
  readonly extra: number;
}

/** Leaves ids out at random, in training only. */
export interface IdDropout {
  readonly rate: number;
  /** What stands in the place of an id that is left out. */
  readonly replacement: number;
  readonly rng: Rng;
}

/** Texts of one length. */
export interface Batch {
  /** [size, length], row by row */
  readonly ids: Int32Array;
  readonly size: number;
  readonly length: number;
  /** Which texts they are, [size]. */
  readonly indices: readonly number[];
}

/** Batches whose texts are sorted together: large enough to find similar lengths, small against a data set. */
const batchesSortedTogether = 16;

/**
 * One pass over the texts in random order, as the indices of each batch. Texts of similar length meet in a batch, which saves
 * padding: the shuffled texts are sorted by length within stretches of 16 batches, then those batches are shuffled.
 *
 * @param repeats how often each text occurs: index i stands for text i modulo the number of texts
 */
export function shuffledBatches(texts: EncodedTexts, batchSize: number, rng: Rng, repeats = 1): number[][] {
  const count = textCount(texts);
  const length = (index: number): number => lengthOf(texts, index % count);
  const order = shuffled(
    rng,
    Array.from({ length: count * repeats }, (_, index) => index),
  );
  const stretch = batchSize * batchesSortedTogether;
  const batches: number[][] = [];
  for (let start = 0; start < order.length; start += stretch) {
    const sorted = order.slice(start, start + stretch).sort((a, b) => length(a) - length(b));
    batches.push(...chunks(sorted, batchSize));
  }
  return shuffled(rng, batches);
}

/** All texts by rising length, as the indices of each batch: for evaluation, where the order does not matter. */
export function sortedBatches(texts: EncodedTexts, batchSize: number): number[][] {
  const order = Array.from({ length: textCount(texts) }, (_, index) => index);
  return chunks(
    order.sort((a, b) => lengthOf(texts, a) - lengthOf(texts, b) || a - b),
    batchSize,
  );
}

export function padBatch(texts: EncodedTexts, indices: readonly number[], padding: Padding, dropout?: IdDropout): Batch {
  const longest = indices.reduce((most, index) => Math.max(most, lengthOf(texts, index)), 0);
  const length = Math.max(longest + padding.extra, 1);
  const ids = new Int32Array(indices.length * length).fill(padding.id);
  indices.forEach((index, row) => {
    ids.set(texts.ids.subarray(texts.offsets[index], texts.offsets[index + 1]), row * length);
    if (dropout !== undefined) dropIds(ids, row * length, lengthOf(texts, index), dropout);
  });
  return { ids, size: indices.length, length, indices };
}

function dropIds(ids: Int32Array, start: number, count: number, { rate, replacement, rng }: IdDropout): void {
  for (let i = start; i < start + count; i++) {
    if (rng.next() < rate) ids[i] = replacement;
  }
}

function chunks<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, i) => items.slice(i * size, (i + 1) * size));
}
