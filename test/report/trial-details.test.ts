import { describe, expect, it } from 'vitest';
import type { Trial } from '../../src/core/trial.js';
import { trialDetails } from '../../src/report/html/trial-details.js';
import { repeatsRecord } from './repeats-record.js';
import { sampleRecord } from './sample-record.js';
import { smallRecord } from './small-record.js';

describe('what the page knows of its trials', () => {
  it('has parameters, metrics, times and the end of each, the winner its test', () => {
    const { trials, parameters, metrics } = trialDetails(smallRecord);
    expect(parameters).toEqual(['learning_rate', 'loss', 'width', 'epochs']);
    expect(metrics).toEqual(['val_loss', 'loss']);
    expect(trials[0]).toEqual({
      number: 0,
      ...{ filed: 'complete', state: 'complete', steps: 3, attempt: 1, decisions: [] },
      params: { learning_rate: 0.01, loss: 'a,"b"', width: 4, epochs: 3 },
      derived: {},
      metrics: { val_loss: 0.25, loss: -0.5 },
      test: { test_loss: 0.3 },
      startedAt: smallRecord.createdAt,
      finishedAt: smallRecord.createdAt + 1500,
      workedMs: 1500,
    });
    expect(trials[1]).toMatchObject({
      filed: 'pruned',
      attempt: 2,
      explanation: expect.stringMatching(/^val_loss 1.5 at step 1/),
    });
    expect(trials[3]).not.toHaveProperty('startedAt');
  });

  it('keeps what is not finite through JSON, and six digits of the rest', () => {
    const { trials } = JSON.parse(JSON.stringify(trialDetails(smallRecord))) as ReturnType<typeof trialDetails>;
    expect(trials[2]).toMatchObject({ reason: 'diverged', metrics: { val_loss: 'NaN' } });
    const [first] = sampleRecord(1).trials as [Trial];
    const exact = { ...first, params: { rate: 0.123456789, count: 123456789, none: null } } as Trial;
    const details = trialDetails({ ...smallRecord, trials: [exact] });
    expect(details.trials[0]?.params).toEqual({ rate: 0.123457, count: 123456789, none: null });
  });

  it('says of repeats whose they are, under which seed, and what their tests came to', () => {
    const { trials } = trialDetails(repeatsRecord);
    expect(trials[6]).toMatchObject({
      ...{ repeatOf: 0, round: 2, state: 'complete (final of 0)', test: { test_loss: 0.625 } },
    });
  });

  it('keeps the last decisions of each trial where there are very many', () => {
    const decided = (count: number, steps: number) => {
      const [first] = sampleRecord(1).trials as [Trial];
      const decision = { verdict: 'continue', numbers: { value: 1 } } as const;
      const reports = Array.from({ length: steps }, (_, i) => ({ step: i + 1, metrics: {}, loss: 1, decision }));
      const trials = Array.from({ length: count }, (_, number) => ({ ...first, number, reports }) as Trial);
      return trialDetails({ ...smallRecord, trials }).trials.map(({ decisions }) => decisions.map(({ step }) => step));
    };
    expect(decided(4, 100)[3]).toHaveLength(100);
    expect(decided(4000, 9)[3999]).toEqual([8, 9]);
  });
});
