import type { Rng } from '../../math/rng.js';
import { shuffledBatches } from './batches.js';
import { type EncodedTexts, textCount } from './encoded-texts.js';

/** A batch's examples as numbers. */
interface EncodedBatch<Encoded> {
  readonly encoded: Encoded;
  /** Which of them the batch has. */
  readonly rows: readonly number[];
}

/** The texts or sentences that an epoch goes over. */
export interface TrainingExamples<Encoded> {
  readonly count: number;
  /** One pass in random order: the examples of each batch. */
  batches(size: number, rng: Rng): number[][];
  /** `rng` decides how examples are varied, where they are. */
  batch(examples: readonly number[], rng: Rng): EncodedBatch<Encoded>;
  /** The text that an example is, or is a variant of. */
  originalOf(example: number): number;
}

/**
 * Each text as it is.
 * @param lengths the texts as ids, by whose number batches are put together
 */
export function plainExamples<Encoded>(encoded: Encoded, lengths: EncodedTexts): TrainingExamples<Encoded> {
  return {
    count: textCount(lengths),
    batches: (size, rng) => shuffledBatches(lengths, size, rng),
    batch: (examples) => ({ encoded, rows: examples }),
    originalOf: (example) => example,
  };
}

interface Augmentation<Text, Encoded> {
  readonly augment: (text: Text, rng: Rng) => Text;
  /** Variants of each text that stand beside it; with 0, one variant stands in its place. */
  readonly copies: number;
  readonly encode: (texts: readonly Text[]) => Encoded;
}

/**
 * Variants of the texts. They are made batch by batch, other ones in every epoch: a model then sees more of them than could be
 * kept, making them takes little beside training on them, and the stream of `rng`, which a paused trial keeps, is all that
 * decides them. (EDA makes its copies once, before training.)
 */
export function augmentedExamples<Text, Encoded>(
  texts: readonly Text[],
  lengths: EncodedTexts,
  { augment, copies, encode }: Augmentation<Text, Encoded>,
): TrainingExamples<Encoded> {
  const variant = (example: number, rng: Rng): Text => {
    const text = texts[example % texts.length] as Text;
    const isItself = copies > 0 && example < texts.length;
    return isItself ? text : augment(text, rng);
  };
  return {
    count: texts.length * (1 + copies),
    batches: (size, rng) => shuffledBatches(lengths, size, rng, 1 + copies),
    batch(examples, rng) {
      const variants = examples.map((example) => variant(example, rng));
      return { encoded: encode(variants), rows: examples.map((_, row) => row) };
    },
    originalOf: (example) => example % texts.length,
  };
}
