import type { LabelledTexts } from './labelled-texts.js';
import { latinLocales } from './latin-locales.js';

const letters = [...'abcdefghijklmnopqrstuvwxyz'];

/**
 * A language-identification data set that needs no download: the names of countries, languages and currencies in 39 locales,
 * out of Node's own ICU tables (CLDR). Text: a name, label: its locale. Names that belong to more than one locale, and codes that a
 * locale has no name for, are left out: about 21,000 names remain (ICU 78), in a fixed order.
 */
export function loadIntlLanguages(): LabelledTexts {
  const codes = existingCodes();
  const localesOfName = new Map<string, Set<string>>();
  for (const locale of latinLocales) {
    for (const [type, list] of codes) {
      const names = new Intl.DisplayNames(locale, { type, fallback: 'none' });
      for (const code of list) {
        const name = names.of(code)?.normalize('NFC');
        if (name === undefined || name.toLowerCase() === code.toLowerCase()) continue;
        const owners = localesOfName.get(name);
        if (owners === undefined) localesOfName.set(name, new Set([locale]));
        else owners.add(locale);
      }
    }
  }
  const texts: string[] = [];
  const labels: string[] = [];
  for (const [name, [locale, ...others]] of localesOfName) {
    if (locale === undefined || others.length > 0) continue;
    texts.push(name);
    labels.push(locale);
  }
  return { texts, labels };
}

/** The codes that CLDR knows in English. Asking for every code in every locale would take 20 seconds, this takes 0.2. */
function existingCodes(): [Intl.DisplayNamesType, string[]][] {
  const pairs = letters.flatMap((first) => letters.map((second) => first + second));
  const triples = pairs.flatMap((pair) => letters.map((third) => pair + third));
  const known = (type: Intl.DisplayNamesType, candidates: readonly string[]): string[] => {
    const names = new Intl.DisplayNames('en', { type, fallback: 'none' });
    return candidates.filter((code) => names.of(code) !== undefined);
  };
  const regionCandidates = pairs.map((pair) => pair.toUpperCase());
  return [
    ['region', known('region', regionCandidates)],
    ['language', known('language', [...pairs, ...triples])],
    ['currency', Intl.supportedValuesOf('currency')],
  ];
}
