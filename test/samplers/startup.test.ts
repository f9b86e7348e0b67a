import { describe, expect, it } from 'vitest';
import type { SearchSpace } from '../../src/core/search-space.js';
import type { Params, Trial } from '../../src/core/trial.js';
import { createRng, deriveSeed } from '../../src/math/rng.js';
import { createSampler } from '../../src/samplers/index.js';
import { contextOf } from '../fixtures/contexts.js';
import { completeTrial } from '../fixtures/trials.js';

const square: SearchSpace = {
  parameters: ['x', 'y'].map((name) => ({ name, distribution: { kind: 'float', low: 0, high: 1 } })),
};
const count = 8;

/** The first trials and one more, each complete before the next is asked for. */
function first(type: string, options: Record<string, unknown>): Params[] {
  const sampler = createSampler({ type, ...options });
  const trials: Trial[] = [];
  for (let number = 0; number <= count; number++) {
    const rng = createRng(deriveSeed(1, number, 'sampler'));
    const params = sampler.suggest(contextOf(square, trials, rng, { seed: 1 })) as Params;
    trials.push(completeTrial(number, [Math.abs(Number(params.x) - 0.3)], params));
  }
  return trials.map(({ params }) => params);
}

/** How many of the eighths of a parameter's range hold one of the startup trials. */
function strata(points: readonly Params[], name: string): number {
  return new Set(points.slice(0, count).map((params) => Math.floor(Number(params[name]) * count))).size;
}

describe.each([
  ['tpe', { startup_trials: count }, 'random'],
  ['gp', { startup_trials: count }, 'sobol'],
  ['nsga2', { population: count }, 'random'],
] as const)('%s', (type, options, usual) => {
  it.each(['sobol', 'latin-hypercube'])('begins with %s, one trial in each stratum', (startup) => {
    const points = first(type, { ...options, startup });
    expect([strata(points, 'x'), strata(points, 'y')]).toEqual([count, count]);
  });

  it(`begins with ${usual} if nothing is said`, () => {
    const points = first(type, options);
    expect(points).toEqual(first(type, { ...options, startup: usual }));
    expect(points.slice(0, count)).toEqual(first(usual, {}).slice(0, count));
    expect(points[count]).not.toEqual(first(usual, {})[count]);
  });
});
