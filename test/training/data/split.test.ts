import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRng } from '../../../src/math/rng.js';
import { shuffledSplit, stratifiedFolds, stratifiedSplit } from '../../../src/training/data/split.js';

const shares = [0.8, 0.1, 0.1] as const;

function labelsOf(counts: Readonly<Record<string, number>>): string[] {
  return Object.entries(counts).flatMap(([label, count]) => Array<string>(count).fill(label));
}

describe('stratifiedSplit', () => {
  it('splits more examples than a call takes arguments', () => {
    const { train, validation, test } = stratifiedSplit(Array<string>(1_000_000).fill('a'), shares, createRng(1));
    expect([train.length, validation.length, test.length]).toEqual([800_000, 100_000, 100_000]);
  });

  it('uses every example once, keeps the shares overall and, within one example, of each label', () => {
    const label = fc.constantFrom('a', 'b', 'c', 'd');
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 200 }), fc.integer(), (labels, seed) => {
        const { train, validation, test } = stratifiedSplit(labels, shares, createRng(seed));
        const all = [...train, ...validation, ...test].sort((a, b) => a - b);
        expect(all).toEqual(labels.map((_, index) => index));
        for (const name of new Set(labels)) {
          const count = (indices: readonly number[]) => indices.filter((index) => labels[index] === name).length;
          const total = labels.filter((other) => other === name).length;
          expect(count(train)).toBeGreaterThan(0);
          expect(Math.abs(count(validation) - 0.1 * total)).toBeLessThanOrEqual(1);
          expect(Math.abs(count(test) - 0.1 * total)).toBeLessThanOrEqual(1);
        }
      }),
    );
  });

  it('cuts evenly where it can', () => {
    const labels = labelsOf({ a: 100, b: 50 });
    const { train, validation, test } = stratifiedSplit(labels, shares, createRng(1));
    expect([train.length, validation.length, test.length]).toEqual([120, 15, 15]);
    expect(validation.filter((index) => labels[index] === 'a')).toHaveLength(10);
  });

  it('keeps the shares overall although every label is rare', () => {
    const labels = Array.from({ length: 400 }, (_, i) => `label ${i % 100}`);
    const { validation, test } = stratifiedSplit(labels, shares, createRng(1));
    expect([validation.length, test.length]).toEqual([40, 40]);
  });

  it('repeats itself for a seed and differs for another', () => {
    const labels = labelsOf({ a: 60, b: 40 });
    const split = (seed: number) => stratifiedSplit(labels, shares, createRng(seed));
    expect(split(7)).toEqual(split(7));
    expect(split(7)).not.toEqual(split(8));
  });

  it('does not depend on the order in which labels first occur', () => {
    const labels = labelsOf({ b: 10, a: 10 });
    const { validation } = stratifiedSplit(labels, [0.5, 0.5, 0], createRng(3));
    expect(validation.filter((index) => labels[index] === 'a')).toHaveLength(5);
  });
});

describe('shuffledSplit', () => {
  it('uses every example once and keeps the shares', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer(), (count, seed) => {
        const { train, validation, test } = shuffledSplit(count, shares, createRng(seed));
        const all = [...train, ...validation, ...test].sort((a, b) => a - b);
        expect(all).toEqual(Array.from({ length: count }, (_, index) => index));
        expect(Math.abs(validation.length - 0.1 * count)).toBeLessThanOrEqual(0.5);
        expect(Math.abs(test.length - 0.1 * count)).toBeLessThanOrEqual(0.5);
      }),
    );
  });

  it('repeats itself for a seed and differs for another', () => {
    const split = (seed: number) => shuffledSplit(50, shares, createRng(seed));
    expect(split(7)).toEqual(split(7));
    expect(split(7)).not.toEqual(split(8));
  });
});

describe('stratifiedFolds', () => {
  it('makes folds of one size, with every label spread over all of them, by the seed', () => {
    const labels = Array.from({ length: 103 }, (_, i) => (i % 10 === 0 ? 'rare' : i % 2 === 0 ? 'some' : 'most'));
    const folds = stratifiedFolds(labels, 5, createRng(1));
    const countsOf = (wanted: (label: string) => boolean) =>
      Array.from({ length: 5 }, (_, fold) => folds.filter((other, i) => other === fold && wanted(labels[i] as string)).length);
    expect(countsOf(() => true).sort()).toEqual([20, 20, 21, 21, 21]);
    for (const label of ['rare', 'some', 'most']) {
      const counts = countsOf((other) => other === label);
      expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
    }
    expect(stratifiedFolds(labels, 5, createRng(1))).toEqual(folds);
    expect(stratifiedFolds(labels, 5, createRng(2))).not.toEqual(folds);
  });
});
