import { describe, expect, it } from 'vitest';
import type { Parameter, SearchSpace } from '../../src/core/search-space.js';
import type { Params, Trial } from '../../src/core/trial.js';
import { createRng } from '../../src/math/rng.js';
import { randomPoint } from '../../src/samplers/random.js';
import { functionalAnova } from '../../src/study/functional-anova.js';
import { type LossForest, lossForest } from '../../src/study/loss-forest.js';
import { contour, slices } from '../../src/study/partial-dependence.js';
import { completeTrial, failedTrial, prunedTrial } from '../fixtures/trials.js';

function lines(...names: string[]): SearchSpace {
  return { parameters: names.map((name) => ({ name, distribution: { kind: 'float', low: 0, high: 1 } })) };
}

function trialsOf(space: SearchSpace, count: number, loss: (params: Params) => number): Trial[] {
  const rng = createRng(17);
  return Array.from({ length: count }, (_, number) => {
    const params = randomPoint(space, rng);
    return completeTrial(number, [loss(params)], params);
  });
}

function forestOf(space: SearchSpace, count: number, loss: (params: Record<string, number>) => number): LossForest {
  const forest = lossForest({ space, seed: 1 }, trialsOf(space, count, loss as (params: Params) => number));
  if (forest === undefined) throw new Error('Expected a forest');
  return forest;
}

function sharesOf(forest: LossForest): Record<string, number> {
  const { main = [], pairs = [] } = functionalAnova(forest) ?? {};
  return Object.fromEntries([
    ...main.map(({ name, share }) => [name, share]),
    ...pairs.map(({ names, share }) => [names.join(' '), share]),
  ]);
}

describe('functional ANOVA', () => {
  it('of a sum has the variances of its terms, and nothing together', () => {
    // Variances 1/12 and 4/12; the third does nothing.
    const shares = sharesOf(forestOf(lines('x', 'y', 'idle'), 1000, ({ x = 0, y = 0 }) => x + 2 * y));
    expect(shares.x).toBeCloseTo(0.2, 1);
    expect(shares.y).toBeCloseTo(0.8, 1);
    expect(shares.idle).toBeLessThan(0.005);
    expect(shares['x y']).toBeLessThan(0.02);
  });

  it('of a product has a seventh of the variance together', () => {
    // E[x y] = 1/4; main effects (x - 1/2) / 2, variance 1/48 each; the whole 1/9 - 1/16 = 7/144: 3/7, 3/7 and 1/7.
    const shares = sharesOf(forestOf(lines('x', 'y'), 1000, ({ x = 0, y = 0 }) => x * y));
    expect(Math.abs((shares.x as number) - 3 / 7)).toBeLessThan(0.03);
    expect(Math.abs((shares.y as number) - 3 / 7)).toBeLessThan(0.03);
    expect(Math.abs((shares['x y'] as number) - 1 / 7)).toBeLessThan(0.03);
  });

  it("of Ishigami's function finds the pair that its formula has", () => {
    // Single trees follow the few trials that they see into parts of higher order: a tenth is what that may take.
    // a = 7, b = 0.1 over [-pi, pi]^3: 0.314, 0.442, 0 alone, 0.244 for the first and third (Saltelli et al. 2000).
    const angle = (unit: number) => Math.PI * (2 * unit - 1);
    const ishigami = ({ x = 0, y = 0, z = 0 }) =>
      Math.sin(angle(x)) + 7 * Math.sin(angle(y)) ** 2 + 0.1 * angle(z) ** 4 * Math.sin(angle(x));
    const shares = sharesOf(forestOf(lines('x', 'y', 'z'), 1000, ishigami));
    expect(Math.abs((shares.x as number) - 0.314)).toBeLessThan(0.1);
    expect(Math.abs((shares.y as number) - 0.442)).toBeLessThan(0.1);
    expect(shares.z).toBeLessThan(0.03);
    expect(Math.abs((shares['x z'] as number) - 0.244)).toBeLessThan(0.1);
    expect(Math.max(shares['x y'] as number, shares['y z'] as number)).toBeLessThan(0.08);
  });

  it('of a parameter with a condition counts what it does where it is there', () => {
    const when = { source: 'kind == "b"', references: ['kind'], holds: ({ kind }: Params) => kind === 'b' };
    const parameters: Parameter[] = [
      { name: 'kind', distribution: { kind: 'categorical', choices: ['a', 'b'] } },
      { name: 'x', distribution: { kind: 'float', low: 0, high: 1 }, when },
    ];
    // 0 under a, x - 1/2 under b: no main effect of kind; half of the variance, 1/24, is x's own, half is theirs together.
    const forest = lossForest(
      { space: { parameters }, seed: 1 },
      trialsOf({ parameters }, 1000, ({ x }) => (x === undefined ? 0 : Number(x) - 0.5)),
    ) as LossForest;
    const shares = sharesOf(forest);
    expect(shares.kind).toBeLessThan(0.02);
    expect(Math.abs((shares.x as number) - 0.5)).toBeLessThan(0.06);
    expect(Math.abs((shares['kind x'] as number) - 0.5)).toBeLessThan(0.06);
    // Its slice is over the points that have it: from -1/2 to 1/2, not half as steep.
    const slice = slices(forest).find(({ name }) => name === 'x');
    expect(slice?.losses[0]).toBeLessThan(-0.4);
    expect(slice?.losses.at(-1)).toBeGreaterThan(0.4);
  });
});

