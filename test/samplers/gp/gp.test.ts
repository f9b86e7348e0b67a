import { describe, expect, it } from 'vitest';
import { type Problem, problems } from '../../../bench/functions.js';
import type { SearchSpace } from '../../../src/core/search-space.js';
import type { Params, Trial } from '../../../src/core/trial.js';
import { createRng, deriveSeed } from '../../../src/math/rng.js';
import { createSampler } from '../../../src/samplers/index.js';
import { contextOf } from '../../fixtures/contexts.js';
import { completeTrial, failedTrial, prunedTrial, runningTrial } from '../../fixtures/trials.js';

function ask(space: SearchSpace, trials: readonly Trial[], seed = 0): Params {
  const rng = createRng(deriveSeed(seed, trials.length, 'sampler'));
  return createSampler({ type: 'gp' }).suggest(contextOf(space, trials, rng, { seed })) as Params;
}

/** The best of `count` trials in a row. */
function bestOf({ space, evaluate }: Problem, count: number, seed: number): number {
  const sampler = createSampler({ type: 'gp' });
  const trials: Trial[] = [];
  const losses: number[] = [];
  for (let number = 0; number < count; number++) {
    const rng = createRng(deriveSeed(seed, number, 'sampler'));
    const params = sampler.suggest(contextOf(space, trials, rng, { seed })) as Params;
    losses.push(evaluate(params));
    trials.push(completeTrial(number, losses.slice(-1), params));
  }
  return Math.min(...losses);
}

describe('finds the minimum', () => {
  // Random search comes to 1.1, -1.8 and 0.139 in the median after 50 trials.
  it.each([
    ['branin', 40, 0.4],
    ['hartmann6', 60, -3.1],
    ['m1', 60, 0.1],
  ] as const)(
    'of %s in %d trials, for 4 of 5 seeds',
    (name, count, enough) => {
      const reached = [0, 1, 2, 3, 4].filter((seed) => bestOf(problems[name], count, seed) <= enough);
      expect(reached.length).toBeGreaterThanOrEqual(4);
    },
    60_000,
  );
});

const line: SearchSpace = { parameters: [{ name: 'x', distribution: { kind: 'float', low: 0, high: 1 } }] };

/** The lowest loss is at 0.7. */
const parabola = Array.from({ length: 12 }, (_, i) => completeTrial(i, [(i / 11 - 0.7) ** 2], { x: i / 11 }));

function askAt(trials: readonly Trial[], space = line): number {
  return ask(space, trials).x as number;
}

it('proposes where the model expects the minimum', () => {
  expect(Math.abs(askAt(parabola) - 0.7)).toBeLessThan(0.03);
});

it('sends trials beside running ones elsewhere', () => {
  const trials: Trial[] = [...parabola];
  for (let i = 0; i < 4; i++) trials.push(runningTrial(trials.length, [], { x: askAt(trials) }));
  const places = trials.slice(parabola.length).map(({ params }) => params.x as number);
  expect(new Set(places.map((x) => x.toFixed(4))).size).toBe(4);
});

describe('where nothing is known but of trials that did not end', () => {
  const reported = parabola
    .filter(({ params: { x } }) => Math.abs(Number(x) - 0.7) > 0.1)
    .map((trial, number) => completeTrial(number, [1 + trial.loss, trial.loss], trial.params));
  const around = [0.66, 0.7, 0.74].map((x, i) => ({ number: reported.length + i, params: { x } }));
  const distance = (trials: readonly Trial[]) => Math.abs(askAt([...reported, ...trials]) - 0.7);

  it('goes there if nothing speaks against it', () => {
    expect(distance([])).toBeLessThan(0.06);
  });

  it('keeps away if they failed', () => {
    expect(distance(around.map(({ number, params }) => failedTrial(number, params)))).toBeGreaterThan(0.06);
  });

  it('keeps away if they were pruned with a loss worse than others had there, and does not if it was better', () => {
    const pruned = (loss: number) => around.map(({ number, params }) => prunedTrial(number, [loss], params));
    expect(distance(pruned(1.4))).toBeGreaterThan(0.06);
    expect(distance(pruned(0.999))).toBeLessThan(0.06);
  });
});

it('does not come back to where all trials are pruned before anybody knows how they end', () => {
  const parameters = [...line.parameters, { name: 'n', distribution: { kind: 'int', low: 1, high: 5 } } as const];
  const space: SearchSpace = { parameters };
  const course = ({ x, n }: Params) => [1, 2, 4, 8, 16, 32, 40].map((step) => ({ step, loss: Number(x) + Number(n) / step }));
  const sampler = createSampler({ type: 'gp' });
  const trials: Trial[] = [];
  for (let number = 0; number < 60; number++) {
    const rng = createRng(deriveSeed(1, number, 'sampler'));
    const params = sampler.suggest(contextOf(space, trials, rng, { seed: 1, epochs: 40 })) as Params;
    // As halving at the first step does once it knows some trials.
    const isPruned = number > 3 && (course(params)[0]?.loss as number) > 2.6;
    const reports = course(params)
      .slice(0, isPruned ? 1 : 7)
      .map((report) => ({ ...report, metrics: { loss: report.loss } }));
    const loss = reports.at(-1)?.loss as number;
    trials.push(
      isPruned ? { ...prunedTrial(number, [loss], params), reports } : { ...completeTrial(number, [loss], params), reports },
    );
  }
  expect(trials.filter(({ params }) => Number(params.n) >= 4).length).toBeLessThan(20);
});

it('looks where the user expects good values, as long as trials do not say otherwise', () => {
  const parameters = line.parameters.map((parameter) => ({ ...parameter, prior: { centre: 0.2, confidence: 'high' as const } }));
  const flat = Array.from({ length: 12 }, (_, i) => completeTrial(i, [0.5], { x: i / 11 }));
  expect(Math.abs(askAt(flat, { parameters }) - 0.2)).toBeLessThan(0.15);
  expect(Math.abs(askAt(parabola, { parameters }) - 0.7)).toBeLessThan(0.1);
});

it('takes one of the recorded rows where there are no other points', () => {
  const rows = [0.05, 0.33, 0.68, 0.95].map((x) => ({ x }));
  expect(askAt(parabola, { ...line, rows })).toBe(0.68);
});

describe('a normal distribution', () => {
  const normal: SearchSpace = {
    parameters: [
      { name: 'x', distribution: { kind: 'float', low: -8.3, high: 8.3, shape: { type: 'normal', mean: 0, deviation: 1 } } },
    ],
  };

  it('is searched no farther out than random points would come, though the loss falls without end', () => {
    const trials: Trial[] = [];
    for (let number = 0; number < 30; number++) {
      const x = askAt(trials, normal);
      trials.push(completeTrial(number, [-x], { x }));
    }
    const farthest = Math.max(...trials.map(({ params }) => params.x as number));
    // The quantiles of 1 - 1 / 40 and 1 - 1 / 100: 1.96 and 2.33.
    expect(farthest).toBeGreaterThan(1.9);
    expect(farthest).toBeLessThan(2.4);
  });
});
