import { describe, expect, it } from 'vitest';
import type { StudyRecord } from '../../src/core/study-record.js';
import type { Trial } from '../../src/core/trial.js';
import { reportData } from '../../src/report/html/report-data.js';
import { sampleRecord } from './sample-record.js';

const record = sampleRecord(150);

describe('what the page has of the forest', () => {
  it('is a slice for each axis, and a contour for each two, in the direction of the metric', () => {
    const { forest, axes } = reportData(record);
    expect(forest?.slices).toHaveLength(axes.length);
    expect(forest?.contourAxes.map((index) => axes[index]?.name)).toContain('learning_rate');
    expect(forest?.contours).toHaveLength((9 * 8) / 2);
    const [worst, best] = forest?.contourRange ?? [0, 0];
    expect(best).toBeGreaterThan(worst);
    for (const { at, texts, cells } of forest?.contours ?? []) {
      expect(cells).toHaveLength(at[0].length * at[1].length);
      expect([texts[0].length, texts[1].length]).toEqual([at[0].length, at[1].length]);
      expect(Math.max(at[0].length, at[1].length)).toBeLessThanOrEqual(16);
      expect(Math.min(...cells)).toBeGreaterThanOrEqual(0);
      expect(Math.max(...cells)).toBeLessThanOrEqual(100);
    }
    // The best rates are in the middle of the range, on its logarithmic axis.
    const slice = forest?.slices[axes.findIndex(({ name }) => name === 'learning_rate')];
    const top = slice?.at[slice.mean.indexOf(Math.max(...slice.mean))] ?? 0;
    expect(top).toBeGreaterThan(0.3);
    expect(top).toBeLessThan(0.8);
    for (const [i, mean] of (slice?.mean ?? []).entries())
      expect(Math.min(slice?.low[i] ?? 0, slice?.high[i] ?? 0)).toBeLessThanOrEqual(mean);
  });

  it('is nothing where the outcome is chance', () => {
    const chance = record.trials.map((trial): Trial => {
      const loss = (trial.number * 7919) % 101;
      const { number, params, startedAt } = { startedAt: 0, ...trial };
      return {
        number,
        params,
        attempt: 1,
        reports: [],
        state: 'complete',
        startedAt,
        finishedAt: startedAt + 1,
        metrics: {},
        loss,
      };
    });
    const noise: StudyRecord = { ...record, trials: chance };
    expect(reportData(noise).forest).toBeUndefined();
    expect(reportData(sampleRecord(12)).forest).toBeUndefined();
  });
});
