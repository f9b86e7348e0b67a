import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Distribution, decode, encode, shareOf, valueAt, valueCount } from '../../src/core/distribution.js';
import { betaQuantile } from '../../src/math/beta.js';
import { normalQuantile } from '../../src/math/normal.js';
import { specFromObject } from '../../src/sweep-file/index.js';

type Settings = Readonly<Record<string, number>>;
type Quantile = (u: number, settings: Settings) => number;

const between = (u: number, low: number, high: number) => low + u * (high - low);
const uniform: Quantile = (u, { min = 0, max = 0 }) => between(u, min, max);
const logUniform: Quantile = (u, settings) => Math.exp(uniform(u, settings));
const logUniformValues: Quantile = (u, { min = 1, max = 1 }) => Math.exp(between(u, Math.log(min), Math.log(max)));
const normal: Quantile = (u, { mu = 0, sigma = 1 }) => mu + sigma * normalQuantile(u);
const logNormal: Quantile = (u, settings) => Math.exp(normal(u, settings));
const beta: Quantile = (u, { a = 1, b = 1 }) => betaQuantile(u, a, b);

/** The quantile of each distribution as W&B's `HyperParameter.ppf` defines it, before values are rounded to multiples of q. */
const quantiles: Readonly<Record<string, Quantile>> = {
  uniform,
  log_uniform: logUniform,
  log_uniform_values: logUniformValues,
  inv_log_uniform: (u, { min = 0, max = 0 }) => Math.exp(-between(1 - u, min, max)),
  inv_log_uniform_values: logUniformValues,
  normal,
  log_normal: logNormal,
  beta,
  q_uniform: uniform,
  q_log_uniform: logUniform,
  q_log_uniform_values: logUniformValues,
  q_normal: normal,
  q_log_normal: logNormal,
  q_beta: beta,
};

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });
const bounded = (low: fc.Arbitrary<number>) => fc.tuple(low, number(0.01, 5)).map(([min, width]) => ({ min, max: min + width }));
const normalSettings = fc.record({ mu: number(-5, 5), sigma: number(0.01, 2) });

function settingsOf(name: string): fc.Arbitrary<Settings> {
  if (name.endsWith('normal')) return normalSettings;
  if (name.endsWith('beta')) return fc.record({ a: number(0.5, 8), b: number(0.5, 8) });
  return bounded(name.endsWith('_values') ? number(0.01, 5) : number(-5, 5));
}

const q = fc.constantFrom(1, 2, 7, 0.1, 0.25, 0.3, 1e-3);

function distributionOf(name: string, settings: Settings): Distribution {
  const parameters = { x: { distribution: name, ...settings } };
  const { spec } = specFromObject({ metric: { name: 'm' }, parameters }, 'optimize()');
  return spec.space.parameters[0]?.distribution as Distribution;
}

describe.each(Object.keys(quantiles))("W&B's %s", (name) => {
  const isRounded = name.startsWith('q_');
  const cases = isRounded ? fc.tuple(settingsOf(name), q).map(([s, step]) => ({ ...s, q: step })) : settingsOf(name);

  it('has its quantiles, and they find their places again', () => {
    fc.assert(
      fc.property(cases, number(1e-12, 1 - 1e-12), (settings: Settings, u) => {
        const distribution = distributionOf(name, settings);
        const exact = (quantiles[name] as Quantile)(u, settings);
        const multiples = exact / (settings.q ?? 1);
        // On the border of two multiples, the last bit decides.
        fc.pre(!isRounded || Math.abs(Math.abs(multiples - Math.trunc(multiples)) - 0.5) > 1e-9);
        const value = decode(distribution, u) as number;
        const expected = isRounded ? Math.round(multiples) * (settings.q ?? 1) : exact;
        expect(Math.abs(value - expected)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(expected)));
        const [from, to] = shareOf(distribution, value);
        if (isRounded) expect(u).toSatisfy(() => u >= from - 1e-9 && u <= to + 1e-9);
        const place = encode(distribution, value);
        expect(place).toSatisfy(() => place >= from && place <= to);
        if (!isRounded) expect(Math.abs(place - u)).toBeLessThan(1e-6);
      }),
      { numRuns: 100, seed: 1 },
    );
  });

  if (!isRounded) return;

  it('shares [0, 1] among its multiples', () => {
    fc.assert(
      fc.property(cases, (settings: Settings) => {
        const distribution = distributionOf(name, settings);
        const count = valueCount(distribution);
        fc.pre(count < 3000);
        let end = 0;
        for (let i = 0; i < count; i++) {
          const [from, to] = shareOf(distribution, valueAt(distribution, i));
          expect(Math.abs(from - end)).toBeLessThan(1e-9);
          expect(to).toBeGreaterThanOrEqual(from);
          end = to;
        }
        expect(end).toBeCloseTo(1, 12);
      }),
      { numRuns: 30, seed: 2 },
    );
  });
});

describe('golden quantiles', () => {
  // scipy.stats: norm.ppf(0.975, 1, 2), lognorm.ppf(0.9, s=1), beta.ppf(0.5, 2, 3), beta.ppf(0.9, 0.5, 0.5).
  it.each([
    ['normal', { mu: 1, sigma: 2 }, 0.975, 4.919927969080108],
    ['log_normal', {}, 0.9, 3.602224479279157],
    ['beta', { a: 2, b: 3 }, 0.5, 0.385727568132389],
    ['beta', { a: 0.5, b: 0.5 }, 0.9, 0.975528258147577],
    ['q_normal', { sigma: 10, q: 5 }, 0.975, 20],
    ['q_log_normal', { q: 0.5 }, 0.9, 3.5],
    ['q_log_uniform_values', { min: 1, max: 100, q: 8 }, 0.1, 0],
    ['q_log_uniform_values', { min: 1, max: 100, q: 8 }, 0.5, 8],
    ['q_beta', { a: 2, b: 3, q: 0.25 }, 0.5, 0.5],
  ])('%s %o at %f is %f', (name, settings, u, value) => {
    expect(decode(distributionOf(name, settings as Settings), u)).toBeCloseTo(value, 12);
  });
});
