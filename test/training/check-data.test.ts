import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { SequenceLabellingSpec, TextClassificationSpec, TrainingSpec } from '../../src/core/task-spec.js';
import { checkData } from '../../src/training/check-data.js';
import { writePng } from './data/pictures.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-check-data-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, rows: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `text,label\n${rows.join('\n')}\n`);
  return path;
}

const good = write(
  'good.csv',
  Array.from({ length: 20 }, (_, i) => `text ${i},${i % 2 === 0 ? 'a' : 'b'}`),
);

function spec(files: { readonly train: string; readonly validation?: string }): TextClassificationSpec {
  const data = { kind: 'files', textColumn: 'text', labelColumn: 'label', header: true, ...files } as const;
  return { kind: 'text-classification', data, split: [0.6, 0.2, 0.2], epochs: 1 };
}

it('gathers every mistake in every file', async () => {
  const train = write('train.csv', ['one,a', 'two', 'three,b', ',b']);
  const validation = write('validation.csv', ['four,']);
  expect(await checkData(spec({ train, validation }), 1, {})).toEqual(
    [
      `Expected 2 fields as in line 1, got 1 (${train}:3). A field that contains the separator needs double quotes around it.`,
      `Expected a text in column "text", got an empty field (${train}:5).`,
      `Expected a label in column "label", got an empty field (${validation}:2).`,
    ].map((message) => ({ severity: 'error', message })),
  );
});

it('tells each label that training does not know once', async () => {
  const validation = write('strange.csv', ['one,x', 'two,a', 'three,x', 'four,y']);
  expect(await checkData(spec({ train: good, validation }), 1, {})).toEqual([
    { severity: 'error', message: `Expected only labels that occur in the training data, got "x" (${validation}:2).` },
    { severity: 'error', message: `Expected only labels that occur in the training data, got "y" (${validation}:5).` },
  ]);
});

it('warns by what the trials may keep of a text', async () => {
  expect(await checkData(spec({ train: good }), 1, {})).toEqual([]);
  expect(await checkData(spec({ train: good }), 1, { max_length: 1, encoder: 'cnn', tokens: 'bpe' })).toEqual([
    {
      severity: 'warning',
      message: '12 of 12 training texts (100 %) have more than 1 words, which is all that max_length keeps.',
    },
  ]);
});

describe('classes that weigh what the task gives', () => {
  const message = 'Expected `class_weights` of classes that the training data have, "a", "b", got "A", "c".';
  const classWeights = { A: 2, b: 3, c: 0.5 };

  it('are those of texts', async () => {
    expect(await checkData({ ...spec({ train: good }), classWeights }, 1, {})).toEqual([{ severity: 'error', message }]);
    expect(await checkData({ ...spec({ train: good }), classWeights: { b: 3 } }, 1, {})).toEqual([]);
  });

  it('are those of names that come with Node', async () => {
    const names: TextClassificationSpec = { ...spec({ train: good }), data: { kind: 'intl-languages' }, classWeights: { xx: 2 } };
    const [finding, ...others] = await checkData(names, 1, {});
    expect(finding?.message).toMatch(/^Expected `class_weights` of classes that the training data have, .* more, got "xx"\.$/);
    expect(others).toEqual([]);
    expect(await checkData({ ...names, classWeights: { de: 2 } }, 1, {})).toEqual([]);
  });

  it('are those of rows', async () => {
    const data = { train: good, header: true, label: 'label', numbers: [], categories: [], ignore: [], missing: [] };
    const table: TrainingSpec = { kind: 'tabular-classification', data, split: [0.6, 0.2, 0.2], epochs: 1 };
    expect(await checkData({ ...table, classWeights }, 1, {})).toEqual([{ severity: 'error', message }]);
  });

  it('are those of images', async () => {
    for (const label of ['a', 'b'])
      for (let i = 0; i < 10; i++) writePng(join(folder, `pictures/${label}/${i}.png`), 2, 2, [i, 2 * i, 3 * i, 4 * i]);
    const images: TrainingSpec = {
      ...{ kind: 'image-classification', split: [0.6, 0.2, 0.2], epochs: 1 },
      data: { train: join(folder, 'pictures') },
    };
    expect(await checkData({ ...images, classWeights }, 1, {})).toEqual([{ severity: 'error', message }]);
    expect(await checkData({ ...images, classWeights: { b: 3 } }, 1, {})).toEqual(await checkData(images, 1, {}));
  });
});

