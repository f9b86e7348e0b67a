import { describe, expect, it } from 'vitest';
import { verdict } from '../../src/report/verdict.js';
import { choiceText, columnFormat, countText, durationText, numberText, timeText } from '../../src/report/wording.js';
import { sampleRecord } from './sample-record.js';
import { smallRecord } from './small-record.js';

describe('numbers for people', () => {
  it.each([
    [0, '0'],
    [0.81234567, '0.8123'],
    [0.5, '0.5'],
    [-12.3456, '-12.35'],
    [256, '256'],
    [0.00031, '3.1e-4'],
    [1e-4, '1e-4'],
    [1.2345e7, '1.23e7'],
    [2e10, '2e10'],
    [Number.NaN, 'NaN'],
    [-Infinity, '-∞'],
  ])('%d reads %s', (value, text) => expect(numberText(value)).toBe(text));

  it('gives a column one number of decimals, unless it spans too much', () => {
    expect([0.8, 0.8123].map(columnFormat([0.8, 0.8123]))).toEqual(['0.8000', '0.8123']);
    expect([2, 0.123].map(columnFormat([2, 0.123]))).toEqual(['2.000', '0.123']);
    expect([1e-5, 0.1].map(columnFormat([1e-5, 0.1]))).toEqual(['1e-5', '0.1']);
    expect([1, 20].map(columnFormat([1, 20]))).toEqual(['1', '20']);
  });
});

it.each([
  [0, '0 ms'],
  [850, '850 ms'],
  [59_949, '59.9 s'],
  [59_950, '1m 00s'],
  [252_000, '4m 12s'],
  [3_599_600, '1h 00m'],
  [11_100_000, '3h 05m'],
])('%d ms reads %s', (milliseconds, text) => expect(durationText(milliseconds)).toBe(text));

it('words counts and choices', () => {
  expect([countText(1, 'trial'), countText(1200, 'trial')]).toEqual(['1 trial', '1,200 trials']);
  expect([null, true, 'x', 0.1 + 0.2].map(choiceText)).toEqual(['null', 'true', 'x', '0.3']);
});

describe('times', () => {
  it('are the same everywhere, to the second', () => {
    expect(timeText(Date.UTC(2026, 2, 1, 9, 30, 7, 999))).toBe('2026-03-01 09:30:07 UTC');
  });
});

describe('the verdict', () => {
  it('names the winner, its value, its test value, the effort and the parameters', () => {
    expect(verdict(sampleRecord())).toMatch(
      /^Trial \d+ reached val_accuracy 0\.\d+ \(test 0\.\d+\) after 40 trials in 4m 12s: encoder cnn, .*, and \d more\.$/,
    );
  });

  it('keeps silent on the test data when another trial was tested', () => {
    const record = { ...smallRecord, test: { trialNumber: 1, metrics: { test_loss: 0.1 } } };
    expect(verdict(record)).toContain('reached val_loss 0.25 after 4 trials');
  });

  it('says when nothing is complete, or nothing ran', () => {
    expect(verdict({ ...smallRecord, trials: smallRecord.trials.slice(1) })).toBe(
      'No trial is complete after 3 trials in 2.0 s: 1 pruned, 1 failed, 1 waiting.',
    );
    expect(verdict({ ...smallRecord, trials: [] })).toBe('No trial has run yet.');
  });
});
