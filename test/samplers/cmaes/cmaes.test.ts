import { describe, expect, it } from 'vitest';
import type { SearchSpace } from '../../../src/core/search-space.js';
import type { CompleteTrial, Params, RunningTrial, Trial } from '../../../src/core/trial.js';
import { createRng } from '../../../src/math/rng.js';
import { createSampler } from '../../../src/samplers/index.js';
import { contextOf } from '../../fixtures/contexts.js';
import { mixedSpace } from '../../fixtures/search-spaces.js';
import { completeTrial, failedTrial } from '../../fixtures/trials.js';

const cube = (n: number): SearchSpace => ({
  parameters: Array.from({ length: n }, (_, i) => ({ name: `x${i}`, distribution: { kind: 'float', low: -4, high: 6 } })),
});

/** The best loss of `n` trials, of which `parallel` run at a time and finish in a jumbled order. */
function search(space: SearchSpace, loss: (params: Params) => number, n: number, seed: number, parallel = 1): number {
  const sampler = createSampler({ type: 'cmaes' });
  const trials: Trial[] = [];
  const running: number[] = [];
  let time = 0;
  const finish = () => {
    const [number] = running.splice((time * 7) % running.length, 1) as [number];
    const { params } = trials[number] as RunningTrial;
    trials[number] = { ...completeTrial(number, [loss(params)], params), finishedAt: ++time };
  };
  for (let number = 0; number < n; number++) {
    const params = sampler.suggest(contextOf(space, trials, createRng(1000 * seed + number), { seed })) as Params;
    trials.push({ state: 'running', number, params, attempt: 1, reports: [], startedAt: time });
    running.push(number);
    if (running.length === parallel) finish();
  }
  while (running.length > 0) finish();
  return Math.min(...trials.map((trial) => (trial as CompleteTrial).loss));
}

const seeds = [1, 2, 3, 4, 5, 6, 7, 8];
const reaching = (losses: readonly number[], bound: number) => losses.filter((loss) => loss < bound).length;

describe('cmaes', () => {
  it('follows the valley of Rosenbrock’s function', () => {
    const rosenbrock = (params: Params) => {
      const [x = 0, y = 0, z = 0] = Object.values(params) as number[];
      return 100 * (y - x * x) ** 2 + (1 - x) ** 2 + 100 * (z - y * y) ** 2 + (1 - y) ** 2;
    };
    const losses = seeds.map((seed) => search(cube(3), rosenbrock, 400, seed));
    expect(reaching(losses, 0.1)).toBeGreaterThanOrEqual(6);
  });

  it.each([
    [1, 5e-4],
    [3, 1e-3],
    [10, 3e-3],
  ])('bears %d trials at a time, which finish out of order', (parallel, bound) => {
    const sphere = (params: Params) => (Object.values(params) as number[]).reduce((sum, x) => sum + (x - 2) ** 2, 0);
    const losses = seeds.map((seed) => search(cube(4), sphere, 240, seed, parallel));
    expect(reaching(losses, bound)).toBe(8);
  });

  it('does not get stuck on a whole number', () => {
    // The continuous coordinates converge first; the best layer count lies far from the middle.
    const space: SearchSpace = {
      parameters: [
        { name: 'x', distribution: { kind: 'float', low: -4, high: 6 } },
        { name: 'y', distribution: { kind: 'float', low: -4, high: 6 } },
        { name: 'layers', distribution: { kind: 'int', low: 1, high: 20 } },
        { name: 'wide', distribution: { kind: 'ordinal', choices: [false, true] } },
      ],
    };
    const loss = ({ x, y, layers, wide }: Params) =>
      ((x as number) - 1) ** 2 + ((y as number) + 1) ** 2 + 0.01 * ((layers as number) - 17) ** 2 + (wide ? 0 : 0.05);
    const losses = seeds.map((seed) => search(space, loss, 250, seed));
    // The next best layer count costs 0.01.
    expect(reaching(losses, 0.005)).toBeGreaterThanOrEqual(7);
  });

  it('begins at the centre of a prior, as near as the user is sure', () => {
    const parameters = [
      {
        name: 'rate',
        distribution: { kind: 'float', low: 1e-6, high: 1, log: true },
        prior: { centre: 1e-2, confidence: 'high' },
      },
      { name: 'dropout', distribution: { kind: 'float', low: 0, high: 1 } },
    ] as const;
    const sampler = createSampler({ type: 'cmaes' });
    const points = Array.from({ length: 64 }, (_, i) => ({
      ...contextOf({ parameters }, [], createRng(i)),
      trialNumber: i,
    })).map((context) => sampler.suggest(context) as { rate: number; dropout: number });
    const exponents = points.map(({ rate }) => Math.log10(rate));
    const mean = exponents.reduce((sum, exponent) => sum + exponent, 0) / 64;
    const deviation = Math.sqrt(exponents.reduce((sum, exponent) => sum + (exponent - mean) ** 2, 0) / 64);
    expect(Math.abs(mean + 2)).toBeLessThan(0.1);
    // 0.125 of six decades, narrower than sigma0.
    expect(Math.abs(deviation - 0.75)).toBeLessThan(0.12);
  });

  it('learns nothing from a generation of failures, and keeps from where they are', () => {
    const sampler = createSampler({ type: 'cmaes' });
    const trials: Trial[] = [];
    for (let number = 0; number < 60; number++) {
      const params = sampler.suggest(contextOf(cube(2), trials, createRng(number))) as { x0: number; x1: number };
      const sound = params.x0 < 1;
      trials.push(sound ? completeTrial(number, [params.x0 ** 2 + params.x1 ** 2], params) : failedTrial(number, params));
    }
    expect(trials.slice(30).filter(({ state }) => state === 'failed').length).toBeLessThan(6);
  });

  it('leaves categorical and conditional parameters to TPE', () => {
    // Where momentum is part of the trial, it should be near 0.9; of the optimizers sgd is best.
    const loss = ({ rate, optimizer, momentum }: Params) =>
      (Math.log10(rate as number) + 2) ** 2 + (optimizer === 'sgd' ? 4 * ((momentum as number) - 0.9) ** 2 : 1);
    const losses = seeds.map((seed) => search(mixedSpace, loss, 120, seed));
    expect(reaching(losses, 0.05)).toBeGreaterThanOrEqual(6);
  });

  it('wants one objective', () => {
    const objectives = [
      { metric: 'error', goal: 'minimize' },
      { metric: 'seconds', goal: 'minimize' },
    ] as const;
    expect(() => createSampler({ type: 'cmaes' }).suggest(contextOf(cube(2), [], createRng(0), { objectives }))).toThrow(
      'Expected one objective for the sampler cmaes, got 2 (error, seconds): take nsga2 or tpe',
    );
  });
});
