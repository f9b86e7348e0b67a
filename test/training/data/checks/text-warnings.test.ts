import { expect, it } from 'vitest';
import { textWarnings } from '../../../../src/training/data/checks/text-warnings.js';
import type { LabelledTexts } from '../../../../src/training/data/labelled-texts.js';

/** Texts by label, on the lines of a file, from 2. */
function part(name: string, texts: Readonly<Record<string, readonly string[]>>): LabelledTexts {
  const rows = Object.entries(texts).flatMap(([label, list]) => list.map((text) => [text, label] as const));
  return {
    texts: rows.map(([text]) => text),
    labels: rows.map(([, label]) => label),
    lines: rows.map((_, i) => i + 2),
    path: `${name}.csv`,
  };
}

const numbered = (word: string, count: number) => Array.from({ length: count }, (_, i) => `${word} ${i}`);

const train = part('train', { a: numbered('a', 10), b: numbered('b', 10) });
const validation = part('validation', { a: ['x'], b: ['y'] });
const test = part('test', { a: ['v'], b: ['w'] });
const reach = { maxLength: 4, tokens: 'words' } as const;

function warnings(changes: { train?: LabelledTexts; validation?: LabelledTexts; test?: LabelledTexts }): string[] {
  return textWarnings({ labels: ['a', 'b'], train, validation, test, ...changes }, reach);
}

it('has nothing to say about good data', () => {
  expect(warnings({})).toEqual([]);
});

it('says what cannot be measured on one class', () => {
  expect(warnings({ validation: part('validation', { a: ['new'] }) })).toEqual([
    '1 of 2 classes (50 %) have no validation example, so nothing is measured on them: "b". ' +
      'With one class only, the area under the ROC curve cannot be measured.',
  ]);
});

it('names classes with few examples, the smallest first, or with none to measure', () => {
  const few = part('train', { a: numbered('a', 20), b: numbered('b', 3), c: ['c'], d: numbered('d', 4), e: numbered('e', 2) });
  expect(warnings({ train: few })).toEqual([
    '4 of 5 classes (80 %) have fewer than 5 training examples: "c" has 1, "e" has 2, "b" has 3 and 1 more.',
    '3 of 5 classes (60 %) have no validation example, so nothing is measured on them: "c", "d", "e".',
    '3 of 5 classes (60 %) have no test example, so nothing is measured on them: "c", "d", "e".',
    'The classes differ much in size: "a" has 20 of 30 training examples (67 %), "c" has 1. ' +
      'val_macro_f1 gives every class the same weight, val_accuracy every example.',
  ]);
});

it('does not ask for test data where there are none', () => {
  expect(warnings({ test: { texts: [], labels: [] } })).toEqual([]);
});

it('tells texts that repeat an earlier one, or contradict it', () => {
  const again = part('train', { a: [...numbered('a', 8), 'a 0', 'a 0'], b: [...numbered('b', 9), 'a 1'] });
  expect(warnings({ train: again })).toEqual([
    '2 of 20 training texts (10 %) repeat an earlier one: train.csv:10 (as train.csv:2), train.csv:11 (as train.csv:2).',
    '1 of 20 training texts (5 %) have another label than the same one before: "b" (train.csv:21) after "a" (train.csv:3).',
  ]);
});

it('tells texts that stand in two parts', () => {
  const leaking = part('test', { a: ['a 3', 'x'], b: ['w', 'b 9', 'b 1', 'b 2'] });
  expect(warnings({ test: leaking })).toEqual([
    '4 of 6 test texts (67 %) stand in the training data, too, so that what is measured on them flatters: ' +
      'test.csv:2 (as train.csv:5), test.csv:5 (as train.csv:21), test.csv:6 (as train.csv:13) and 1 more.',
    '1 of 6 test texts (17 %) stand in the validation data, too, so that what is measured on them flatters: ' +
      'test.csv:3 (as validation.csv:2).',
  ]);
});

it('quotes texts that come from no file', () => {
  const { texts, labels } = part('', { a: [...numbered('a', 9), 'a 0'], b: numbered('b', 10) });
  expect(warnings({ train: { texts, labels } })).toEqual(['1 of 20 training texts (5 %) repeat an earlier one: "a 0".']);
});

it('tells how many texts are cut, by words or by characters', () => {
  const long = part('train', { a: numbered('a', 10), b: [...numbered('b', 9), 'one two three four five'] });
  expect(warnings({ train: long })).toEqual([
    '1 of 20 training texts (5 %) have more than 4 words, which is all that max_length keeps.',
  ]);
  const dataset = { labels: ['a', 'b'], train: long, validation, test };
  expect(textWarnings(dataset, { maxLength: 3, tokens: 'characters' })).toEqual([
    '1 of 20 training texts (5 %) have more than 3 characters, which is all that max_length keeps.',
  ]);
});
