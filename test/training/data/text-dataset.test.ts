import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TextClassificationSpec, TextDataSource } from '../../../src/core/task-spec.js';
import { loadIntlLanguages } from '../../../src/training/data/intl-languages.js';
import { loadTextDataset } from '../../../src/training/data/text-dataset.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-dataset-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, rows: readonly (readonly [string, string])[]): string {
  const path = join(folder, name);
  writeFileSync(path, `text,label\n${rows.map((row) => row.join(',')).join('\n')}\n`);
  return path;
}

const rows = Array.from({ length: 20 }, (_, i) => [`text ${i}`, i % 2 === 0 ? 'even' : 'odd'] as const);
const train = write('train.csv', rows);

function task(files: Partial<Extract<TextDataSource, { kind: 'files' }>>): TextClassificationSpec {
  const data = { kind: 'files', train, textColumn: 'text', labelColumn: 'label', header: true, ...files } as const;
  return { kind: 'text-classification', data, split: [0.8, 0.1, 0.1], epochs: 1 };
}

describe('loadTextDataset', () => {
  it('splits one file by shares, the same for a seed', () => {
    const dataset = loadTextDataset(task({}), 1);
    expect([dataset.train, dataset.validation, dataset.test].map(({ texts }) => texts.length)).toEqual([16, 2, 2]);
    expect(dataset.labels).toEqual(['even', 'odd']);
    expect(loadTextDataset(task({}), 1)).toEqual(dataset);
    expect(loadTextDataset(task({}), 2)).not.toEqual(dataset);
  });

  it("keeps to the user's own validation and test files", () => {
    const validation = write('validation.csv', [['x', 'odd']]);
    const test = write('test.csv', [['y', 'even']]);
    const dataset = loadTextDataset(task({ validation, test }), 1);
    expect(dataset.train.texts).toHaveLength(20);
    expect(dataset.validation).toMatchObject({ texts: ['x'], labels: ['odd'] });
    expect(dataset.test).toMatchObject({ texts: ['y'], labels: ['even'] });
  });

  it('cuts from the training file what has no file of its own', () => {
    const dataset = loadTextDataset(task({ validation: train }), 1);
    expect([dataset.train, dataset.validation, dataset.test].map(({ texts }) => texts.length)).toEqual([18, 20, 2]);
  });

  it('refuses labels that training cannot know', () => {
    const test = write('strange.csv', [
      ['x', 'odd'],
      ['y', 'strange'],
    ]);
    expect(() => loadTextDataset(task({ test }), 1)).toThrow(/occur in the training data, got "strange" \(.*strange\.csv:3\)/);
  });

  it('refuses a single label', () => {
    const single = write('single.csv', [
      ['x', 'a'],
      ['y', 'a'],
      ['z', 'a'],
    ]);
    expect(() => loadTextDataset(task({ train: single }), 1)).toThrow(/at least 2 labels in the training data, got 1/);
  });

  it('refuses to go without validation data', () => {
    const few = write('few.csv', [
      ['x', 'a'],
      ['y', 'b'],
    ]);
    expect(() => loadTextDataset(task({ train: few }), 1)).toThrow(/Expected validation data, got none/);
  });
});

describe('loadIntlLanguages', () => {
  const { texts, labels } = loadIntlLanguages();

  it('has thousands of distinct names in 39 locales, in the same order every time', () => {
    expect(new Set(labels).size).toBe(39);
    expect(texts.length).toBeGreaterThan(15_000);
    expect(new Set(texts).size).toBe(texts.length);
    expect(loadIntlLanguages()).toEqual({ texts, labels });
  });

  it('knows a name in its locale alone', () => {
    expect(labels[texts.indexOf('Deutschland')]).toBe('de');
    expect(labels[texts.indexOf('Saksamaa')]).toBe('et');
    // Alemania is Spanish and Basque.
    expect(texts).not.toContain('Alemania');
  });
});
