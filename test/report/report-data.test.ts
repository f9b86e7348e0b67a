import { describe, expect, it } from 'vitest';
import { html } from '../../src/report/html/markup.js';
import { linearTicks, logTicks, parameterAxis, positionOf } from '../../src/report/html/parameter-axis.js';
import { reportData, valueRange } from '../../src/report/html/report-data.js';
import { sampleRecord } from './sample-record.js';
import { smallRecord } from './small-record.js';

describe('parameter axes', () => {
  it('put ticks at the ends and at round values between', () => {
    expect(linearTicks(0, 0.6, false)).toEqual([0, 0.2, 0.4, 0.6]);
    expect(linearTicks(1, 8, true)).toEqual([1, 2, 4, 6, 8]);
    expect(logTicks(1e-4, 1e-1)).toEqual([1e-4, 1e-3, 1e-2, 1e-1]);
    expect(logTicks(16, 256)).toEqual([16, 50, 100, 200, 256]);
  });

  it('place values by their distribution', () => {
    const rate = { name: 'rate', distribution: { kind: 'float', low: 1e-4, high: 1, log: true } } as const;
    const flag = { name: 'flag', distribution: { kind: 'categorical', choices: [true, null] } } as const;
    expect(positionOf(rate, 0.01)).toBeCloseTo(0.5);
    expect(positionOf(rate, 5)).toBe(1);
    expect([true, null, 'x', undefined].map((value) => positionOf(flag, value))).toEqual([0.25, 0.75, null, null]);
    expect(parameterAxis(flag).ticks.map(({ text }) => text)).toEqual(['true', 'null']);
  });
});

describe('value ranges', () => {
  it('leave out far outliers on the worse side, and say how many', () => {
    const { low, high, beyond } = valueRange([0.3, 0.31, 0.32, 0.35, 0.4, 1e6], { metric: 'loss', goal: 'minimize' });
    expect(low).toBeLessThan(0.3);
    expect(high).toBeLessThan(0.5);
    expect(beyond).toBe(1);
  });

  it('keep the best, however far', () => {
    expect(valueRange([0.1, 0.1, 0.11, 0.12, 9], { metric: 'accuracy', goal: 'maximize' })).toMatchObject({ beyond: 0 });
  });

  it('have room around a single value, and without any', () => {
    for (const values of [[], [0], [0.5]]) {
      const { low, high } = valueRange(values, { metric: 'loss', goal: 'minimize' });
      expect(high).toBeGreaterThan(low);
    }
  });
});

describe('the data of the page', () => {
  it('has values in the user’s sign and ranks from the worst to the best', () => {
    const { trials, best } = reportData(smallRecord);
    expect(best).toBe(0);
    expect(trials.map(({ value }) => value)).toEqual([0.25, 1.5, null, null]);
    expect(trials.map(({ standing }) => standing)).toEqual([1, 0, null, null]);
    expect(trials[1]?.texts).toEqual(['2e-4', 'null', null]);
  });

  it('thins the curves of large studies and keeps their ends', () => {
    const sample = sampleRecord(1);
    const reports = Array.from({ length: 9000 }, (_, index) => ({ step: index + 1, metrics: {}, loss: 1 / (index + 1) }));
    const [trial] = reportData({ ...sample, trials: sample.trials.map((own) => ({ ...own, reports })) }).trials;
    expect(trial?.curve).toHaveLength(500);
    expect([trial?.curve[0]?.[0], trial?.curve.at(-1)?.[0]]).toEqual([1, 9000]);
  });
});

it('escapes whatever is put into a template', () => {
  expect(html`<a title="${'"><script>'}">${["'", html`<b>`]}${undefined}</a>`.text).toBe(
    '<a title="&quot;&gt;&lt;script&gt;">&#39;<b></a>',
  );
});
