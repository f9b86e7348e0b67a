import { bucketOf, extend, fnvOffset } from '../ngram-hashing.js';

/** Longest beginning and end of a word that is a feature. */
const longestAffix = 4;

/**
 * What a word looks like, hashed into [0, buckets): its first and last one to four characters in lower case, of which shorter words
 * have fewer and -1 in their place, and its shape. They tell of words that training did not see (as in Lample et al., "Neural Architectures for Named Entity Recognition", 2016, section
 * 4.1, https://aclanthology.org/N16-1030, where the spelling is learned from all characters).
 */
export function wordFeatures(word: string, buckets: number): number[] {
  const characters = [...word.toLowerCase()];
  const lengths = Array.from({ length: longestAffix }, (_, i) => i + 1);
  const affixes = lengths.flatMap((length) => [
    length > characters.length ? undefined : `<${characters.slice(0, length).join('')}`,
    length > characters.length ? undefined : `${characters.slice(-length).join('')}>`,
  ]);
  return [...affixes, `=${shapeOf(word)}`].map((feature) => (feature === undefined ? -1 : hash(feature, buckets)));
}

/** `Xxxx` for Maria, `dd` for 42: capitals, other letters and digits as X, x and d, all else as it is; no more than 4 of a kind in a row. */
function shapeOf(word: string): string {
  const shape = word
    .replaceAll(/\p{Lu}/gu, 'X')
    .replaceAll(/[\p{L}\p{M}]/gu, (letter) => (letter === 'X' ? letter : 'x'))
    .replaceAll(/\p{N}/gu, 'd');
  return shape.replaceAll(/(.)\1{4,}/gu, (run) => run.slice(0, 4));
}

function hash(feature: string, buckets: number): number {
  let value = fnvOffset;
  for (let at = 0; at < feature.length; at++) value = extend(value, feature.charCodeAt(at));
  return bucketOf(value, buckets);
}
