import { describe, expect, it } from 'vitest';
import { type Distribution, decode, encode, valueAt, valueCount } from '../../src/core/distribution.js';
import type { Parameter, Prior, SearchSpace } from '../../src/core/search-space.js';
import type { Params } from '../../src/core/trial.js';
import { createRng, deriveSeed } from '../../src/math/rng.js';
import { createSampler } from '../../src/samplers/index.js';
import { logPriorDensity, priorPlace, priorShare } from '../../src/samplers/prior.js';
import { randomPoint } from '../../src/samplers/random.js';
import { contextOf } from '../fixtures/contexts.js';
import { completeTrial } from '../fixtures/trials.js';

const rate: Distribution = { kind: 'float', low: 1e-4, high: 1, log: true };
const optimizer: Distribution = { kind: 'categorical', choices: ['sgd', 'adam', 'adamw'] };

function parameter(distribution: Distribution, centre: Prior['centre'], confidence: Prior['confidence']): Parameter {
  return { name: 'x', distribution, prior: { centre, confidence } };
}

function draws(of: Parameter, count: number): unknown[] {
  const rng = createRng(1);
  return Array.from({ length: count }, () => decode(of.distribution, priorPlace(of, rng.next())));
}

describe('priorPlace', () => {
  it('lies around the centre, the closer the surer the user is', () => {
    const spread = (confidence: Prior['confidence']) => {
      const units = draws(parameter(rate, 0.01, confidence), 2000).map((value) => encode(rate, value as number) - 0.5);
      return Math.sqrt(units.reduce((sum, offset) => sum + offset ** 2, 0) / units.length);
    };
    // The standard deviations of normals of 0.125, 0.25 and 0.5, truncated to one half on either side.
    expect(spread('high')).toBeCloseTo(0.1249, 2);
    expect(spread('medium')).toBeCloseTo(0.2199, 2);
    expect(spread('low')).toBeCloseTo(0.2698, 2);
  });

  it('takes the centre among categorical values more often: 6 of 8 times where the user is sure', () => {
    const taken = draws(parameter(optimizer, 'adam', 'high'), 4000).filter((choice) => choice === 'adam').length;
    expect(taken / 4000).toBeCloseTo(6 / 8, 1);
  });
});

describe('logPriorDensity', () => {
  it('is 0 without a prior', () => {
    expect(logPriorDensity({ name: 'x', distribution: rate }, 0.3)).toBe(0);
  });

  it('is that of the truncated normal', () => {
    // ln of 1 / (0.25 sqrt(2 pi)) over the mass of [-2, 2], 0.9544997361036416.
    expect(logPriorDensity(parameter(rate, 0.01, 'medium'), 0.01)).toBeCloseTo(0.5139237402076081, 12);
  });

  it.each<[string, Distribution, Prior['centre']]>([
    ['integers', { kind: 'int', low: 1, high: 9 }, 3],
    ['ordinal values', { kind: 'ordinal', choices: [16, 32, 64] }, 64],
    ['choices', { kind: 'categorical', choices: ['a', 'b', 'c'], weights: [0.7, 0.2, 0.1] }, 'c'],
  ])('leaves probabilities that sum to 1 over %s', (_, distribution, centre) => {
    const of = parameter(distribution, centre, 'high');
    const values = Array.from({ length: valueCount(distribution) }, (_value, i) => valueAt(distribution, i));
    const plain = (i: number) =>
      distribution.kind === 'categorical' ? (distribution.weights?.[i] as number) : 1 / values.length;
    const total = values.reduce<number>((sum, value, i) => sum + plain(i) * Math.exp(logPriorDensity(of, value)), 0);
    expect(total).toBeCloseTo(1, 12);
  });
});

it('rules fewer random points as trials finish', () => {
  const space = { parameters: [parameter(optimizer, 'adam', 'high')] };
  const share = (finished: number) => {
    const trials = Array.from({ length: finished }, (_, i) => completeTrial(i, [1], { x: 'sgd' }));
    const rng = createRng(3);
    return Array.from({ length: 500 }, () => randomPoint(space, rng, trials)).filter(({ x }) => x === 'adam').length / 500;
  };
  // A third of the plain points has it too.
  const expected = (finished: number) => priorShare(finished) * 0.75 + (1 - priorShare(finished)) / 3;
  expect(share(0)).toBeCloseTo(expected(0), 1);
  expect(share(200)).toBeCloseTo(expected(200), 1);
  expect(priorShare(200)).toBeLessThan(0.1);
});

it.each(['sobol', 'latin-hypercube'])('leads the points of %s, which stay spread, as it leads random ones', (type) => {
  const places = (space: SearchSpace) => {
    const sampler = createSampler({ type });
    return Array.from({ length: 32 }, (_, number) => {
      const context = {
        ...contextOf(space, [], createRng(deriveSeed(1, number, 'sampler')), { trials: 32 }),
        trialNumber: number,
      };
      return encode(rate, (sampler.suggest(context) as Params).x as number);
    });
  };
  const deviation = (units: readonly number[]) =>
    Math.sqrt(units.reduce((sum, unit) => sum + (unit - 0.5) ** 2, 0) / units.length);
  const plain = places({ parameters: [{ name: 'x', distribution: rate }] });
  const led = places({ parameters: [parameter(rate, 0.01, 'high')] });
  // Of an even spread, and of three quarters in a normal of a deviation of 0.125.
  expect(deviation(plain)).toBeCloseTo(Math.sqrt(1 / 12), 1);
  expect(deviation(led)).toBeCloseTo(Math.sqrt((3 / 4) * 0.125 ** 2 + 1 / 48), 1);
  expect(deviation(led)).toBeLessThan(0.8 * deviation(plain));
  expect(new Set(led).size).toBe(32);
});
