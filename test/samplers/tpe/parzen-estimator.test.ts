import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Choice, type Distribution, isListed, shareOf, valueAt, valueCount } from '../../../src/core/distribution.js';
import type { Parameter, Prior } from '../../../src/core/search-space.js';
import { createRng, type Rng } from '../../../src/math/rng.js';
import { emptyCandidates, valuesOf } from '../../../src/samplers/tpe/candidates.js';
import { columnsOf } from '../../../src/samplers/tpe/columns.js';
import { Observations } from '../../../src/samplers/tpe/observations.js';
import { ParzenEstimator } from '../../../src/samplers/tpe/parzen-estimator.js';
import { fading } from '../../../src/samplers/tpe/weights.js';
import { completeTrial } from '../../fixtures/trials.js';

/** The estimator from values of one parameter, oldest first. */
function estimatorOf(parameter: Parameter, values: readonly Choice[]) {
  const columns = columnsOf([parameter]);
  const observations = new Observations(columns);
  observations.follow(values.map((value, number) => completeTrial(number, [0], { [parameter.name]: value })));
  const estimator = new ParzenEstimator(observations, { guessed: true });
  estimator.fit(fading(Int32Array.from(values, (_, number) => number)), 1);
  return {
    logDensity(value: Choice): number {
      const candidates = emptyCandidates(1, 1);
      const { distribution } = parameter;
      const stretch =
        distribution.kind === 'categorical' ? [distribution.choices.indexOf(value), 0] : shareOf(distribution, value);
      [candidates.from[0], candidates.to[0]] = stretch as [number, number];
      return estimator.logDensities(candidates)[0] as number;
    },
    sample(rng: Rng): Choice {
      const candidates = emptyCandidates(1, 1);
      estimator.sample(candidates, 0, rng);
      return valuesOf(columns, candidates, 0)[parameter.name] as Choice;
    },
  };
}

function estimator(distribution: Distribution, values: readonly Choice[], prior?: Prior) {
  return estimatorOf({ name: 'x', distribution, ...(prior && { prior }) }, values);
}

describe('logDensities', () => {
  // Golden values: the mixture's formula, written out with the kernels named below, in 80-digit decimal arithmetic. That of the
  // float is of its place in [0, 1], ten times that of its value.
  it.each([
    [0, -2.38644706820182],
    [2.5, -2.00626757627961],
    [9, -2.73001970616217],
  ])('of a float at %d: N(2, 2), N(3, 4), N(7, 4) and the prior N(5, 10), truncated to [0, 10]', (x, expected) => {
    expect(estimator({ kind: 'float', low: 0, high: 10 }, [2, 3, 7]).logDensity(x)).toBeCloseTo(expected + Math.log(10), 12);
  });

  it.each([
    [1, -1.53198729956601],
    [2, -1.16065887360532],
    [3, -1.31377687501196],
    [4, -1.60042057273978],
  ])('of an integer at %d: the mass of [x - 1/2, x + 1/2] of N(2, 0.8), N(2, 2), N(4, 2) and N(2.5, 4)', (x, expected) => {
    expect(estimator({ kind: 'int', low: 1, high: 4 }, [2, 2, 4]).logDensity(x)).toBeCloseTo(expected, 12);
  });

  it("has the user's guess for its prior", () => {
    // Without trials: N(0.2, 0.25) truncated to [0, 1], at its centre; the mass is that of [-0.8, 3.2].
    const density = estimator({ kind: 'float', low: 0, high: 10 }, [], { centre: 2, confidence: 'medium' });
    expect(density.logDensity(2)).toBeCloseTo(Math.log(1 / (0.25 * Math.sqrt(2 * Math.PI)) / 0.787457463478688), 12);
  });

  it.each<[string, Distribution, Choice[]]>([
    ['integers', { kind: 'int', low: 1, high: 9 }, [2, 9, 5, 5]],
    ['integers on a log scale', { kind: 'int', low: 1, high: 40, log: true }, [1, 40, 3]],
    ['stepped floats', { kind: 'float', low: 0, high: 1, step: 0.25 }, [0.25, 1]],
    ['ordinal values', { kind: 'ordinal', choices: ['s', 'm', 'l'] }, ['l', 'l', 's', 'l']],
    ['choices', { kind: 'categorical', choices: ['a', 'b', 'c'], weights: [0.7, 0.2, 0.1] }, ['b', 'b', 'c']],
    ['choices without observations', { kind: 'categorical', choices: ['a', 'b'] }, []],
  ])('sums to 1 over %s', (_, distribution, observed) => {
    const values = isListed(distribution)
      ? distribution.choices
      : Array.from({ length: valueCount(distribution) }, (_value, i) => valueAt(distribution, i));
    const density = estimator(distribution, observed);
    const total = values.reduce<number>((sum, value) => sum + Math.exp(density.logDensity(value)), 0);
    expect(total).toBeCloseTo(1, 12);
  });

  it('is the product over parameters of each kernel, however far it is away', () => {
    const columns = columnsOf([
      { name: 'a', distribution: { kind: 'float', low: 0, high: 1 } },
      { name: 'b', distribution: { kind: 'categorical', choices: ['x', 'y'] } },
      { name: 'c', distribution: { kind: 'int', low: 0, high: 3 } },
    ]);
    const observations = new Observations(columns);
    observations.follow([completeTrial(0, [0], { a: 0.5, b: 'x', c: 1 })]);
    const density = new ParzenEstimator(observations, { guessed: false });
    density.fit(fading(Int32Array.of(0)), 1);
    const candidates = emptyCandidates(1, 3);
    candidates.from.set([0.25, 1, 0.75]);
    candidates.to.set([0.25, 1, 1]);
    // One trial at 0.5, x and 0.375, so deviations of 0.5 and 0.625, and sqrt(2) counts beside its own of x; the prior has mean
    // 0.5 and deviation 1. Densities and masses by the error function of Python's math module.
    const ofTrial = 1.0314069011438771 * (Math.SQRT1_2 / (1 + Math.SQRT2)) * 0.20384336154174124;
    const ofPrior = 1.0097752693397843 * 0.5 * 0.24223060482425504;
    expect(density.logDensities(candidates)[0]).toBeCloseTo(Math.log((ofTrial + ofPrior) / 2), 12);
  });
});

