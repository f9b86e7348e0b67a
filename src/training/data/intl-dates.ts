import { createRng, type Rng, uniformInt } from '../../math/rng.js';
import { latinLocales } from './latin-locales.js';
import type { TaggedSentence } from './tagging/tagged-sentence.js';
import { type Token, tokenize } from './tagging/tokens.js';

/** How a date is written. `range`: from one day to another. */
interface Style {
  readonly format: Intl.DateTimeFormatOptions;
  readonly range?: boolean;
}

const styles: readonly Style[] = [
  { format: { dateStyle: 'full' } },
  { format: { dateStyle: 'long' } },
  { format: { dateStyle: 'medium' } },
  { format: { dateStyle: 'short' } },
  { format: { dateStyle: 'full', timeStyle: 'short' } },
  { format: { dateStyle: 'medium', timeStyle: 'medium' } },
  { format: { dateStyle: 'short', timeStyle: 'short' } },
  { format: { dateStyle: 'long', timeStyle: 'short', hour12: true } },
  { format: { timeStyle: 'medium' } },
  { format: { timeStyle: 'short', hour12: true } },
  { format: { weekday: 'long', hour: 'numeric' } },
  { format: { weekday: 'short', day: 'numeric', month: 'short' } },
  { format: { weekday: 'long', day: 'numeric', month: 'long' } },
  { format: { day: 'numeric', month: 'numeric' } },
  { format: { month: 'long', year: 'numeric' } },
  { format: { dateStyle: 'medium' }, range: true },
  { format: { dateStyle: 'full' }, range: true },
  { format: { day: 'numeric', month: 'long' }, range: true },
];

/** Dates that are written; those that were written before are left out afterwards. */
const draws = 5000;
const firstDay = Date.UTC(1950, 0, 1);
const lastDay = Date.UTC(2049, 11, 31);
const dayMs = 86_400_000;
/** The longest range. */
const rangeDays = 90;

/**
 * A sequence-labelling data set that needs no download: random dates and times as 39 locales write them in many styles, out of
 * Node's own ICU tables (CLDR). Each token has the tag of the part that it belongs to (`B-weekday`, `B-month` ...), which ICU
 * tells with the text, so every tag is right; in `3/5/21` only the locale, which is not given, says which is the day. About 5,000
 * sentences, no two alike, in a fixed order.
 */
export function loadIntlDates(): TaggedSentence[] {
  const rng = createRng(1);
  const formats = new Map<string, Intl.DateTimeFormat>();
  const sentences = new Map<string, TaggedSentence>();
  for (let draw = 0; draw < draws; draw++) {
    const locale = pick(rng, latinLocales);
    const style = pick(rng, styles);
    const formatKey = locale + JSON.stringify(style.format);
    const format = formats.get(formatKey) ?? new Intl.DateTimeFormat(locale, { ...style.format, timeZone: 'UTC' });
    formats.set(formatKey, format);
    const sentence = tagParts(randomParts(format, style, rng));
    // Without the spaces: what differs in them only is the same to a model.
    const key = sentence.tokens.join(' ');
    if (!sentences.has(key)) sentences.set(key, sentence);
  }
  return [...sentences.values()];
}

function pick<T>(rng: Rng, items: readonly T[]): T {
  return items[uniformInt(rng, 0, items.length - 1)] as T;
}

function randomParts(format: Intl.DateTimeFormat, { range }: Style, rng: Rng): Intl.DateTimeFormatPart[] {
  const time = firstDay + rng.next() * (lastDay - firstDay);
  if (!range) return format.formatToParts(time);
  return format.formatRangeToParts(time, time + uniformInt(rng, 1, rangeDays) * dayMs);
}

/** A token that reaches over several parts is of the first that is not literal: the month of Basque `martxoaren`. */
function tagParts(parts: readonly Intl.DateTimeFormatPart[]): TaggedSentence {
  const text = parts.map(({ value }) => value).join('');
  const tokens = tokenize(text);
  const tags = tokens.map(() => 'O');
  let start = 0;
  for (const { type, value } of parts) {
    const end = start + value.length;
    if (type !== 'literal') tagStretch(tokens, tags, type, start, end);
    start = end;
  }
  return { tokens: tokens.map((token) => token.text), tags };
}

function tagStretch(tokens: readonly Token[], tags: string[], type: string, start: number, end: number): void {
  let prefix = 'B';
  tokens.forEach((token, i) => {
    if (token.start >= end || token.end <= start || tags[i] !== 'O') return;
    tags[i] = `${prefix}-${type}`;
    prefix = 'I';
  });
}
