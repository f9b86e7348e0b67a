import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import type { TableSource } from '../../../../src/core/table-source.js';
import type { SplitShares } from '../../../../src/core/task-spec.js';
import type { DataError } from '../../../../src/data-files/data-mistakes.js';
import { columnNotices } from '../../../../src/training/data/tabular/notices.js';
import { learnTableEncoding } from '../../../../src/training/data/tabular/table-encoder.js';
import { loadLabelledTable, loadTargetTable } from '../../../../src/training/data/tabular/tabular-dataset.js';

const folder = mkdtempSync(join(tmpdir(), 'hypersweep-tabular-'));
afterAll(() => rmSync(folder, { recursive: true }));

function write(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${['x,kind,y,label', ...lines].join('\n')}\n`);
  return path;
}

const train = write(
  'train.csv',
  Array.from({ length: 40 }, (_, i) => `${i},${i % 3 === 0 ? 'a' : 'b'},${i * i},${i % 4 === 0 ? 'rare' : 'common'}`),
);

function spec<Kind extends string = 'tabular-classification'>(
  source: Partial<TableSource> = {},
  { kind = 'tabular-classification' as Kind, split = [0.7, 0.1, 0.2] }: { kind?: Kind; split?: SplitShares } = {},
) {
  const data = { train, header: true, label: 'label', numbers: [], categories: [], ignore: [], missing: ['NA'], ...source };
  return { kind, data, split, epochs: 1 };
}

describe('loadLabelledTable', () => {
  it('splits by shares and by label, the same for a seed', () => {
    const dataset = loadLabelledTable(spec(), 1);
    expect(dataset.columns).toEqual({ numbers: ['x', 'y'], categories: ['kind'] });
    expect(dataset.labels).toEqual(['common', 'rare']);
    const parts = [dataset.train, dataset.validation, dataset.test];
    expect(parts.map(({ rows }) => rows.count)).toEqual([28, 4, 8]);
    expect(parts.map(({ targets }) => targets.filter((label) => label === 'rare').length)).toEqual([7, 1, 2]);
    const all = parts.flatMap(({ rows, targets, lines }) => targets.map((label, i) => [rows.numbers[0]?.[i], label, lines[i]]));
    expect(all.sort((a, b) => Number(a[0]) - Number(b[0]))).toEqual(
      Array.from({ length: 40 }, (_, i) => [i, i % 4 === 0 ? 'rare' : 'common', i + 2]),
    );
    expect(loadLabelledTable(spec(), 1)).toEqual(dataset);
    expect(loadLabelledTable(spec(), 2)).not.toEqual(dataset);
  });

  it("keeps to the user's own files, whatever the order of their columns", () => {
    const path = join(folder, 'turned.csv');
    writeFileSync(path, 'label,more,y,kind,x\nrare,?,1,c,2\n');
    const { train: part, validation, test } = loadLabelledTable(spec({ validation: path, test: path }), 1);
    expect(part.rows.count).toBe(40);
    expect(validation).toEqual(test);
    expect(test).toMatchObject({
      rows: { count: 1, numbers: [Float64Array.of(2), Float64Array.of(1)], categories: [['c']] },
      targets: ['rare'],
    });
    const headless = join(folder, 'headless.csv');
    writeFileSync(headless, '1,a\n2,b\n3,a\n4,b\n5,a\n6,b\n');
    expect(loadLabelledTable(spec({ train: headless, header: false, label: '1' }, { split: [0.5, 0.5, 0] }), 1)).toMatchObject({
      columns: { numbers: ['0'], categories: [] },
      labels: ['a', 'b'],
    });
  });

  it('finds mistakes in every file, with their lines', () => {
    const test = write('strange.csv', ['1,a,1,common', '2,a,NA,strange']);
    expect(() => loadLabelledTable(spec({ test }), 1)).toThrow(/occur in the training data, got "strange" \(.*strange\.csv:3\)/);
    const words = write('words.csv', ['1,a,1,common', 'two,a,3,common']);
    expect(() => loadLabelledTable(spec({ validation: words }), 1)).toThrow(/column "x", got "two" \(.*words\.csv:3\)/);
    const short = join(folder, 'short.csv');
    writeFileSync(short, 'x,label\n1,common\n');
    expect(() => loadLabelledTable(spec({ test: short }), 1)).toThrow(/Expected a column "y", got "x", "label" \(.*short\.csv\)/);
  });

  it('tells all of them at once, of inputs, targets and every file', () => {
    const validation = write('worse.csv', ['one,a,1,common', '2,a,two,', '3,a,3,common']);
    const test = write('ragged.csv', ['1,a,1', '2,a,4,common,x']);
    const told = (source: Partial<TableSource>) => {
      try {
        loadLabelledTable(spec(source), 1);
      } catch (error) {
        return (error as DataError).mistakes.map((mistake) => mistake.replaceAll(`${folder}/`, ''));
      }
      return [];
    };
    expect(told({ validation, test })).toEqual([
      expect.stringMatching(/^Expected 4 fields as in line 1, got 3 \(ragged\.csv:2\)/),
      expect.stringMatching(/^Expected 4 fields as in line 1, got 5 \(ragged\.csv:3\)/),
    ]);
    expect(told({ validation, test: write('odd.csv', ['1,a,x,common']) })).toEqual([
      expect.stringMatching(/^Expected a finite number in column "x", got "one" \(worse\.csv:2\)/),
      expect.stringMatching(/^Expected a finite number in column "y", got "two" \(worse\.csv:3\)/),
      expect.stringMatching(/^Expected a label in column "label", got a missing value \(worse\.csv:3\)/),
      expect.stringMatching(/^Expected a finite number in column "y", got "x" \(odd\.csv:2\)/),
    ]);
    expect(told({ label: 'klass', ignore: ['kind', 'id'] })).toEqual([
      'Expected a column "klass", got "x", "kind", "y", "label" (train.csv).',
      'Expected a column "id", got "x", "kind", "y", "label" (train.csv).',
    ]);
    const many = write(
      'many.csv',
      Array.from({ length: 30 }, () => 'one,a,two,'),
    );
    expect(told({ validation: many }).at(-1)).toBe('And 70 more such mistakes.');
    expect(told({ validation: write('names.csv', ['1,a,1,new', '1,a,1,new', '1,a,1,newer']) })).toEqual([
      'Expected only labels that occur in the training data, got "new" (names.csv:2).',
      'Expected only labels that occur in the training data, got "newer" (names.csv:4).',
    ]);
  });

  it('refuses what cannot be learned from', () => {
    const single = write('single.csv', Array(10).fill('1,a,1,same'));
    expect(() => loadLabelledTable(spec({ train: single }), 1)).toThrow(/at least 2 labels in the training data, got 1/);
    expect(() => loadLabelledTable(spec({}, { split: [1, 0, 0] }), 1)).toThrow(/Expected validation data, got none/);
  });
});

describe('loadTargetTable', () => {
  const regression = { kind: 'tabular-regression' } as const;

  it('shuffles and cuts, the same for a seed', () => {
    const load = (seed: number) => loadTargetTable(spec({ label: 'y' }, regression), seed);
    const { train: part, validation, test } = load(1);
    expect([part, validation, test].map(({ targets }) => targets.length)).toEqual([28, 4, 8]);
    const roots = [part, validation, test].flatMap(({ targets }) => targets.map(Math.sqrt));
    expect(roots).not.toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect(roots.sort((a, b) => a - b)).toEqual(Array.from({ length: 40 }, (_, i) => i));
    expect(load(1)).toEqual(load(1));
    expect(load(1)).not.toEqual(load(2));
  });

  it('refuses what cannot be learned from', () => {
    const same = write('same.csv', Array(10).fill('1,a,3,x'));
    expect(() => loadTargetTable(spec({ train: same, label: 'y' }, regression), 1)).toThrow(
      /Expected different numbers .*only 3/,
    );
    expect(() => loadTargetTable(spec({ label: 'kind' }, regression), 1)).toThrow(
      /"kind", got "a" \(.*train\.csv:2\); names are predicted/,
    );
    const commas = write('commas.csv', ['1,a,"1,5",x', '2,a,"2,5",x']);
    expect(() => loadTargetTable(spec({ train: commas, label: 'y' }, regression), 1)).toThrow(
      /"y", got "1,5" \(.*commas\.csv:2\); numbers are written as 1234\.5, with a point/,
    );
    const one = write('one.csv', ['1,a,3,x']);
    const nothingLeft = spec({ train: one, label: 'y' }, { ...regression, split: [0.2, 0.8, 0] });
    expect(() => loadTargetTable(nothingLeft, 1)).toThrow(/Expected more rows in .*one\.csv/);
  });
});

describe('the training part alone', () => {
  it('decides the encoding: other parts may hold anything', () => {
    const tame = write('tame.csv', ['1,a,1,common']);
    const wild = write('wild.csv', ['1e9,new,NA,rare', '-1e9,NA,1e9,rare']);
    const encodings = [tame, wild].map((other) => {
      const { columns, train: part } = loadLabelledTable(spec({ validation: other, test: other }), 1);
      return learnTableEncoding(columns, part.rows, { scaling: 'quantile', oneHotLimit: 10, minCount: 1 });
    });
    expect(encodings[0]).toEqual(encodings[1]);
  });

  it('is what notices are about', () => {
    const lines = Array.from({ length: 40 }, (_, i) => `7,id${i},${i},${i % 2 === 0 ? 'a' : 'b'}`);
    const { columns, train: part } = loadLabelledTable(spec({ train: write('notices.csv', lines) }), 1);
    expect(columnNotices(columns, part.rows)).toEqual([
      'The column "x" is left out: all training rows have the same value.',
      expect.stringMatching(/^Every training row has another value in the column "kind".*`ignore`/),
    ]);
    const gaps = { count: 2, numbers: [Float64Array.of(Number.NaN, Number.NaN)], categories: [[undefined, undefined]] };
    expect(columnNotices({ numbers: ['n'], categories: ['c'] }, gaps)).toHaveLength(2);
  });
});
