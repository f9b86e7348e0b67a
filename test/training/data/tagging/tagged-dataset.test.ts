import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SequenceLabellingSpec, TaggedDataSource } from '../../../../src/core/task-spec.js';
import { loadTaggedDataset } from '../../../../src/training/data/tagging/tagged-dataset.js';
import type { TaggedSentence } from '../../../../src/training/data/tagging/tagged-sentence.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-tagged-dataset-'));
afterAll(() => rmSync(folder, { recursive: true }));

function spec(data: TaggedDataSource): SequenceLabellingSpec {
  return { kind: 'sequence-labelling', data, split: [0.6, 0.2, 0.2], epochs: 1 };
}

function files(parts: Readonly<Record<string, string>>): SequenceLabellingSpec {
  const written = Object.entries(parts).map(([part, content]) => {
    const path = join(folder, `${part}.conll`);
    writeFileSync(path, content);
    return [part, path];
  });
  return spec({ kind: 'files', ...Object.fromEntries(written), tokenColumn: 0, tagColumn: -1 });
}

const words = (sentences: readonly TaggedSentence[]) => sentences.map(({ tokens }) => tokens.join(' '));

describe('one file', () => {
  const rare = 'z B-rare\n';
  const content = [...Array.from({ length: 49 }, (_, i) => `w${i} B-a\nx I-a\n`), rare].join('\n');

  it('is split by the shares, each sentence once, the same for a seed', () => {
    const { train, validation, test } = loadTaggedDataset(files({ train: content }), 1);
    expect([train.length, validation.length, test.length]).toEqual([30, 10, 10]);
    expect(new Set(words([...train, ...validation, ...test])).size).toBe(50);
    expect(words(loadTaggedDataset(files({ train: content }), 1).test)).toEqual(words(test));
    expect(words(loadTaggedDataset(files({ train: content }), 2).test)).not.toEqual(words(test));
  });

  it.each([1, 2, 3, 4, 5])('keeps the only sentence of a type for training, seed %d', (seed) => {
    expect(words(loadTaggedDataset(files({ train: content }), seed).train)).toContain('z');
  });
});

it('tags that began with an I are repaired, and every type has both its tags', () => {
  const dataset = loadTaggedDataset(files({ train: 'a I-x\nb I-x\n\nc O\n', validation: 'd I-x\n', test: 'e O\n' }), 1);
  expect(dataset.train.map(({ tags }) => tags.join(' ')).sort()).toEqual(['B-x I-x', 'O']);
  expect(dataset.validation[0]?.tags).toEqual(['B-x']);
  expect(dataset.tags).toEqual(['O', 'B-x', 'I-x']);
  expect(dataset.warnings.map((warning) => warning.replaceAll(`${folder}/`, ''))).toEqual([
    '1 of 2 sentences of train.conll (50 %) have an entity that begins with I- instead of B-, first the one in line 1: taken as if it were B-.',
    '1 of 1 sentences of validation.conll (100 %) have an entity that begins with I- instead of B-, first the one in line 1: taken as if it were B-.',
  ]);
});

it('schemes that mark ends and single tokens say the same as BIO', () => {
  const bio = 'a B-x\nb I-x\nc I-x\nd B-x\ne B-y\nf I-y\ng O\n';
  const iobes = 'a B-x\nb I-x\nc E-x\nd S-x\ne B-y\nf E-y\ng O\n';
  const bilou = 'a B-x\nb I-x\nc L-x\nd U-x\ne B-y\nf L-y\ng O\n';
  const bmes = 'a B-x\nb M-x\nc E-x\nd S-x\ne B-y\nf E-y\ng O\n';
  const [expected, ...others] = [bio, iobes, bilou, bmes].map((content) =>
    loadTaggedDataset(files({ train: content, validation: content, test: content }), 1),
  );
  for (const other of others) expect(other).toEqual(expected);
  expect(expected?.warnings).toEqual([]);
});

describe('mistakes', () => {
  it('a type that training does not know, with its place', () => {
    const parts = { train: 'a B-x\n', validation: 'a B-x\n\n\nb O\nc I-y\n', test: 'a B-x\n' };
    expect(() => loadTaggedDataset(files(parts), 1)).toThrow(/training data, got "y" in the sentence at .*validation\.conll:4/);
    const more = { ...parts, test: 'a B-z\nb B-y\n' };
    expect(() => loadTaggedDataset(files(more), 1)).toThrow(
      /"y" .*validation\.conll:4\.\n.*"z" .*test\.conll:1\.\n.*"y" .*test\.conll:1\.$/,
    );
  });

  it('no entities', () => {
    expect(() => loadTaggedDataset(files({ train: 'a O\n', validation: 'a O\n' }), 1)).toThrow(/whose tags are all O/);
  });

  it('no validation data', () => {
    expect(() => loadTaggedDataset(files({ train: 'a B-x\n' }), 1)).toThrow(/Expected validation data, got none/);
  });
});

describe('intl-dates', () => {
  it('has no sentence in two parts', () => {
    const { train, validation, test } = loadTaggedDataset(spec({ kind: 'intl-dates' }), 1);
    const all = words([...train, ...validation, ...test]);
    expect(new Set(all).size).toBe(all.length);
    expect(validation.length / all.length).toBeCloseTo(0.2, 3);
    expect(test.length / all.length).toBeCloseTo(0.2, 3);
  });
});
