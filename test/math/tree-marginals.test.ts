import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { growForest, type Tree } from '../../src/math/regression-forest.js';
import { createRng } from '../../src/math/rng.js';
import { TreeMarginals } from '../../src/math/tree-marginals.js';

const halves = [0.5, 0.5];
const masses = [halves, halves];
const low = Uint8Array.of(1, 0);
const high = Uint8Array.of(0, 1);

/** The exclusive or of two halves. */
const xor: Tree = [
  {
    value: 0,
    sides: [
      { coordinate: 0, levels: low },
      { coordinate: 1, levels: low },
    ],
  },
  {
    value: 1,
    sides: [
      { coordinate: 0, levels: low },
      { coordinate: 1, levels: high },
    ],
  },
  {
    value: 1,
    sides: [
      { coordinate: 0, levels: high },
      { coordinate: 1, levels: low },
    ],
  },
  {
    value: 0,
    sides: [
      { coordinate: 0, levels: high },
      { coordinate: 1, levels: high },
    ],
  },
];
/** Where the first is low the second does nothing: 0; else 1 or 3. */
const nested: Tree = [
  { value: 0, sides: [{ coordinate: 0, levels: low }] },
  {
    value: 1,
    sides: [
      { coordinate: 0, levels: high },
      { coordinate: 1, levels: low },
    ],
  },
  {
    value: 3,
    sides: [
      { coordinate: 0, levels: high },
      { coordinate: 1, levels: high },
    ],
  },
];

describe('the marginals of a tree', () => {
  it('are means over the other coordinates, weighed by their levels', () => {
    expect(new TreeMarginals(nested, masses).mean()).toBe(1);
    expect([...new TreeMarginals(nested, masses).of(0)]).toEqual([0, 2]);
    expect([...new TreeMarginals(nested, masses).of(1)]).toEqual([0.5, 1.5]);
    expect([...new TreeMarginals(nested, masses).ofPair(0, 1)]).toEqual([0, 0, 1, 3]);
    expect([...new TreeMarginals(nested, masses).ofPair(1, 0)]).toEqual([0, 1, 0, 3]);
    expect([...new TreeMarginals(nested, [halves, [0.25, 0.75]]).of(0)]).toEqual([0, 2.5]);
  });

  it('tell what two coordinates do together from what each does alone', () => {
    expect(new TreeMarginals(xor, masses).varianceShares()).toEqual({
      main: [0, 0],
      pairs: [
        [0, 1],
        [0, 0],
      ],
    });
    // Variance 1.5; main effects of +-1 and +-0.5; the rest, +-0.5, is together.
    const shares = new TreeMarginals(nested, masses).varianceShares();
    expect(shares?.main).toEqual([1 / 1.5, 0.25 / 1.5]);
    expect(shares?.pairs[0]?.[1]).toBeCloseTo(0.25 / 1.5, 12);
  });

  it('say nothing of a tree that predicts one value', () => {
    expect(new TreeMarginals([{ value: 3, sides: [] }], masses).varianceShares()).toBeUndefined();
  });

  it('are those of adding up all cells, and shares never exceed the whole, for grown trees', () => {
    const coordinate = (levels: number, ordered: boolean) => ({ masses: new Array<number>(levels).fill(1 / levels), ordered });
    const coordinates = [coordinate(4, true), coordinate(3, false), coordinate(5, true)];
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const rng = createRng(seed);
        const points = Array.from({ length: 60 }, () =>
          Int16Array.from(coordinates, ({ masses: own }) => Math.floor(rng.next() * own.length)),
        );
        const values = points.map(([a = 0, b = 0, c = 0]) => a * a + (b === 1 ? 5 : 0) * c + rng.next());
        const [tree = []] = growForest(coordinates, points, values, rng, 1).trees;
        const all = coordinates.map((own) => own.masses);
        const at = (cell: readonly number[]) =>
          tree.filter(({ sides }) => sides.every(({ coordinate: j, levels }) => levels[cell[j] as number] === 1));
        const sums = new Array<number>(4).fill(0);
        for (let a = 0; a < 4; a++)
          for (let b = 0; b < 3; b++)
            for (let c = 0; c < 5; c++) {
              const leaves = at([a, b, c]);
              // The boxes cover each cell once.
              expect(leaves).toHaveLength(1);
              sums[a] = (sums[a] as number) + (leaves[0]?.value as number) / 15;
            }
        for (const [a, mean] of new TreeMarginals(tree, all).of(0).entries()) expect(mean).toBeCloseTo(sums[a] as number, 9);
        const shares = new TreeMarginals(tree, all).varianceShares();
        const total = [...(shares?.main ?? []), ...(shares?.pairs.flat() ?? [])].reduce((sum, share) => sum + share, 0);
        expect(total).toBeLessThan(1 + 1e-9);
      }),
      { numRuns: 30 },
    );
  });
});