describe('leastRelativeTo', () => {
  it('finds the candidate that all densities together tell, the first of equal ones', () => {
    const kernels = 700;
    const columns = columnsOf([
      { name: 'a', distribution: { kind: 'float', low: 0, high: 1 } },
      { name: 'b', distribution: { kind: 'categorical', choices: ['x', 'y'] } },
      { name: 'c', distribution: { kind: 'int', low: 0, high: 3 } },
    ]);
    for (let seed = 0; seed < 30; seed++) {
      const rng = createRng(seed);
      const observations = new Observations(columns);
      observations.follow(
        Array.from({ length: kernels }, (_, number) =>
          completeTrial(number, [0], { a: rng.next() ** 2, b: rng.next() < 0.9 ? 'x' : 'y', c: Math.floor(rng.next() * 4) }),
        ),
      );
      const density = new ParzenEstimator(observations, { guessed: false });
      density.fit(fading(Int32Array.from({ length: kernels }, (_, number) => number)), 1);
      const candidates = emptyCandidates(24, 3);
      for (let c = 0; c < 24; c++) density.sample(candidates, c, createRng(c % 12)); // each twice
      const logs = Float64Array.from({ length: 24 }, (_, c) => Math.sin(7 * (c % 12)));
      const margins = density.logDensities(candidates).map((log, c) => (logs[c] as number) - log);
      const [largest = 0, second = 0] = [...margins].sort((a, b) => b - a);
      const found = density.leastRelativeTo(logs, candidates);
      expect(found.candidate).toBe(margins.indexOf(largest));
      expect(found.margin).toBeCloseTo(largest, 9);
      expect(found.runnerUp).toBeCloseTo(second, 9);
    }
  });
});

describe('sample', () => {
  it.each<[string, Distribution, Choice[]]>([
    ['choices', { kind: 'categorical', choices: ['a', 'b', 'c'], weights: [0.5, 0.3, 0.2] }, ['b', 'b', 'c']],
    ['integers', { kind: 'int', low: 1, high: 4 }, [2, 2, 4]],
  ])('follows the density of %s', (_, distribution, observed) => {
    const density = estimator(distribution, observed);
    const rng = createRng(1);
    const samples = Array.from({ length: 20_000 }, () => density.sample(rng));
    for (const x of new Set(samples)) {
      const share = samples.filter((sample) => sample === x).length / samples.length;
      expect(share).toBeCloseTo(Math.exp(density.logDensity(x)), 1.7);
    }
  });
});

describe('fit', () => {
  it('comes to the same from whatever it was fitted to before', () => {
    const parameters: Parameter[] = [
      { name: 'a', distribution: { kind: 'float', low: 0, high: 1 } },
      { name: 'b', distribution: { kind: 'int', low: 0, high: 5 } },
      { name: 'c', distribution: { kind: 'categorical', choices: ['x', 'y', 'z'] } },
    ];
    const rng = createRng(7);
    const trials = Array.from({ length: 150 }, (_, number) =>
      completeTrial(number, [0], {
        a: Math.floor(rng.next() * 50) / 50,
        b: Math.floor(rng.next() * 6),
        c: ['x', 'y', 'z'][number % 3] as string,
      }),
    );
    const observations = new Observations(columnsOf(parameters));
    observations.follow(trials);
    const candidates = emptyCandidates(8, 3);
    const subsets = fc.array(fc.uniqueArray(fc.nat(149), { maxLength: 140 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(subsets, (sets) => {
        const followed = new ParzenEstimator(observations, { guessed: false });
        for (const numbers of sets) followed.fit(fading(Int32Array.from(numbers).sort()), 1);
        const anew = new ParzenEstimator(observations, { guessed: false });
        anew.fit(fading(Int32Array.from(sets.at(-1) as number[]).sort()), 1);
        for (let c = 0; c < 8; c++) anew.sample(candidates, c, createRng(c));
        expect(followed.logDensities(candidates)).toEqual(anew.logDensities(candidates));
      }),
      { numRuns: 40 },
    );
  });
});
