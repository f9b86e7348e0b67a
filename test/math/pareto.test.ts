import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crowdingDistances, dominates, paretoRanks } from '../../src/math/pareto.js';
import { createRng, deriveSeed, type Rng } from '../../src/math/rng.js';

const pointsOf = (losses: number) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 6 }), { minLength: losses, maxLength: losses }), { maxLength: 40 });

describe('paretoRanks', () => {
  it('ranks by front', () => {
    // A staircase, a worse one behind it, and a point behind both; the first point stands twice.
    const points = [
      [1, 4],
      [2, 2],
      [4, 1],
      [2, 4],
      [4, 2],
      [5, 5],
      [1, 4],
    ];
    expect(paretoRanks(points)).toEqual([0, 0, 0, 1, 1, 2, 0]);
    expect(paretoRanks([[3], [1], [2], [1]])).toEqual([2, 0, 1, 0]);
    expect(paretoRanks([])).toEqual([]);
  });

  it.each([1, 2, 3, 4, 5, 7])('peels the fronts off one after the other, with %d losses', (losses) => {
    fc.assert(
      fc.property(pointsOf(losses), (points) => {
        const ranks = paretoRanks(points);
        let rest = points.map((_, i) => i);
        for (let front = 0; rest.length > 0; front++) {
          const best = rest.filter((i) => !rest.some((j) => dominates(points[j] as number[], points[i] as number[])));
          expect(rest.filter((i) => ranks[i] === front)).toEqual(best);
          rest = rest.filter((i) => !best.includes(i));
        }
      }),
    );
  });
});

describe('paretoRanks of many points', () => {
  const tables = {
    'spread evenly': (rng: Rng) => [rng.next(), rng.next(), rng.next()],
    'with many equals': (rng: Rng) => [0, 0, 0].map(() => Math.floor(12 * rng.next())),
    'of few values, and so with many duplicates': (rng: Rng) => [0, 0, 0].map(() => Math.floor(3 * rng.next())),
    'of one front': (rng: Rng) => {
      const y = rng.next();
      return [rng.next(), y, 1 - y];
    },
    'each dominating the next': (rng: Rng) => {
      const x = rng.next();
      return [x, 2 * x, 3 * x];
    },
    'with infinite losses': (rng: Rng) => [0, 0, 0].map(() => (rng.next() < 0.1 ? Infinity : Math.floor(99 * rng.next()))),
  };
  const cases = Object.keys(tables).flatMap((name) => [1, 2, 3, 4, 6].map((losses) => [name, losses] as const));

  it.each(cases)('%s, %d losses: one behind the last front of what dominates a point', (name, losses) => {
    const rng = createRng(deriveSeed(1, losses, name));
    const points = Array.from({ length: 1500 }, () => {
      const table = tables[name as keyof typeof tables];
      return [...table(rng), ...table(rng)].slice(0, losses);
    });
    const ranks = paretoRanks(points);
    points.forEach((point, i) => {
      const better = ranks.filter((_, j) => dominates(points[j] as number[], point));
      expect(ranks[i]).toBe(1 + Math.max(-1, ...better));
    });
  });
});

describe('crowdingDistances', () => {
  it('adds up the gaps between the neighbours, in units of the extent', () => {
    const front = [
      [0, 10],
      [1, 6],
      [4, 0],
      [2, 5],
    ];
    // (1, 6) lies between (0, 10) and (2, 5): 2/4 + 5/10; (2, 5) between (1, 6) and (4, 0): 3/4 + 6/10.
    expect(crowdingDistances(front)).toEqual([Infinity, 1, Infinity, 1.35]);
  });

  it('bears points that are all alike', () => {
    expect(crowdingDistances([[1, 1]])).toEqual([Infinity]);
    expect(crowdingDistances([])).toEqual([]);
    const alike = crowdingDistances([
      [1, 1],
      [1, 1],
      [1, 1],
    ]);
    expect(alike).toEqual([Infinity, 0, Infinity]);
  });
});
