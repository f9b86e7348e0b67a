import type { Rng } from '../../../math/rng.js';
import type { textAugmentationHyperparameters } from '../../../tasks/text-augmentation-hyperparameters.js';
import type { HyperparametersOf } from '../../hyperparameters.js';
import type { Synonyms } from './synonyms.js';
import { putTogether, takeApart } from './text-words.js';
import { addTypingMistakes, deleteWords, insertSynonyms, replaceBySynonyms, swapWords } from './word-operations.js';

/** A variant of a training text, a new one at every call. */
export type TextAugmenter = (text: string, rng: Rng) => string;

/** What variants are made from. */
export interface AugmentationSources {
  readonly synonyms: Synonyms;
  /** The back-translations of the training texts. */
  readonly translations: ReadonlyMap<string, string>;
}

export type TextAugmentationHyperparameters = HyperparametersOf<typeof textAugmentationHyperparameters>;

/**
 * Applies everything whose rate is not 0, one after the other. (EDA makes a variant by one operation alone. With rates that are
 * searched that would let each rate decide how often the others act.) Undefined where all rates are 0.
 */
export function createTextAugmenter(
  rates: TextAugmentationHyperparameters,
  { synonyms, translations }: AugmentationSources,
): TextAugmenter | undefined {
  const possible = [
    [rates.synonym_replacement, replaceBySynonyms(synonyms, rates.synonym_replacement)],
    [rates.random_insertion, insertSynonyms(synonyms, rates.random_insertion)],
    [rates.random_swap, swapWords(rates.random_swap)],
    [rates.random_deletion, deleteWords(rates.random_deletion)],
    [rates.char_noise, addTypingMistakes(rates.char_noise)],
  ] as const;
  const operations = possible.filter(([rate]) => rate > 0).map(([, operation]) => operation);
  if (operations.length === 0 && rates.back_translation === 0) return undefined;
  return (original, rng) => {
    const isTranslated = rates.back_translation > 0 && rng.next() < rates.back_translation;
    const text = isTranslated ? (translations.get(original) ?? original) : original;
    return putTogether(operations.reduce((words, operation) => operation(words, rng), takeApart(text)));
  };
}
