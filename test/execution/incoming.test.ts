import { describe, expect, it } from 'vitest';
import { faultOfReport, isProgress, readOutcome } from '../../src/execution/incoming.js';

describe('a report', () => {
  it('at a whole step above the last one, with numbers, is fine', () => {
    expect(faultOfReport(3, { loss: Number.NaN, __proto__: null }, 2)).toBeUndefined();
    expect(faultOfReport(1, JSON.parse('{"__proto__": 1}'), 0)).toBeUndefined();
  });

  it.each([[2], [1], [2.5], [Number.NaN], [Number.POSITIVE_INFINITY], ['3'], [null], [undefined], [3n]])(
    'at step %s is not',
    (step) => {
      expect(faultOfReport(step, { loss: 1 }, 2)).toMatch(
        /^told a report that is out of order: expected a whole step above 2, got/,
      );
    },
  );

  it.each([[null], [[1]], [{ loss: '1' }], [new Map([['loss', 1]])], [new Float64Array(2)], [1], [undefined]])(
    'of %s is not',
    (metrics) => {
      expect(faultOfReport(3, metrics, 2)).toMatch(/^told a report that cannot be read: expected metrics, got/);
    },
  );
});

it('progress is shown only where it can be', () => {
  expect(isProgress({ step: 1, fraction: 0.5 })).toBe(true);
  expect(isProgress({ step: 1, steps: 3, fraction: 1, examplesPerSecond: 4.5 })).toBe(true);
  for (const progress of [
    null,
    1,
    { step: 1 },
    { step: -1, fraction: 0 },
    { step: 1, fraction: 2 },
    { step: 1, fraction: Number.NaN },
  ]) {
    expect(isProgress(progress)).toBe(false);
  }
});

describe('an outcome', () => {
  it('as it was agreed on stands', () => {
    const complete = { kind: 'complete', metrics: { loss: 1 } };
    expect(readOutcome(complete)).toEqual(complete);
    expect(readOutcome({ kind: 'failed', reason: 'timeout', message: 'm' })).toEqual({
      kind: 'failed',
      reason: 'timeout',
      message: 'm',
    });
  });

  it('that nobody can read is a failure of its trial', () => {
    for (const outcome of [undefined, 7, {}, { kind: 'complete' }, { kind: 'failed', reason: 'toString', message: '' }, []]) {
      expect(readOutcome(outcome)).toMatchObject({
        kind: 'failed',
        reason: 'error',
        message: expect.stringMatching(/cannot be read/),
      });
    }
  });

  it('with a message of a million letters keeps those that can be shown', () => {
    const outcome = readOutcome({ kind: 'failed', reason: 'error', message: 'x'.repeat(1e6) });
    expect(outcome).toMatchObject({ message: `${'x'.repeat(10_000)} ... (1000000 characters)` });
  });
});
