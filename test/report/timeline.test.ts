import { describe, expect, it } from 'vitest';
import type { StudyRecord } from '../../src/core/study-record.js';
import type { Trial } from '../../src/core/trial.js';
import { timelineData } from '../../src/report/html/timeline-data.js';
import { timeline } from '../../src/report/timeline.js';
import { completeTrial, failedTrial, runningTrial } from '../fixtures/trials.js';
import { sampleRecord } from './sample-record.js';

function record(trials: readonly Trial[], workers?: number): StudyRecord {
  const { environment, ...sample } = sampleRecord(0);
  const { workers: _, ...spec } = sample.spec;
  return { ...sample, spec: { ...spec, ...(workers && { workers }) }, trials, createdAt: 0, elapsedMs: 1000 };
}

const ran = (number: number, startedAt: number, finishedAt: number): Trial => ({
  ...completeTrial(number, [1]),
  startedAt,
  finishedAt,
});

describe('the timeline', () => {
  it('puts a trial into the first free row, and says how busy they were', () => {
    const found = timeline(record([ran(0, 100, 300), ran(1, 100, 200), ran(2, 200, 300), ran(3, 400, 500)]));
    expect(found?.spans.map(({ row, from, to }) => [row, from, to])).toEqual([
      [0, 0, 200],
      [1, 0, 100],
      [1, 100, 200],
      [0, 300, 400],
    ]);
    // 500 ms of work in a second of two slots.
    expect(found).toMatchObject({ rows: 2, slots: 2, lengthMs: 400, resumed: 0, busy: 0.25 });
  });

  it('counts slots that were never all in use', () => {
    expect(timeline(record([ran(0, 0, 100)], 4))).toMatchObject({ rows: 1, slots: 4, busy: 0.025 });
  });

  it('has failed trials, and running ones up to what is known', () => {
    const trials = [{ ...failedTrial(0), startedAt: 0, finishedAt: 500 }, runningTrial(1)];
    expect(timeline(record(trials))?.spans.map(({ state, to }) => [state, to])).toEqual([
      ['failed', 500],
      ['running', 1000],
    ]);
  });

  it('counts stretches before a pause, of which it does not know when they were', () => {
    expect(timeline(record([{ ...ran(0, 500, 600), earlierMs: 100 }]))).toMatchObject({ resumed: 1, busy: 0.2 });
  });

  it('is not there without time', () => {
    expect(timeline(record([]))).toBeUndefined();
    expect(timeline(record([ran(0, 5, 5)]))).toBeUndefined();
  });

  it('draws very many short trials as one stretch, and long ones as they are', () => {
    const short = Array.from({ length: 20_000 }, (_, number) => ran(number, number * 10, number * 10 + 9));
    const data = timelineData(timeline(record([...short, ran(20_000, 250_000, 400_000)])) as never);
    expect(data.unit).toBe('minutes');
    expect(data.spans).toHaveLength(2);
    expect(data.spans[0]?.slice(3)).toEqual(['complete', 0, 20_000]);
    expect(data.spans[1]?.slice(3)).toEqual(['complete', 20_000, 1]);
  });
});
