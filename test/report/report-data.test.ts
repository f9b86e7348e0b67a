import { describe, expect, it } from 'vitest';
import { html } from '../../src/report/html/markup.js';
import { axisScale, linearTicks, logTicks } from '../../src/report/html/parameter-axis.js';
import { reportData } from '../../src/report/html/report-data.js';
import { curveRange, valueRange } from '../../src/report/html/value-range.js';
import { repeatsRecord } from './repeats-record.js';
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
    const onRate = axisScale(rate, []);
    expect(onRate.positionOf(0.01)).toBeCloseTo(0.5);
    expect(onRate.positionOf(5)).toBe(1);
    const onFlag = axisScale(flag, []);
    expect([true, null, 'x', undefined].map((value) => onFlag.positionOf(value))).toEqual([0.25, 0.75, null, null]);
    expect(onFlag.axis.ticks.map(({ text }) => text)).toEqual(['true', 'null']);
  });

  it('of a normal are as long as its usual values and those at hand', () => {
    const shape = { type: 'normal', mean: 10, deviation: 2 } as const;
    const normal = { name: 'x', distribution: { kind: 'float', low: -6.6, high: 26.6, shape } } as const;
    const ends = (values: number[]) => axisScale(normal, values).axis.ticks.filter((_, i, all) => i % (all.length - 1) === 0);
    // 3.09 standard deviations on either side hold 99.8 %.
    expect(ends([9, 11]).map(({ text }) => text)).toEqual(['3.82', '16.18']);
    expect(ends([1, 11]).map(({ text }) => text)).toEqual(['1', '16.18']);
    expect(axisScale(normal, []).positionOf(10)).toBeCloseTo(0.5);
  });

  it('of a rounded log-normal stay on values that it has', () => {
    const shape = { type: 'normal', mean: 3, deviation: 0.5 } as const;
    const distribution = { kind: 'int', low: 0, high: 1272, log: true, step: 8, shape } as const;
    const { axis } = axisScale({ name: 'x', distribution }, []);
    expect([axis.kind, axis.ticks[0]?.text, axis.ticks.at(-1)?.text]).toEqual(['log', '8', '96']);
  });

  it('show a multiple of 0 at the end of a log scale', () => {
    const shape = { type: 'uniform', low: 0, high: Math.log(100) } as const;
    const distribution = { kind: 'int', low: 0, high: 96, log: true, step: 8, shape } as const;
    const { axis, positionOf } = axisScale({ name: 'x', distribution }, []);
    expect(axis.ticks[0]).toEqual({ at: 0, text: '0' });
    expect([0, 96].map((value) => positionOf(value))).toEqual([0, 1]);
    expect(positionOf(8)).toBeGreaterThan(0.1);
  });

  it('name each of a few ordered values, and some of many', () => {
    const scaleOf = (choices: number[]) => axisScale({ name: 'x', distribution: { kind: 'ordinal', choices } }, []);
    expect(scaleOf([16, 32, 64]).axis.ticks.map(({ text }) => text)).toEqual(['16', '32', '64']);
    const many = scaleOf(Array.from({ length: 100 }, (_, index) => index));
    expect(many.axis.ticks).toHaveLength(20);
    expect(many.positionOf(99)).toBeCloseTo(0.995);
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

  it('of curves leave out those that go astray as a whole, not the bad start that all have', () => {
    const objective = { metric: 'loss', goal: 'minimize' } as const;
    const falling = Array.from({ length: 30 }, (_, i) => [
      40 + i / 10,
      ...Array.from({ length: 50 }, (_, k) => 0.5 + 1 / (k + 2 + i)),
    ]);
    const { low, high, beyond } = curveRange(falling, objective);
    expect(beyond).toBe(0);
    expect(low).toBeLessThan(0.52);
    expect(high).toBeGreaterThan(42.9);
    // Of their values on their own, the first of each would be one.
    expect(valueRange(falling.flat(), objective).beyond).toBeGreaterThanOrEqual(30);
    const diverging = curveRange([...falling, [50, 1e6, 1e9], [45, 1e5]], objective);
    expect(diverging.beyond).toBe(2);
    expect(diverging.high).toBe(high);
  });

  it('of curves have room around a single one, and without any', () => {
    const objective = { metric: 'accuracy', goal: 'maximize' } as const;
    expect(curveRange([[0.2, 0.5, 0.9], []], objective)).toMatchObject({
      low: expect.closeTo(0.165),
      high: expect.closeTo(0.935),
    });
    const { low, high } = curveRange([[]], objective);
    expect(high).toBeGreaterThan(low);
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

it('marks repeats, which the course of the search is drawn without', () => {
  const { trials } = reportData(repeatsRecord);
  expect(trials.filter(({ isRepeat }) => isRepeat).map(({ number }) => number)).toEqual(
    repeatsRecord.trials.filter(({ repeatOf }) => repeatOf !== undefined).map(({ number }) => number),
  );
  expect(trials.some(({ isRepeat }) => isRepeat)).toBe(true);
});
