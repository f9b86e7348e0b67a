import { describe, expect, it } from 'vitest';
import { absent, growForest } from '../../src/math/regression-forest.js';
import { createRng, standardNormal } from '../../src/math/rng.js';
import { TreeMarginals } from '../../src/math/tree-marginals.js';

const line = { masses: new Array<number>(16).fill(1 / 16), ordered: true };
const choice = { masses: [0.25, 0.25, 0.25, 0.25], ordered: false };
const masses = [line.masses, choice.masses];

function pointsOf(count: number, seed: number): Int16Array[] {
  const rng = createRng(seed);
  return Array.from({ length: count }, () => Int16Array.of(Math.floor(rng.next() * 16), Math.floor(rng.next() * 4)));
}

describe('a random forest', () => {
  it('is the same for the same seed, and another for another', () => {
    const points = pointsOf(80, 1);
    const values = points.map(([a = 0, b = 0]) => a + b);
    const forest = (seed: number) => growForest([line, choice], points, values, createRng(seed), 3);
    expect(forest(1)).toEqual(forest(1));
    expect(forest(1)).not.toEqual(forest(2));
  });

  it('follows a line and choices without an order, and says how much of unseen values it explains', () => {
    const points = pointsOf(400, 2);
    const values = points.map(([a = 0, b = 0]) => a / 16 + (b === 1 || b === 3 ? 1 : 0));
    const { trees, explained } = growForest([line, choice], points, values, createRng(3));
    expect(explained).toBeGreaterThan(0.97);
    const mean = (j: number, level: number) =>
      trees.reduce((sum, tree) => sum + (new TreeMarginals(tree, masses).of(j)[level] as number), 0) / trees.length;
    expect(mean(1, 1) - mean(1, 0)).toBeCloseTo(1, 1);
    expect(mean(1, 3) - mean(1, 2)).toBeCloseTo(1, 1);
    expect(mean(0, 12) - mean(0, 4)).toBeCloseTo(0.5, 1);
  });

  it('explains nothing of noise', () => {
    const rng = createRng(40);
    const points = pointsOf(300, 4);
    const { explained } = growForest(
      [line, choice],
      points,
      points.map(() => standardNormal(rng)),
      rng,
    );
    expect(explained).toBeLessThan(0.05);
  });

  it('learns that a coordinate does nothing where points do not have it', () => {
    // Half of the points lack the line; where it is there, the value follows it.
    const points = pointsOf(600, 5).map(([a = 0, b = 0]) => Int16Array.of(b < 2 ? a : absent, b));
    const values = points.map(([a = 0]) => (a === absent ? 0.5 : a / 15));
    const { trees } = growForest([line, choice], points, values, createRng(6));
    const span = (choices: readonly number[]) => {
      const ends = [0, 15].map((level) =>
        trees.reduce((sum, tree) => sum + (new TreeMarginals(tree, [line.masses, choices]).of(0)[level] as number), 0),
      );
      return ((ends[1] as number) - (ends[0] as number)) / trees.length;
    };
    expect(span([0.5, 0.5, 0, 0])).toBeGreaterThan(0.8);
    expect(Math.abs(span([0, 0, 0.5, 0.5]))).toBeLessThan(0.1);
  });

  it('takes equal values for equal', () => {
    const points = pointsOf(50, 7);
    const { trees, explained } = growForest(
      [line, choice],
      points,
      points.map(() => 0.1),
      createRng(8),
      4,
    );
    expect(trees.every((tree) => tree.length === 1)).toBe(true);
    expect(explained).toBe(0);
  });
});
