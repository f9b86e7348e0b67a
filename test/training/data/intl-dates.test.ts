import { expect, it } from 'vitest';
import { loadIntlDates } from '../../../src/training/data/intl-dates.js';
import { entitiesOf, wellFormed } from '../../../src/training/data/tagging/bio.js';

const sentences = loadIntlDates();
const types = new Set(sentences.flatMap(({ tags }) => entitiesOf(tags).map(({ type }) => type)));

it('writes thousands of dates, no two alike', () => {
  expect(sentences.length).toBeGreaterThan(4500);
  expect(new Set(sentences.map(({ tokens }) => tokens.join(' '))).size).toBe(sentences.length);
});

it('has the parts of dates and times as types, well-formed', () => {
  expect([...types].sort()).toEqual(['day', 'dayPeriod', 'hour', 'minute', 'month', 'second', 'weekday', 'year']);
  for (const { tags } of sentences) expect(wellFormed(tags)).toEqual(tags);
});

it('tags numbers that can be what their tags say', () => {
  const most: Readonly<Record<string, number>> = { day: 31, hour: 24, minute: 59, second: 59 };
  for (const { tokens, tags } of sentences) {
    for (const { type, start, end } of entitiesOf(tags)) {
      const value = tokens.slice(start, end).join('');
      if (type in most) expect(Number(value)).toBeLessThanOrEqual(most[type] as number);
      if (type === 'year') expect(value).toMatch(/^\d{2}(\d{2})?$/);
    }
  }
});

it('tags every number', () => {
  for (const { tokens, tags } of sentences) {
    tokens.forEach((token, i) => {
      if (/\p{N}/u.test(token)) expect(tags[i]).not.toBe('O');
    });
  }
});

it('tells the month of a name that goes on after it, and names of several tokens', () => {
  const tagged = sentences.flatMap(({ tokens, tags }) => tokens.map((token, i) => `${token} ${tags[i]}`));
  // Basque: the genitive of urtarrila, martxoa ... in which ICU's part for the month is the bare name.
  expect(tagged.filter((token) => token.endsWith('aren B-month')).length).toBeGreaterThan(5);
  // Portuguese: segunda-feira.
  expect(tagged).toContain('feira I-weekday');
});

it('is the same every time', () => {
  expect(loadIntlDates()).toEqual(sentences);
});
