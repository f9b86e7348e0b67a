import type { Rng } from '../../../math/rng.js';
import type { Synonyms } from '../text-augmentation/synonyms.js';
import { addTypingMistakes, replaceBySynonyms } from '../text-augmentation/word-operations.js';
import type { TaggedSentence } from './tagged-sentence.js';

interface Rates {
  readonly synonym_replacement: number;
  readonly char_noise: number;
}

/**
 * Varies the tokens of sentences one by one, so that the tags stay right: synonyms of one word, and typing mistakes. Undefined where
 * the rates are 0. (Dai and Adel, "An Analysis of Simple Data Augmentation for Named Entity Recognition", 2020,
 * https://aclanthology.org/2020.coling-main.343, replace words by longer synonyms, too, and give each further token an I-tag.)
 */
export function createSentenceAugmenter(
  { synonym_replacement: synonymRate, char_noise: noiseRate }: Rates,
  synonyms: Synonyms,
): ((sentence: TaggedSentence, rng: Rng) => TaggedSentence) | undefined {
  if (synonymRate === 0 && noiseRate === 0) return undefined;
  const replace = replaceBySynonyms(synonyms, synonymRate, true);
  const mistype = addTypingMistakes(noiseRate);
  return (sentence, rng) => {
    const { tokens } = sentence;
    const gaps = ['', ...tokens.map(() => ' ')];
    return { ...sentence, tokens: mistype(replace({ words: tokens, gaps }, rng), rng).words };
  };
}
