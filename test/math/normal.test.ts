import { describe, expect, it } from 'vitest';
import { erf, erfc, logNormalMass, normalCdf, normalQuantile, truncatedNormalQuantile } from '../../src/math/normal.js';

// Golden values: power series and continued fraction of erfc in 80-digit decimal arithmetic (Python's decimal module), quantiles
// of the truncated normal by bisection of those. None of it shares an approximation with the code under test.

function expectClose(actual: number, expected: number, digits = 1e-13): void {
  expect(Math.abs(actual - expected)).toBeLessThanOrEqual(digits * Math.max(Math.abs(expected), Number.MIN_VALUE));
}

it.each([
  [-3, 1.9999779095030015],
  [-0.3, 1.3286267594591274],
  [0.1, 0.88753708398171516],
  [0.46875, 0.50738652678206198],
  [0.5, 0.47950012218695348],
  [1, 0.15729920705028513],
  [2, 0.0046777349810472662],
  [4, 1.541725790028002e-8],
  [5, 1.5374597944280349e-12],
  [10, 2.0884875837625449e-45],
  [26, 5.6631924088561432e-296],
])('erfc(%d)', (x, expected) => {
  expectClose(erfc(x), expected, 1e-15);
  expectClose(erf(x), 1 - expected, 1e-14);
});

it.each([
  [-20, 2.7536241186062337e-89],
  [-8, 6.2209605742717839e-16],
  [-2, 0.022750131948179209],
  [-0.5, 0.30853753872598688],
  [0, 0.5],
  [1, 0.84134474606854293],
  [3, 0.9986501019683699],
  [6, 0.9999999990134123],
])('normalCdf(%d), and back', (z, expected) => {
  expectClose(normalCdf(z), expected);
  // Near 1 a double holds few digits of the upper tail.
  expectClose(normalQuantile(expected), z, z > 3 ? 1e-8 : 1e-12);
});

it('has infinite quantiles at the ends and none outside', () => {
  expect([0, 1, -0.1, 1.1].map(normalQuantile)).toEqual([
    Number.NEGATIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NaN,
    Number.NaN,
  ]);
});

describe('logNormalMass', () => {
  it.each([
    [-1, 1, -0.38171514630212605],
    [0, 0.001, -7.8266939788534655],
    [2, 3, -3.8443534263342056],
    [8, 8.5, -35.028792508579748],
    [30, 31, -454.32124395634327],
    [-41, -40, -804.6084420137538],
    [60, 61, -1805.0135606805673],
    [-100, -99.5, -4955.6441971594259],
    [-1, 50, -0.17275377902344988],
  ])('of [%d, %d]', (a, b, expected) => expectClose(logNormalMass(a, b), expected));

  it('of everything is 0', () => {
    expect(logNormalMass(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY)).toBe(0);
  });
});

describe('truncatedNormalQuantile', () => {
  it.each([
    [0.25, 0, 2, 0.30367557775062376],
    [0.9, -10, -8, -8.0129630494399571],
    [0.01, 5, 6, 5.0019307356682967],
    [0.5, 20, 30, 20.034541676514021],
    [0.999, -0.3, 4, 3.2161780653407654],
  ])('at %d of [%d, %d]', (p, a, b, expected) => expectClose(truncatedNormalQuantile(p, a, b), expected));

  it('ends at the bounds', () => {
    expect([truncatedNormalQuantile(0, -1, 2), truncatedNormalQuantile(1, -1, 2)]).toEqual([
      expect.closeTo(-1, 12),
      expect.closeTo(2, 12),
    ]);
  });
});
