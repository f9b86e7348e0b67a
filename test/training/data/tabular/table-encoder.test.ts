import { describe, expect, it } from 'vitest';
import type { Rows } from '../../../../src/training/data/tabular/rows.js';
import {
  type EncodingSettings,
  encodeRows,
  inputShape,
  learnTableEncoding,
} from '../../../../src/training/data/tabular/table-encoder.js';

const columns = { numbers: ['size', 'gaps', 'always 7'], categories: ['colour', 'city'] };
const settings: EncodingSettings = { scaling: 'none', oneHotLimit: 3, minCount: 1 };
const { NaN: gap } = Number;

/** [rows]: size, gaps, always 7, colour, city */
function rows(...list: readonly (readonly [number, number, number, string | undefined, string | undefined])[]): Rows {
  return {
    count: list.length,
    numbers: [0, 1, 2].map((i) => Float64Array.from(list, (row) => row[i] as number)),
    categories: [3, 4].map((i) => list.map((row) => row[i] as string | undefined)),
  };
}

const train = rows(
  [1, 5, 7, 'red', 'Bonn'],
  [2, gap, 7, 'blue', 'Köln'],
  [3, 6, 7, undefined, 'Aachen'],
  [10, 8, 7, 'red', undefined],
);

describe('an encoding', () => {
  const encoding = learnTableEncoding(columns, train, settings);

  it('has numbers, where they were missing, one-hot classes and the ids of vectors', () => {
    expect(inputShape(encoding)).toEqual({ width: 6, numbers: 2, embedded: 1, vectors: 4 });
    const { count, dense, ids } = encodeRows(encoding, columns, train);
    expect(count).toBe(4);
    expect([0, 1, 2, 3].map((row) => [...dense.subarray(row * 6, row * 6 + 6)])).toEqual([
      // size, gaps, gaps missing, blue, red, colour missing
      [1, 5, 0, 0, 1, 0],
      [2, 6, 1, 1, 0, 0],
      [3, 6, 0, 0, 0, 1],
      [10, 8, 0, 0, 1, 0],
    ]);
    // Aachen, Bonn, Köln, missing
    expect([...ids]).toEqual([1, 2, 0, 3]);
  });

  it('leaves out a column that is the same in every training row', () => {
    expect(encoding.numbers.map(({ name }) => name)).toEqual(['size', 'gaps']);
  });

  it('knows what to do with what training did not see', () => {
    const { dense, ids } = encodeRows(encoding, columns, rows([gap, gap, gap, 'green', 'Ulm'], [1e6, -1, 8, '', undefined]));
    // The median of size is 2.5: its absence was never seen, so it has no input of its own.
    expect([...dense]).toEqual([2.5, 6, 1, 0, 0, 0, 1e6, -1, 0, 0, 0, 0]);
    expect([...ids]).toEqual([-1, 3]);
  });

  it('does not care where the columns stand, or which others there are', () => {
    const saved = JSON.parse(JSON.stringify(encoding));
    const others = { numbers: ['gaps', 'x', 'size'], categories: ['city', 'colour'] };
    const turned: Rows = {
      count: 4,
      numbers: [train.numbers[1] as Float64Array, new Float64Array(4), train.numbers[0] as Float64Array],
      categories: [train.categories[1] ?? [], train.categories[0] ?? []],
    };
    expect(encodeRows(saved, others, turned)).toEqual(encodeRows(encoding, columns, train));
  });

  it('is made one-hot, or of vectors, by the number of classes, the missing one counted', () => {
    const shape = (oneHotLimit: number) => inputShape(learnTableEncoding(columns, train, { ...settings, oneHotLimit }));
    expect(shape(4)).toMatchObject({ width: 10, embedded: 0, vectors: 0 });
    expect(shape(2)).toMatchObject({ width: 3, embedded: 2, vectors: 7 });
  });

  it('gives each column vectors of its own', () => {
    const both = learnTableEncoding(columns, train, { ...settings, oneHotLimit: 0 });
    expect([...encodeRows(both, columns, train).ids]).toEqual([1, 4, 0, 5, 2, 3, 1, 6]);
  });

  it('takes rare classes for unseen ones', () => {
    const { categories } = learnTableEncoding(columns, train, { ...settings, minCount: 2 });
    expect(categories).toEqual([{ name: 'colour', classes: ['red'], embedded: false }]);
  });

  it('keeps of a constant with gaps only the gaps', () => {
    const [column] = learnTableEncoding({ numbers: ['a'], categories: [] }, rows4([7, gap, 7, 7]), settings).numbers;
    expect(column).toEqual({ name: 'a', fill: 7, indicator: true });
  });

  it('needs a column that differs', () => {
    const learn = () => learnTableEncoding({ numbers: ['a'], categories: [] }, rows4([7, 7, 7, 7]), settings);
    expect(learn).toThrow(/Expected a column beside `label` in which training rows differ, got none/);
    expect(() => learnTableEncoding({ numbers: ['a'], categories: [] }, rows4([gap, gap, gap, gap]), settings)).toThrow();
  });
});

function rows4(values: readonly number[]): Rows {
  return { count: values.length, numbers: [Float64Array.from(values)], categories: [] };
}
