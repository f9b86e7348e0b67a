import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { UsageError } from '../../../../src/core/errors.js';
import { englishSynonyms } from '../../../../src/training/data/text-augmentation/english-synonyms.js';
import { parseSynonyms, readSynonyms } from '../../../../src/training/data/text-augmentation/synonym-file.js';
import { Synonyms } from '../../../../src/training/data/text-augmentation/synonyms.js';
import { takeApart } from '../../../../src/training/data/text-augmentation/text-words.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-synonyms-'));
afterAll(() => rmSync(folder, { recursive: true }));

function alternativesIn(text: string, groups: readonly (readonly string[])[]): Record<string, readonly string[]> {
  const apart = takeApart(text);
  const found = new Synonyms(groups).replaceable(apart);
  return Object.fromEntries(
    found.map(({ start, length, alternatives }) => [apart.words.slice(start, start + length).join(' '), alternatives]),
  );
}

describe('Synonyms', () => {
  it('finds words and phrases however they are written', () => {
    const groups = [
      ['big', 'large'],
      ['living room', 'lounge'],
      ['e-mail', 'mail'],
    ];
    expect(alternativesIn('A BIG living  Room, and an E-mail', groups)).toEqual({
      BIG: ['large'],
      'living Room': ['lounge'],
      'E mail': ['mail'],
    });
    expect(alternativesIn('living, room', groups)).toEqual({});
  });

  it('takes the longest phrase, and none of its parts besides', () => {
    const groups = [
      ['close', 'shut'],
      ['close to', 'near'],
    ];
    expect(alternativesIn('close to the door that I close', groups)).toEqual({ 'close to': ['near'], close: ['shut'] });
  });

  it('gathers the groups of a word, each of the others once', () => {
    const groups = [
      ['odd', 'strange', 'weird'],
      ['odd', 'uneven', 'strange'],
    ];
    expect(alternativesIn('odd', groups)).toEqual({ odd: ['strange', 'weird', 'uneven'] });
  });
});

describe('parseSynonyms', () => {
  it('reads commas, tabs and comments', () => {
    expect(parseSynonyms('# home\nsofa, couch\r\n\nTV\ttelevision, or telly\n', 'list.txt')).toEqual([
      ['sofa', 'couch'],
      ['TV', 'television, or telly'],
    ]);
  });

  it('names the line of a group that is none', () => {
    expect(() => parseSynonyms('sofa, couch\nchair,\n', 'list.txt')).toThrow(
      new UsageError('Expected two or more synonyms, separated by commas or tabs, got "chair," (list.txt:2).'),
    );
    expect(() => parseSynonyms('# nothing\n', 'list.txt')).toThrow(/Expected synonyms in list.txt, got none/);
  });

  it('reads a file, and says when it cannot', () => {
    const path = join(folder, 'list.txt');
    writeFileSync(path, '\uFEFFsofa, couch\n');
    expect(readSynonyms(path)).toEqual([['sofa', 'couch']]);
    expect(() => readSynonyms(join(folder, 'none.txt'))).toThrow(UsageError);
  });
});

it('has some hundred groups of English of its own, each word in a group once', () => {
  const groups = parseSynonyms(englishSynonyms, 'english');
  expect(groups.length).toBeGreaterThan(200);
  for (const group of groups) expect(new Set(group).size).toBe(group.length);
  expect(alternativesIn('buy a cheap car', groups)).toEqual({
    buy: ['purchase'],
    cheap: ['inexpensive', 'low-cost'],
    car: ['automobile', 'vehicle'],
  });
});
