import { describe, expect, it } from 'vitest';
import type { Objective } from '../../../src/core/objective.js';
import type { SearchSpace } from '../../../src/core/search-space.js';
import type { CompleteTrial, Params, Trial } from '../../../src/core/trial.js';
import { createRng } from '../../../src/math/rng.js';
import { createSampler } from '../../../src/samplers/index.js';
import { survivors } from '../../../src/samplers/nsga2/population.js';
import { contextOf } from '../../fixtures/contexts.js';
import { zdt1Volume } from '../../fixtures/search.js';
import { completeTrial, failedTrial, prunedTrial } from '../../fixtures/trials.js';

const objectives: readonly Objective[] = [
  { metric: 'error', goal: 'minimize' },
  { metric: 'speed', goal: 'maximize' },
];
const seeds = [1, 2, 3, 4, 5, 6];
const cube: SearchSpace = {
  parameters: Array.from({ length: 5 }, (_, i) => ({ name: `x${i}`, distribution: { kind: 'float', low: 0, high: 1 } })),
};

describe('survivors', () => {
  const measured = (number: number, error: number, speed: number): CompleteTrial => ({
    ...completeTrial(number, [error]),
    metrics: { error, speed },
  });

  it('keeps whole fronts, then the least crowded of the next, then pruned and failed trials', () => {
    const trials: Trial[] = [
      failedTrial(0),
      prunedTrial(1, [0.1]),
      measured(2, 0.6, 5), // behind 3
      measured(3, 0.5, 9),
      measured(4, 0.1, 1),
      measured(5, 0.12, 2), // crowded
      measured(6, 0.3, 6),
    ];
    const order = survivors(trials as CompleteTrial[], objectives, 7).map(({ trial, rank }) => [trial.number, rank]);
    expect(order).toEqual([
      [3, 0],
      [4, 0],
      [6, 0],
      [5, 0],
      [2, 1],
      [1, 7],
      [0, Number.POSITIVE_INFINITY],
    ]);
    expect(survivors(trials as CompleteTrial[], objectives, 2).map(({ trial }) => trial.number)).toEqual([3, 4]);
  });
});

describe('nsga2', () => {
  it('covers more of the front than random trials do', () => {
    const better = seeds.filter(
      (seed) => zdt1Volume({ type: 'nsga2' }, 200, seed) > zdt1Volume({ type: 'random' }, 200, seed) + 0.5,
    );
    expect(better.length).toBeGreaterThanOrEqual(5);
  });

  it('searches for one objective too', () => {
    const best = (type: string, seed: number) => {
      const sampler = createSampler({ type });
      const trials: CompleteTrial[] = [];
      for (let number = 0; number < 300; number++) {
        const params = sampler.suggest(contextOf(cube, trials, createRng(1000 * seed + number))) as Params;
        const loss = (Object.values(params) as number[]).reduce((sum, x) => sum + (x - 0.3) ** 2, 0);
        trials.push(completeTrial(number, [loss], params));
      }
      return Math.min(...trials.map(({ loss }) => loss));
    };
    const better = seeds.filter((seed) => best('nsga2', seed) < 0.3 * best('random', seed));
    expect(better.length).toBeGreaterThanOrEqual(5);
  });
});
