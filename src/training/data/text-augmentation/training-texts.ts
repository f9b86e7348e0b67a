import type { Rng } from '../../../math/rng.js';
import { shuffledBatches } from '../batches.js';
import { type EncodedTexts, encodeTexts, textCount } from '../encoded-texts.js';
import type { TextAugmenter } from './augmenter.js';

/** A batch's texts as ids. */
interface TextBatch {
  readonly texts: EncodedTexts;
  /** Which of `texts` the batch has. */
  readonly rows: readonly number[];
}

/** The texts that an epoch goes over. */
export interface TrainingTexts {
  readonly count: number;
  /** One pass in random order: the examples of each batch. */
  batches(size: number, rng: Rng): number[][];
  /** `rng` decides how texts are varied, where they are. */
  batch(examples: readonly number[], rng: Rng): TextBatch;
  /** The text that an example is, or is a variant of. */
  textOf(example: number): number;
}

/** Each text as it is. */
export function plainTexts(encoded: EncodedTexts): TrainingTexts {
  return {
    count: textCount(encoded),
    batches: (size, rng) => shuffledBatches(encoded, size, rng),
    batch: (examples) => ({ texts: encoded, rows: examples }),
    textOf: (example) => example,
  };
}

export interface Augmentation {
  readonly augment: TextAugmenter;
  /** Variants of each text that stand beside it; with 0, one variant stands in its place. */
  readonly copies: number;
  readonly encode: (text: string) => readonly number[];
}

/**
 * Variants of the texts. They are made batch by batch, other ones in every epoch: a model then sees more of them than could be
 * kept, making them takes little beside training on them, and the stream of `rng`, which a paused trial keeps, is all that
 * decides them. (EDA makes its copies once, before training.)
 *
 * @param encoded the texts' ids, by whose lengths batches are put together
 */
export function augmentedTexts(
  texts: readonly string[],
  encoded: EncodedTexts,
  { augment, copies, encode }: Augmentation,
): TrainingTexts {
  const variant = (example: number, rng: Rng): string => {
    const text = texts[example % texts.length] as string;
    const isItself = copies > 0 && example < texts.length;
    return isItself ? text : augment(text, rng);
  };
  return {
    count: texts.length * (1 + copies),
    batches: (size, rng) => shuffledBatches(encoded, size, rng, 1 + copies),
    batch(examples, rng) {
      const variants = examples.map((example) => variant(example, rng));
      return { texts: encodeTexts(variants, encode), rows: examples.map((_, row) => row) };
    },
    textOf: (example) => example % texts.length,
  };
}
