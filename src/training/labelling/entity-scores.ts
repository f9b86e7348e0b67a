import { type Entity, entitiesOf } from '../data/tagging/bio.js';

/** Shares of entities, 0 to 1; what would be divided by 0 is 0. */
export interface EntityScores {
  /** Of those found, the share that is right. */
  readonly precision: number;
  /** Of those that are there, the share that was found. */
  readonly recall: number;
  /** Their harmonic mean. */
  readonly f1: number;
}

/**
 * Scores tags by entities, over all sentences together, as the scorer of the CoNLL shared tasks does (conlleval; Tjong Kim Sang
 * and De Meulder, "Introduction to the CoNLL-2003 Shared Task", 2003, https://aclanthology.org/W03-0419): one is right when its
 * type and both its ends are.
 *
 * @param truth the tags of each sentence; `predicted` likewise, of the same lengths
 */
export function scoreEntities(truth: readonly (readonly string[])[], predicted: readonly (readonly string[])[]): EntityScores {
  let there = 0;
  let found = 0;
  let right = 0;
  truth.forEach((tags, sentence) => {
    const expected = new Set(entitiesOf(tags).map(key));
    const got = entitiesOf(predicted[sentence] as string[]);
    there += expected.size;
    found += got.length;
    right += got.filter((entity) => expected.has(key(entity))).length;
  });
  return {
    precision: right === 0 ? 0 : right / found,
    recall: right === 0 ? 0 : right / there,
    f1: right === 0 ? 0 : (2 * right) / (found + there),
  };
}

function key({ type, start, end }: Entity): string {
  return `${start} ${end} ${type}`;
}
