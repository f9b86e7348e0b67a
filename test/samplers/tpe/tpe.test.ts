import { describe, expect, it } from 'vitest';
import { problems } from '../../../bench/functions.js';
import type { SearchSpace } from '../../../src/core/search-space.js';
import type { Params, Trial } from '../../../src/core/trial.js';
import { createRng, deriveSeed } from '../../../src/math/rng.js';
import { median } from '../../../src/math/statistics.js';
import { createSampler } from '../../../src/samplers/index.js';
import { contextOf } from '../../fixtures/contexts.js';
import { bestOf, zdt1Volume } from '../../fixtures/search.js';
import { completeTrial, failedTrial, runningTrial } from '../../fixtures/trials.js';

function search(type: string, space: SearchSpace, evaluate: (params: Params) => number, count: number, seed: number): Trial[] {
  const sampler = createSampler({ type });
  const trials: Trial[] = [];
  for (let number = 0; number < count; number++) {
    const params = sampler.suggest(contextOf(space, trials, createRng(deriveSeed(seed, number, 'sampler'))));
    if (params === 'exhausted') break;
    trials.push(completeTrial(number, [evaluate(params)], params));
  }
  return trials;
}

const seeds = [0, 1, 2, 3, 4, 5, 6, 7];
const line: SearchSpace = { parameters: [{ name: 'x', distribution: { kind: 'float', low: 0, high: 1 } }] };

/** Of `line`, each from another seed. */
function suggestions(trials: readonly Trial[]): number[] {
  return Array.from({ length: 100 }, (_, seed) => {
    const params = createSampler({ type: 'tpe' }).suggest(contextOf(line, trials, createRng(seed)));
    return (params as { x: number }).x;
  });
}

describe('tpe', () => {
  it.each(['hartmann6', 'm1', 'm2'] as const)('is far better than random search on %s after 60 trials', (name) => {
    const { space, evaluate } = problems[name];
    const best = (type: string) =>
      [0, 1, 2, 3, 4, 5, 6].map((seed) =>
        Math.min(...search(type, space, evaluate, 60, seed).map(({ params }) => evaluate(params))),
      );
    const [tpe, random] = [best('tpe'), best('random')];
    expect(median(tpe)).toBeLessThan(Math.min(median(random), ...random.slice(0, 2)));
  });

  it('keeps away from where trials fail', () => {
    // The best values lie beside the half that fails: only the failures say that it goes wrong there.
    const complete = Array.from({ length: 20 }, (_, i) => completeTrial(i, [i], { x: 0.5 + (i + 0.5) / 40 }));
    const failed = Array.from({ length: 20 }, (_, i) => failedTrial(20 + i, { x: (i + 0.5) / 40 }));
    const inFailingHalf = (trials: readonly Trial[]) => suggestions(trials).filter((x) => x < 0.5).length;
    expect(inFailingHalf([...complete, ...failed])).toBeLessThan(inFailingHalf(complete) / 2);
  });

  it('spreads parallel trials: a running one counts as bad', () => {
    const finished = Array.from({ length: 20 }, (_, i) => completeTrial(i, [Math.abs(i / 20 - 0.5)], { x: i / 20 }));
    const running = Array.from({ length: 5 }, (_, i) => runningTrial(20 + i, [], { x: 0.5 }));
    const near = (trials: readonly Trial[]) => suggestions(trials).filter((x) => Math.abs(x - 0.5) < 0.02).length;
    expect(near([...finished, ...running])).toBeLessThan(near(finished) / 2);
  });

  it('never proposes a point of a finite space twice, and says when there is none left', () => {
    const space: SearchSpace = {
      parameters: [
        { name: 'a', distribution: { kind: 'int', low: 1, high: 5 } },
        { name: 'b', distribution: { kind: 'categorical', choices: ['x', 'y', 'z', null], weights: [0.97, 0.01, 0.01, 0.01] } },
      ],
    };
    const trials = search('tpe', space, ({ a }) => a as number, 100, 3);
    expect(new Set(trials.map(({ params }) => JSON.stringify(params))).size).toBe(20);
    expect(trials).toHaveLength(20);
  });
});

describe('tpe finds the minimum', () => {
  // Random search comes to 0.86, -2.3, 0.13 and 0.17 in the median after as many trials.
  it.each([
    ['branin', 60, 0.55],
    ['hartmann6', 100, -3],
    ['m1', 100, 0.11],
    ['m2', 100, 0.14],
  ] as const)('of %s in %d trials, for 7 of 8 seeds', (name, count, enough) => {
    const reached = seeds.filter((seed) => bestOf({ type: 'tpe' }, problems[name], count, seed) <= enough);
    expect(reached.length).toBeGreaterThanOrEqual(7);
  });

  it.each([true, false])('with several objectives, for 7 of 8 seeds; multivariate: %s', (multivariate) => {
    // Of 6.27 that there are; random search comes to 4.5.
    const reached = seeds.filter((seed) => zdt1Volume({ type: 'tpe', multivariate }, 150, seed) >= 5.7);
    expect(reached.length).toBeGreaterThanOrEqual(7);
  });
});