describe('tables', () => {
  const table = (name: string, rows: readonly string[]) => {
    const path = join(folder, name);
    writeFileSync(path, `size,soil,kind\n${rows.join('\n')}\n`);
    return path;
  };
  const task = (kind: TrainingSpec['kind'], label: string, train: string, test: string) =>
    ({
      ...{ kind, split: [0.8, 0.2, 0], epochs: 1 },
      data: { train, test, header: true, label, numbers: [], categories: [], ignore: [], missing: [] },
    }) as TrainingSpec;
  const rows = Array.from({ length: 30 }, (_, i) => `${i}.5,${i % 3 === 0 ? 'sand' : 'clay'},${i % 2 === 0 ? 'a' : 'b'}`);
  const warning = (message: string) => ({ severity: 'warning', message: expect.stringContaining(message) });

  it('are looked at for classes, rows that repeat, and columns that say nothing', async () => {
    const [train, test] = [table('rows.csv', [...rows, '0.5,sand,a']), table('test-rows.csv', ['7.5,clay,b', '7.5,clay,a'])];
    const findings = await checkData(task('tabular-classification', 'kind', train, test), 1, {});
    expect(findings.at(-1)).toEqual(warning(`1 of 2 test rows (50 %) stand in the training data, too`));
    const few = table('few-rows.csv', [...rows, '99.5,peat,c']);
    expect(await checkData(task('tabular-classification', 'kind', few, table('a-row.csv', ['88.5,clay,b'])), 1, {})).toEqual([
      warning('1 of 3 classes (33 %) have fewer than 5 training examples: "c" has 1.'),
      warning('1 of 3 classes (33 %) have no validation example'),
      warning('2 of 3 classes (67 %) have no test example'),
    ]);
    const constant = table(
      'constant.csv',
      rows.map((row) => row.replace(/sand|clay/, 'peat')),
    );
    expect(await checkData(task('tabular-regression', 'size', constant, table('peat.csv', ['88.5,peat,b'])), 1, {})).toEqual([
      warning('The column "soil" is left out'),
    ]);
  });

  it('of few and coarse columns repeat their rows without a word', async () => {
    const coarse = (count: number, shift: number) =>
      Array.from({ length: count }, (_, i) => `${(i * i + shift) % 7},${(i + shift) % 3 === 0 ? 'sand' : 'clay'},${'ab'[i % 2]}`);
    const [train, test] = [table('coarse.csv', coarse(60, 0)), table('coarse-test.csv', coarse(20, 1))];
    expect(await checkData(task('tabular-classification', 'kind', train, test), 1, {})).toEqual([]);
    // A column that tells rows apart makes the same repeats remarkable.
    const fine = (count: number) => coarse(count, 0).map((row, i) => `${i}.${row}`);
    const copies = table('copies.csv', [...fine(60), ...fine(10)]);
    const findings = await checkData(task('tabular-classification', 'kind', copies, table('fine-test.csv', fine(20))), 1, {});
    expect(findings).toContainEqual(warning('5 of 56 training rows (9 %) repeat an earlier one'));
    expect(findings).toContainEqual(warning('19 of 20 test rows (95 %) stand in the training data, too'));
  });

  it('end with every line that cannot be read', async () => {
    const train = table('uneven.csv', ['1,sand,a', '2,sand', '3,sand,b,c', '4,clay,b']);
    const findings = await checkData(task('tabular-classification', 'kind', train, train), 1, {});
    expect(findings.map(({ severity, message }) => `${severity}: ${message.slice(0, 38)}`)).toEqual([
      'error: Expected 3 fields as in line 1, got 2 ',
      'error: Expected 3 fields as in line 1, got 4 ',
    ]);
  });
});

it('looks for sentences that stand in two parts', async () => {
  const [train, validation] = [join(folder, 'train.conll'), join(folder, 'validation.conll')];
  const sentences = ['in\tO\nUlm\tB-city\n', 'from\tO\nBonn\tB-city\n', 'to\tO\nRome\tB-city\n'];
  writeFileSync(train, sentences.join('\n'));
  writeFileSync(validation, `${sentences[1]}\nvia\tO\nUlm\tB-city\n`);
  const data = { kind: 'files', train, validation, test: validation, tokenColumn: 0, tagColumn: 1 } as const;
  const spec: SequenceLabellingSpec = { kind: 'sequence-labelling', data, split: [0.8, 0.1, 0.1], epochs: 1 };
  const findings = await checkData(spec, 1, {});
  expect(findings.map(({ message }) => message.replaceAll(`${folder}/`, ''))).toEqual([
    expect.stringMatching(/^1 of 2 validation sentences .* validation\.conll:1 \(as train\.conll:4\)\.$/),
    expect.stringMatching(/^1 of 2 test sentences/),
    expect.stringMatching(/^2 of 2 test sentences/),
  ]);
});

it('reads the synonyms, too', async () => {
  const synonyms = write('synonyms.txt', ['big, large']);
  expect(await checkData({ ...spec({ train: good }), augmentation: { synonyms } }, 1, {})).toEqual([]);
  writeFileSync(synonyms, 'big\n');
  const [finding] = await checkData({ ...spec({ train: good }), augmentation: { synonyms: `${folder}/./synonyms.txt` } }, 1, {});
  expect(finding?.message).toMatch(/^Expected two or more synonyms.*synonyms\.txt:1\)/);
});

it('needs no TensorFlow.js', async () => {
  const module = new URL('../../src/training/check-data.ts', import.meta.url).href;
  const script = `
    import { createRequire } from 'node:module';
    import { checkData } from '${module}';
    const loaded = Object.keys(createRequire(import.meta.url).cache);
    console.log(typeof checkData, loaded.filter((path) => path.includes('tensorflow')).length);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', script];
  expect(execFileSync(process.execPath, args, { encoding: 'utf8' })).toBe('function 0\n');
});
