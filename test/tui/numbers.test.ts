import { describe, expect, it } from 'vitest';
import { formatChoice, formatMetric, formatNumber, formatRate } from '../../src/tui/numbers.js';

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [128, '128'],
    [1234, '1234'],
    [0.5, '0.5'],
    [0.31729, '0.317'],
    [0.012345, '0.0123'],
    [0.0012, '1.2e-3'],
    [0.00123456, '1.23e-3'],
    [-0.00005, '-5e-5'],
    [1234.567, '1235'],
    [2_500_000, '2.5e6'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Inf'],
  ])('writes %d as %s', (value, text) => expect(formatNumber(value)).toBe(text));

  it('keeps as many significant digits as asked', () => {
    expect(formatNumber(0.123456789, 6)).toBe('0.123457');
    expect(formatNumber(0.000123456789, 6)).toBe('1.23457e-4');
  });
});

describe('formatMetric', () => {
  it.each([
    [0.8123, '0.8123'],
    [0.8, '0.8000'],
    [0, '0.0000'],
    [12.34567, '12.346'],
    [123.4567, '123.46'],
    [12_345.67, '12345.7'],
    [0.00012345, '1.234e-4'],
    [3e9, '3e9'],
    [Number.NaN, 'NaN'],
    [Number.POSITIVE_INFINITY, 'Inf'],
  ])('writes %d as %s', (value, text) => expect(formatMetric(value)).toBe(text));
});

describe('formatChoice', () => {
  it('writes every kind of value, and a dot for an absent one', () => {
    expect([0.25, 'cnn', true, null, undefined].map((choice) => formatChoice(choice))).toEqual([
      '0.25',
      'cnn',
      'true',
      'null',
      '·',
    ]);
  });

  it('lets no value steer the terminal', () => {
    expect(formatChoice('a\u001b[2J\nb')).toBe('a [2J b');
  });
});

describe('formatRate', () => {
  it.each([
    [0.756, '0.76'],
    [87.4, '87'],
    [912.3, '912'],
    [1234, '1.2k'],
    [34_567, '35k'],
  ])('writes %d as %s', (rate, text) => expect(formatRate(rate)).toBe(text));
});
