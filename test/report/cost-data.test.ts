import { describe, expect, it } from 'vitest';
import type { StudyRecord } from '../../src/core/study-record.js';
import type { Trial } from '../../src/core/trial.js';
import { costData } from '../../src/report/html/cost-data.js';
import { completeTrial, prunedTrial } from '../fixtures/trials.js';
import { smallRecord } from './small-record.js';

function record(times: readonly (readonly [seconds: number, loss: number])[], more: readonly Trial[] = []): StudyRecord {
  const trials = times.map(([seconds, loss], number) => ({
    ...completeTrial(number, [loss]),
    startedAt: 0,
    finishedAt: seconds * 1000,
  }));
  return { ...smallRecord, trials: [...trials, ...more] };
}

const times = [
  [10, 5],
  [20, 6],
  [30, 3],
  [40, 3],
  [50, 1],
] as const;

describe('cost against value', () => {
  it('has on its front what no trial that was as quick is better than', () => {
    const data = costData(record(times, [prunedTrial(5, [0.1])]));
    expect(data?.metrics).toEqual(['seconds', 'val_loss']);
    expect(data?.front).toEqual([
      [0, 10, 5],
      [2, 30, 3],
      [4, 50, 1],
    ]);
    expect(data?.others).toEqual([
      [1, 20, 6],
      [3, 40, 3],
    ]);
  });

  it('counts long trials in minutes or hours, and the time before a pause with the rest', () => {
    const long = record(times.map(([seconds, loss]) => [seconds * 10, loss]));
    expect(costData(long)?.metrics[0]).toBe('minutes');
    expect(costData(long)?.front[0]?.[1]).toBeCloseTo(100 / 60, 12);
    const [first, ...others] = record(times).trials as [Trial, ...Trial[]];
    const paused = { ...smallRecord, trials: [{ ...first, earlierMs: 90_000 }, ...others] };
    expect(costData(paused)?.others).toContainEqual([0, 100, 5]);
  });

  it('is not there where all trials took about as long, or are too few', () => {
    expect(costData(record(times.map(([, loss], i) => [10 + i / 10, loss])))).toBeUndefined();
    expect(costData(record(times.slice(0, 4)))).toBeUndefined();
  });
});
