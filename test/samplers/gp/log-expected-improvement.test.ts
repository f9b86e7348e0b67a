import { expect, it } from 'vitest';
import { normalCdf } from '../../../src/math/normal.js';
import { logH, logHSlope } from '../../../src/samplers/gp/log-expected-improvement.js';

// Golden values: log(phi(z) + z Phi(z)) and Phi(z) / (phi(z) + z Phi(z)) in 50-digit arithmetic (Python's mpmath).
it.each([
  [-0.5, -1.62051626438732, 1.55987314834808],
  [-1, -2.4851210257126413, 1.904271233329692],
  [-2, -4.768783523917114, 2.679416883955586],
  [-5, -16.74430116266099, 5.361816241288088],
  [-10, -55.55312203612236, 10.194383033412553],
  [-40, -808.29856835662, 40.04990665764852],
  [-1e3, -500014.73445209116, 1000.001999994],
  [-1e5, -5000000023.94479, 100000.00002],
  [-1e8, -5000000000000038, 1e8],
])('is exact at %d', (z, value, slope) => {
  expect(Math.abs(logH(z) / value - 1)).toBeLessThan(1e-9);
  expect(Math.abs(logHSlope(z) / slope - 1)).toBeLessThan(1e-7);
});

it('is the logarithm of the expected improvement where that is no small number', () => {
  for (let z = -3; z <= 6; z += 0.25) {
    const direct = Math.exp(-0.5 * z * z) / Math.sqrt(2 * Math.PI) + z * normalCdf(z);
    expect(logH(z)).toBeCloseTo(Math.log(direct), 10);
  }
});

it('rises all the way', () => {
  const places = Array.from({ length: 400 }, (_, i) => -(10 ** (6 - i / 50)));
  const values = places.map(logH);
  values.slice(1).forEach((value, i) => {
    expect(value).toBeGreaterThan(values[i] as number);
  });
});
