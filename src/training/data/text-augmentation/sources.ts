import { RecentCache } from '../../../core/recent-cache.js';
import type { TextAugmentation } from '../../../core/task-spec.js';
import type { AugmentationSources } from './augmenter.js';
import { englishSynonyms } from './english-synonyms.js';
import { parseSynonyms, readSynonyms } from './synonym-file.js';
import { Synonyms } from './synonyms.js';
import { translationsOf } from './translations.js';

const synonyms = new RecentCache<Synonyms>(1);
const translations = new RecentCache<Promise<ReadonlyMap<string, string>>>(1);

/** The synonyms of a file, or our own English ones, read once a worker. @throws UsageError for a file that is not as it should be */
export function synonymsOf({ synonyms: path }: TextAugmentation): Synonyms {
  return synonyms.getOrMake(
    path ?? '',
    () => new Synonyms(path === undefined ? parseSynonyms(englishSynonyms, 'the English synonyms') : readSynonyms(path)),
  );
}

/**
 * What variants of training texts are made from. Back-translations are made when they are first asked for.
 *
 * @param key names the texts
 * @param folder where back-translations are kept
 * @throws UsageError
 */
export async function augmentationSources(
  augmentation: TextAugmentation,
  texts: readonly string[],
  key: string,
  folder: string | undefined,
): Promise<AugmentationSources> {
  const { backTranslation } = augmentation;
  const translated =
    backTranslation &&
    translations.getOrMake(`${key}${JSON.stringify(backTranslation)}`, () => translationsOf(texts, backTranslation, folder));
  return { synonyms: synonymsOf(augmentation), translations: (await translated) ?? new Map() };
}
