import { describe, expect, it } from 'vitest';
import { problems } from '../../bench/functions.js';
import type { Parameter } from '../../src/core/search-space.js';
import type { Params, Trial } from '../../src/core/trial.js';
import { createRng } from '../../src/math/rng.js';
import { createSampler } from '../../src/samplers/index.js';
import { contextOf } from '../fixtures/contexts.js';
import { bestOf } from '../fixtures/search.js';
import { prunedTrial } from '../fixtures/trials.js';

const rate: Parameter = { name: 'rate', distribution: { kind: 'float', low: 0, high: 1 } };
const layers: Parameter = { name: 'layers', distribution: { kind: 'int', low: 1, high: 9 } };
const loss: Parameter = { name: 'loss', distribution: { kind: 'categorical', choices: ['mse', 'focal'] } };

const explained = (parameters: readonly Parameter[], plan: { stopsEarly?: boolean; epochs?: number; workers?: number } = {}) =>
  createSampler({ type: 'auto' }).explain?.({
    space: { parameters },
    plan: { objectives: [{ metric: 'loss', goal: 'minimize' }], seed: 1, ...plan },
  });

describe('the sampler auto', () => {
  it('takes the Gaussian process where trials run to their end, and TPE where too many run at a time', () => {
    expect(explained([rate, layers])).toMatch(/^method gp:/);
    expect(explained([rate, layers], { epochs: 50 })).toMatch(/^method gp:/);
    expect(explained([rate, layers], { workers: 100 })).toMatch(/^method tpe:/);
  });

  it('takes CMA-ES for numbers where most trials are stopped early', () => {
    expect(explained([rate, layers], { stopsEarly: true, epochs: 50 })).toMatch(/^method cmaes:/);
    expect(explained([rate, layers], { stopsEarly: true, epochs: 3 })).toMatch(/^method gp:/);
    expect(explained([rate, layers, loss], { stopsEarly: true, epochs: 50 })).toMatch(/^method gp:/);
    expect(explained([rate], { stopsEarly: true, epochs: 50 })).toMatch(/^method gp:/);
  });

  it.each([
    ['cmaes', 0.01],
    ['gp', 0.2],
  ] as const)('proposes with %s after a pruning that does harm with a chance of %d', (type, harm) => {
    const space = { parameters: [rate, layers] };
    const trials: Trial[] = [];
    const suggestion = (sampler: string): Params | 'exhausted' => {
      const context = contextOf(space, trials, createRng(trials.length));
      return createSampler({ type: sampler }).suggest({ ...context, plan: { ...context.plan, stopsEarly: true, epochs: 50 } });
    };
    for (let number = 0; number < 20; number++) {
      const trial = prunedTrial(number, [number % 7], suggestion('random') as Params);
      const reports = trial.reports.map((report) => ({ ...report, decision: { verdict: 'prune', numbers: { harm } } as const }));
      trials.push({ ...trial, reports });
    }
    expect(suggestion('auto')).toEqual(suggestion(type));
    expect(suggestion('auto')).not.toEqual(suggestion(type === 'gp' ? 'cmaes' : 'gp'));
  });
});

describe('auto finds the minimum', () => {
  // Random search comes to 1.1, 0.15 and -2.3 in the median after as many trials.
  it.each([
    ['branin', 40, 0.45],
    ['m1', 40, 0.12],
  ] as const)('of %s in %d trials that run to their end, for 4 of 5 seeds', (name, count, enough) => {
    const reached = [0, 1, 2, 3, 4].filter((seed) => bestOf({ type: 'auto' }, problems[name], count, seed) <= enough);
    expect(reached.length).toBeGreaterThanOrEqual(4);
  });

  it('of hartmann6 in 120 of those that may be stopped early, for 7 of 8 seeds', () => {
    const plan = { stopsEarly: true, epochs: 50 };
    const reached = [0, 1, 2, 3, 4, 5, 6, 7].filter(
      (seed) => bestOf({ type: 'auto' }, problems.hartmann6, 120, seed, plan) <= -2.9,
    );
    expect(reached.length).toBeGreaterThanOrEqual(7);
  });
});
