import { describe, expect, it } from 'vitest';
import { distributionOf, sweepOf } from './sweep.js';

const range = (kind: 'float' | 'int', low: number, high: number, more = {}) => ({ kind, low, high, ...more });
const choices = (...values: unknown[]) => ({ kind: 'categorical', choices: values });

describe('what the keys of a parameter mean', () => {
  it.each([
    ['{ value: 3 }', choices(3)],
    ['{ value: null }', choices(null)],
    ['{ values: [a, 1, true, null] }', choices('a', 1, true, null)],
    ['{ values: [a, b], probabilities: [0.25, 0.75] }', { ...choices('a', 'b'), weights: [0.25, 0.75] }],
    [
      '{ distribution: categorical_w_probabilities, values: [a, b], probabilities: [0.5, 0.5] }',
      { ...choices('a', 'b'), weights: [0.5, 0.5] },
    ],
    ['{ distribution: constant, value: x }', choices('x')],
    ['{ min: 1, max: 8 }', range('int', 1, 8)],
    ['{ min: 1.0, max: 8 }', range('float', 1, 8)],
    ['{ min: 0, max: 1e1 }', range('float', 0, 10)],
    ['{ min: 0x10, max: 0x20 }', range('int', 16, 32)],
    ['{ distribution: uniform, min: 1, max: 8 }', range('float', 1, 8)],
    ['{ distribution: int_uniform, min: 1.0, max: 8.0 }', range('int', 1, 8)],
    ['{ min: 1e-4, max: 1e-1, log: true }', range('float', 1e-4, 1e-1, { log: true })],
    ['{ min: 1, max: 64, log: true }', range('int', 1, 64, { log: true })],
    ['{ min: 0.0, max: 1.0, log: false }', range('float', 0, 1)],
    ['{ distribution: log_uniform_values, min: 1, max: 64 }', range('float', 1, 64, { log: true })],
    ['{ distribution: inv_log_uniform_values, min: 1, max: 64 }', range('float', 1, 64, { log: true })],
    [
      '{ distribution: q_log_uniform_values, min: 1.4, max: 64 }',
      range('int', 1, 64, { log: true, step: 1, shape: { type: 'uniform', low: Math.log(1.4), high: Math.log(64) } }),
    ],
    [
      '{ distribution: q_log_uniform_values, min: 1, max: 10, q: 4 }',
      range('int', 0, 8, { log: true, step: 4, shape: { type: 'uniform', low: 0, high: Math.log(10) } }),
    ],
    [
      '{ distribution: q_uniform, min: 16, max: 70, q: 16 }',
      range('int', 16, 64, { step: 16, shape: { type: 'uniform', low: 16, high: 70 } }),
    ],
    ['{ min: 0, max: 1, q: 0.1 }', range('float', 0, 1, { step: 0.1, shape: { type: 'uniform', low: 0, high: 1 } })],
    ['{ min: 0.5, max: 2.5, q: 1 }', range('int', 1, 2, { step: 1, shape: { type: 'uniform', low: 0.5, high: 2.5 } })],
    ['{ distribution: normal }', range('float', -8.3, 8.3, { shape: { type: 'normal', mean: 0, deviation: 1 } })],
    [
      '{ distribution: q_normal, mu: 10, sigma: 2, q: 5 }',
      range('int', -5, 25, { step: 5, shape: { type: 'normal', mean: 10, deviation: 2 } }),
    ],
    ['{ distribution: beta, a: 2, b: 3 }', range('float', 0, 1, { shape: { type: 'beta', a: 2, b: 3 } })],
    ['{ distribution: q_beta, q: 0.4 }', range('float', 0, 0.8, { step: 0.4, shape: { type: 'beta', a: 1, b: 1 } })],
    ['{ distribution: q_beta, q: 3 }', choices(0)],
    ['{ values: [small, medium, large], ordered: true }', { kind: 'ordinal', choices: ['small', 'medium', 'large'] }],
    ['{ values: [small], ordered: true }', choices('small')],
    ['{ min: 16, max: 256, log: true, step: 2 }', { kind: 'ordinal', choices: [16, 32, 64, 128, 256] }],
    ['{ min: 1e-4, max: 1e-1, log: true, step: 10 }', { kind: 'ordinal', choices: [0.0001, 0.001, 0.01, 0.1] }],
    ['{ min: 8, max: 64, log: true, step: 1.5 }', { kind: 'ordinal', choices: [8, 12, 18, 27, 41, 61] }],
    ['{ min: 1e-3, max: 1e-1, log: true, step: 1-3-10 }', { kind: 'ordinal', choices: [0.001, 0.003, 0.01, 0.03, 0.1] }],
    ['{ min: 2, max: 100, log: true, step: 1-2-5 }', { kind: 'ordinal', choices: [2, 5, 10, 20, 50, 100] }],
    ['{ min: 3, max: 3, log: true, step: 1-3-10 }', choices(3)],
    ['{ min: 0.0, max: 0.6, step: 0.1 }', range('float', 0, 0.6, { step: 0.1 })],
    ['{ min: 16, max: 64, step: 16 }', range('int', 16, 64, { step: 16 })],
    ['{ min: 5, max: 5 }', choices(5)],
  ])('%s', (parameter, distribution) => {
    expect(distributionOf(parameter)).toEqual(distribution);
  });

  it('takes exponents of e for log_uniform, as W&B, and warns', () => {
    const { spec, warnings } = sweepOf({ parameters: '{ x: { distribution: log_uniform, min: 0, max: 2 } }' });
    expect(spec.space.parameters[0]?.distribution).toEqual(range('float', 1, Math.exp(2), { log: true }));
    expect(warnings).toEqual([
      'sweep.yaml:3: parameters.x: `log_uniform` takes exponents of e, so the values are 1 to 7.38906; if the bounds are values, write `log_uniform_values`',
    ]);
  });

  it('takes the reciprocal exponents for inv_log_uniform', () => {
    const distribution = distributionOf('{ distribution: inv_log_uniform, min: 0, max: 2 }');
    expect(distribution).toEqual(range('float', Math.exp(-2), 1, { log: true }));
  });

  it('ends at the last step within the bounds and says so', () => {
    const { spec, warnings } = sweepOf({ parameters: '{ x: { min: 0.0, max: 1.0, step: 0.3 } }' });
    expect(spec.space.parameters[0]?.distribution).toEqual(range('float', 0, 0.9, { step: 0.3 }));
    expect(warnings).toEqual([
      'sweep.yaml:3: parameters.x.max: steps of 0.3 from 0 do not reach 1; the largest value tried is 0.9',
    ]);
  });

  it('says which bounds factors and preferred numbers do not reach', () => {
    const warningsOf = (parameter: string) => sweepOf({ parameters: `{ x: ${parameter} }` }).warnings;
    expect(warningsOf('{ min: 16, max: 100, log: true, step: 2 }')).toEqual([
      'sweep.yaml:3: parameters.x.max: factors of 2 from 16 do not reach 100; the largest value tried is 64',
    ]);
    expect(warningsOf('{ min: 0.002, max: 0.5, log: true, step: 1-3-10 }')).toEqual([
      'sweep.yaml:3: parameters.x.min: is not in the series 1-3-10; the smallest value tried is 0.003',
      'sweep.yaml:3: parameters.x.max: is not in the series 1-3-10; the largest value tried is 0.3',
    ]);
    expect(warningsOf('{ values: [16, 64, 32], ordered: true }')).toEqual([
      'sweep.yaml:3: parameters.x.values: are ordered as they stand, which is neither rising nor falling',
    ]);
  });

  it('finds numbers behind anchors and merge keys', () => {
    const parameters = '\n  x: &range { min: 0.0, max: 1 }\n  y: *range\n  z: { <<: *range, max: 2 }';
    const { spec } = sweepOf({ parameters });
    expect(spec.space.parameters.map(({ distribution }) => distribution)).toEqual([
      range('float', 0, 1),
      range('float', 0, 1),
      range('float', 0, 2),
    ]);
  });

  it('says that whole bounds 0 and 1 leave nothing between', () => {
    const warningsOf = (parameter: string) => sweepOf({ parameters: `{ x: ${parameter} }` }).warnings;
    expect(warningsOf('{ min: 0, max: 1 }')).toEqual([
      expect.stringMatching(/`?parameters\.x`?.* is 0 or 1 and nothing between.* write \{ min: 0\.0, max: 1\.0 \}/),
    ]);
    expect(warningsOf('{ min: 0.0, max: 1.0 }')).toEqual([]);
    expect(warningsOf('{ min: 1, max: 2 }')).toEqual([]);
    expect(warningsOf('{ distribution: int_uniform, min: 0, max: 1 }')).toEqual([]);
  });

  it('warns that yes and no are no truth values', () => {
    expect(sweepOf({ parameters: '{ x: { values: [yes, no] } }' }).warnings).toEqual([
      'sweep.yaml:3: parameters.x.values: yes, no, on and off are texts here, as in YAML 1.2; truth values are true and false',
    ]);
  });
});
