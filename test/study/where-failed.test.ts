import { describe, expect, it } from 'vitest';
import type { SearchSpace } from '../../src/core/search-space.js';
import type { Params, Trial } from '../../src/core/trial.js';
import { createRng } from '../../src/math/rng.js';
import { randomPoint } from '../../src/samplers/random.js';
import { whereAre } from '../../src/study/where-failed.js';
import { completeTrial, failedTrial } from '../fixtures/trials.js';

const space: SearchSpace = {
  parameters: [
    { name: 'rate', distribution: { kind: 'float', low: 1e-4, high: 1, log: true } },
    { name: 'width', distribution: { kind: 'int', low: 1, high: 8 } },
    { name: 'loss', distribution: { kind: 'categorical', choices: ['mse', 'huber', 'mae'] } },
  ],
};

function study(fails: (params: Params) => boolean, seed = 3): Trial[] {
  const rng = createRng(seed);
  return Array.from({ length: 200 }, (_, number) => {
    const params = randomPoint(space, rng);
    return fails(params) ? failedTrial(number, params) : completeTrial(number, [1], params);
  });
}

const hasFailed = ({ state }: Trial) => state === 'failed';

describe('where trials fail', () => {
  it('is all values from one on', () => {
    const trials = study(({ rate }) => Number(rate) > 0.1);
    const where = whereAre(space, trials, hasFailed);
    expect(where?.regions).toHaveLength(1);
    expect(where?.regions[0]?.name).toBe('rate');
    expect(Number(where?.regions[0]?.from)).toBeGreaterThan(0.07);
    expect(Number(where?.regions[0]?.from)).toBeLessThan(0.15);
    expect([where?.inside, where?.outside]).toEqual([trials.filter(hasFailed).length, 0]);
    expect((where?.of ?? 0) + (where?.ofOutside ?? 0)).toBe(200);
  });

  it('is all values up to one', () => {
    expect(
      whereAre(
        space,
        study(({ width }) => Number(width) <= 2),
        hasFailed,
      )?.regions,
    ).toEqual([{ name: 'width', to: 2 }]);
    expect(
      whereAre(
        space,
        study(({ width }) => Number(width) === 8),
        hasFailed,
      )?.regions,
    ).toEqual([{ name: 'width', from: 8 }]);
    expect(
      whereAre(
        space,
        study(({ width }) => Number(width) === 1),
        hasFailed,
      )?.regions,
    ).toEqual([{ name: 'width', to: 1 }]);
  });

  it('is some choices', () => {
    const where = whereAre(
      space,
      study(({ loss }) => loss !== 'huber'),
      hasFailed,
    );
    expect(where?.regions).toEqual([{ name: 'loss', choices: ['mse', 'mae'] }]);
  });

  it('is where two parameters meet', () => {
    const where = whereAre(
      space,
      study(({ loss, width }) => loss === 'mae' && Number(width) >= 5),
      hasFailed,
    );
    expect(where?.regions.map(({ name }) => name).sort()).toEqual(['loss', 'width']);
    expect(where?.inside).toBe(where?.of);
    expect(where?.outside).toBe(0);
  });

  it('is nowhere when failures are chance: in at most one of fifty studies it seems otherwise', () => {
    const seeming = Array.from({ length: 50 }, (_, seed) => {
      const chance = createRng(seed + 100);
      return whereAre(
        space,
        study(() => chance.next() < 0.2, seed),
        hasFailed,
      );
    }).filter((where) => where !== undefined);
    expect(seeming.length).toBeLessThanOrEqual(1);
  });

  it('is not told from trials that do not have the parameter', () => {
    const trials = study(({ rate }) => Number(rate) > 0.1).map((trial): Trial => {
      const { rate, ...params } = trial.params;
      return { ...trial, params: Number(rate) > 0.01 ? trial.params : params };
    });
    expect(whereAre(space, trials, hasFailed)?.regions[0]?.name).toBe('rate');
    expect(whereAre({ parameters: [] }, trials, hasFailed)).toBeUndefined();
  });
});
