import { describe, expect, it } from 'vitest';
import type { CompleteTrial, FailedTrial } from '../../../src/core/trial.js';
import { bestWithin, courseOf } from '../../../src/report/side-by-side/course.js';
import { smallRecord } from '../small-record.js';

const { spec } = smallRecord;

function complete(number: number, startedAt: number, finishedAt: number, loss: number, steps: number): CompleteTrial {
  const reports = Array.from({ length: steps }, (_, i) => ({ step: i + 1, metrics: { val_loss: loss }, loss }));
  return { number, state: 'complete', attempt: 1, params: {}, startedAt, finishedAt, reports, metrics: { val_loss: loss }, loss };
}

function failed(number: number, startedAt: number, finishedAt: number): FailedTrial {
  const ending = { state: 'failed', reason: 'error', message: 'no' } as const;
  return { number, attempt: 1, params: {}, startedAt, finishedAt, reports: [], ...ending };
}

describe('the course of a study', () => {
  it('is in the order in which trials ended, and counts what all of them took', () => {
    const trials = [complete(0, 0, 50, 0.5, 3), complete(1, 0, 20, 0.8, 2), failed(2, 20, 30), complete(3, 50, 60, 0.6, 4)];
    expect(courseOf({ spec, trials })).toEqual({
      improvements: [
        { trials: 1, epochs: 2, time: 20, value: 0.8 },
        { trials: 3, epochs: 5, time: 50, value: 0.5 },
      ],
      found: { trials: 3, epochs: 5, time: 50 },
      spent: { trials: 4, epochs: 9, time: 60 },
    });
  });

  it('does not count the time in which no trial ran', () => {
    const trials = [complete(0, 100, 150, 0.5, 1), complete(1, 1000, 1030, 0.4, 1), complete(2, 1010, 1020, 0.3, 1)];
    const { improvements, spent } = courseOf({ spec, trials });
    // Trial 2 ends 20 after the pause, trial 1 30 after it.
    expect(improvements.map(({ time, value }) => [time, value])).toEqual([
      [50, 0.5],
      [70, 0.3],
    ]);
    expect(spent.time).toBe(80);
  });

  it('counts what repeats take, but not what luck another seed has', () => {
    const repeat = { ...complete(1, 20, 40, 0.1, 2), repeatOf: 0, purpose: 'repeat', round: 2 } as const;
    const { improvements, spent } = courseOf({ spec, trials: [complete(0, 0, 20, 0.5, 3), repeat] });
    expect(improvements.map(({ value }) => value)).toEqual([0.5]);
    expect(spent).toEqual({ trials: 2, epochs: 5, time: 40 });
  });

  it('has values in the metric’s own sign', () => {
    const trials = [complete(0, 0, 1, -0.7, 1), complete(1, 1, 2, -0.9, 1)];
    const course = courseOf({ spec: { ...spec, objective: { metric: 'accuracy', goal: 'maximize' } }, trials });
    expect(course.improvements.map(({ value }) => value)).toEqual([0.7, 0.9]);
  });

  it('is empty while nothing is complete', () => {
    expect(courseOf({ spec, trials: [] })).toEqual({ improvements: [], spent: { trials: 0, epochs: 0, time: 0 } });
    expect(courseOf({ spec, trials: [failed(0, 5, 8)] })).toEqual({
      improvements: [],
      spent: { trials: 1, epochs: 0, time: 3 },
    });
  });

  it('says how good the best was with less of any effort', () => {
    const course = courseOf({ spec, trials: [complete(0, 0, 20, 0.8, 2), complete(1, 20, 50, 0.5, 3)] });
    expect([0, 1, 2, 9].map((trials) => bestWithin(course, 'trials', trials))).toEqual([undefined, 0.8, 0.5, 0.5]);
    expect([1, 2, 4, 5].map((epochs) => bestWithin(course, 'epochs', epochs))).toEqual([undefined, 0.8, 0.8, 0.5]);
    expect([19, 20, 50].map((time) => bestWithin(course, 'time', time))).toEqual([undefined, 0.8, 0.5]);
  });
});
