import { expect, it } from 'vitest';
import { defaultPopulation, strategyOf } from '../../../src/samplers/cmaes/strategy.js';

it('has the strategy parameters of the reference for n = 10', () => {
  // From pycma 4 (CMAEvolutionStrategy(10 * [0], 1)): popsize, weights, mueff, c1, cmu and cs.
  const weights = [
    0.45627264690340597, 0.2707530970017852, 0.16223111715866978, 0.08523354710016448, 0.025509591835974777, -0.08001260758087224,
    -0.22176416099914653, -0.34455494178482093, -0.45286408637842196, -0.5497499176973853,
  ];
  const strategy = strategyOf(10);
  expect([strategy.population, strategy.parents]).toEqual([10, 5]);
  strategy.weights.forEach((weight, i) => {
    expect(weight).toBeCloseTo(weights[i] as number, 12);
  });
  expect(strategy.muEff).toBeCloseTo(3.1672992814107017, 12);
  expect(strategy.c1).toBeCloseTo(0.015283824524751714, 12);
  expect(strategy.cMu).toBeCloseTo(0.02355177665041747, 12);
});

it('follows the table of the tutorial', () => {
  // Table 1, worked out by hand for n = 10 and mu_eff = 3.1673: (55), (56) and E||N(0, I)||.
  const { cSigma, dSigma, cC, chiN } = strategyOf(10);
  expect(cSigma).toBeCloseTo(5.1673 / 18.1673, 5);
  expect(dSigma).toBeCloseTo(1 + 5.1673 / 18.1673, 5);
  expect(cC).toBeCloseTo(4.31673 / 14.63346, 5);
  expect(chiN).toBeCloseTo(3.0847, 4);
  expect([1, 2, 5, 8, 40].map(defaultPopulation)).toEqual([4, 6, 8, 10, 15]);
});

it.each([2, 5, 30])('leaves the covariance positive: for n = %d the negative weights stay within their bound', (n) => {
  const { weights, c1, cMu } = strategyOf(n);
  const sum = weights.reduce((a, b) => a + b, 0);
  // Decay of C in (47) without new steps.
  expect(1 - c1 - cMu * sum).toBeGreaterThan(0);
  expect(weights.filter((w) => w > 0).reduce((a, b) => a + b, 0)).toBeCloseTo(1, 12);
});