describe('slices and contours', () => {
  it('follow the function, surely where trials are many and less so where they are few', () => {
    const space = lines('x', 'y');
    const noisy = createRng(3);
    // Nine in ten trials in the lower half.
    const trials = trialsOf(space, 400, ({ x, y }) => (Number(x) - 0.3) ** 2 + Number(y) / 10 + 0.02 * noisy.next()).filter(
      ({ params, number }) => Number(params.x) < 0.5 || number % 10 === 0,
    );
    const [x] = slices(lossForest({ space, seed: 1 }, trials) as LossForest);
    const lowest = x?.losses.indexOf(Math.min(...x.losses)) as number;
    expect(Math.abs(Number(x?.values[lowest]) - 0.3)).toBeLessThan(0.1);
    const spread = (from: number, to: number) =>
      (x?.deviations.slice(from, to) ?? []).reduce((sum, deviation) => sum + deviation, 0) / (to - from);
    expect(spread(20, 32)).toBeGreaterThan(2 * spread(2, 14));
  });

  it('have a place for each pair of levels', () => {
    const forest = forestOf(lines('x', 'y'), 300, ({ x = 0, y = 0 }) => (x > 0.5 && y > 0.5 ? 1 : 0));
    const found = contour(forest, 0, 1);
    expect(found?.losses).toHaveLength(32 * 32);
    expect(found?.losses[0]).toBeLessThan(0.1);
    expect(found?.losses.at(-1)).toBeGreaterThan(0.9);
    expect(found?.losses[31]).toBeLessThan(0.15);
  });

  it('leave out pairs that no point has', () => {
    const only = (choice: string) => ({
      source: choice,
      references: ['kind'],
      holds: ({ kind }: Params) => kind === choice,
    });
    const parameters: Parameter[] = [
      { name: 'kind', distribution: { kind: 'categorical', choices: ['a', 'b'] } },
      { name: 'x', distribution: { kind: 'float', low: 0, high: 1 }, when: only('a') },
      { name: 'y', distribution: { kind: 'float', low: 0, high: 1 }, when: only('b') },
    ];
    const trials = trialsOf({ parameters }, 100, ({ x, y }) => Number(x ?? 0) + Number(y ?? 0));
    const forest = lossForest({ space: { parameters }, seed: 1 }, trials) as LossForest;
    expect(contour(forest, 1, 2)).toBeUndefined();
    expect(contour(forest, 0, 1)).toBeDefined();
  });
});

describe('the forest of a study', () => {
  const space = lines('rate');

  it('knows from pruned and diverged trials where it is bad', () => {
    const trials = trialsOf(space, 200, ({ rate }) => 0.1 + Number(rate) / 10).map((trial): Trial => {
      const rate = Number(trial.params.rate);
      if (rate > 0.8) return failedTrial(trial.number, trial.params);
      // At its only step a trial that is stopped may look better than it is.
      return rate > 0.4 ? prunedTrial(trial.number, [0.05], trial.params) : trial;
    });
    const [slice] = slices(lossForest({ space, seed: 1 }, trials) as LossForest);
    const at = (rate: number) => slice?.losses[Math.floor(32 * rate)] as number;
    expect(at(0.6)).toBeGreaterThan(at(0.02));
    expect(at(0.95)).toBeGreaterThan(at(0.6));
    expect(at(0.95)).toBeLessThan(0.15);
  });

  it('takes a pruned trial for what it would have come to', () => {
    // Complete trials halve their loss from the first step to the last; those above 0.5 are stopped at the first.
    const trials = trialsOf(space, 200, ({ rate }) => Number(rate)).map((trial): Trial => {
      const loss = Number(trial.params.rate);
      if (loss > 0.5) return prunedTrial(trial.number, [loss + 0.4], trial.params);
      return completeTrial(trial.number, [loss + 0.4, loss], trial.params);
    });
    const [slice] = slices(lossForest({ space, seed: 1 }, trials) as LossForest);
    expect(slice?.losses[Math.floor(32 * 0.9)]).toBeCloseTo(0.9, 1);
  });

  it('is not drowned by an outlier', () => {
    const trials = trialsOf(space, 200, ({ rate }) => Number(rate)).map((trial) =>
      trial.number === 7 ? completeTrial(7, [1e9], trial.params) : trial,
    );
    const [slice] = slices(lossForest({ space, seed: 1 }, trials) as LossForest);
    expect(Math.max(...(slice?.losses ?? []))).toBeLessThan(3);
  });

  it('is not there for too few trials, equal ones, or without a parameter', () => {
    const forestOfLine = (count: number) =>
      lossForest(
        { space, seed: 1 },
        trialsOf(space, count, ({ rate }) => Number(rate)),
      );
    const of = (own: SearchSpace, count: number, loss: number) =>
      lossForest(
        { space: own, seed: 1 },
        trialsOf(own, count, () => loss),
      );
    expect(forestOfLine(19)).toBeUndefined();
    expect(forestOfLine(20)).toBeDefined();
    expect(of(space, 50, 1)).toBeUndefined();
    expect(of({ parameters: [] }, 50, 1)).toBeUndefined();
  });

  it('is grown from a sample of very many', () => {
    const forest = forestOf(space, 2500, ({ rate = 0 }) => rate);
    expect([forest.trials, forest.of]).toEqual([1000, 2500]);
  });
});
