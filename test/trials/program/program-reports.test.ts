import { expect, it } from 'vitest';
import type { Metrics } from '../../../src/core/trial.js';
import { type MetricRecord, parseJsonLine } from '../../../src/trials/program/metric-record.js';
import { ProgramReports } from '../../../src/trials/program/program-reports.js';

function reportsOf(records: readonly MetricRecord[], options: { step?: string; lastStep?: number } = {}) {
  const said: [number, Metrics][] = [];
  const reports = new ProgramReports('loss', (step, metrics) => said.push([step, metrics]), options);
  for (const record of records) reports.take(record);
  return { said, latest: reports.latest };
}

it('counts reports where no whole step is said', () => {
  const records: MetricRecord[] = [{ loss: 3 }, { loss: 2, epoch: 1.5 }, { loss: 1 }];
  expect(reportsOf(records).said.map(([step]) => step)).toEqual([1, 2, 3]);
  expect(reportsOf(records, { lastStep: 4 }).said.map(([step]) => step)).toEqual([5, 6, 7]);
});

it.each([
  ['from 1', [5, 6], [5, 6]],
  ['from 0', [4, 5], [5, 6]],
])('goes on after step 4 with a program that counts %s', (_, said, expected) => {
  const records = said.map((epoch) => ({ epoch, loss: epoch }));
  expect(reportsOf(records, { lastStep: 4 }).said.map(([step]) => step)).toEqual(expected);
});

it('passes over a step that has been', () => {
  const { said, latest } = reportsOf([
    { step: 5, loss: 3 },
    { step: 5, loss: 2 },
    { step: 9, loss: 1 },
  ]);
  expect(said.map(([step]) => step)).toEqual([5, 9]);
  expect(latest).toEqual({ loss: 1 });
});

it('takes the step by the name that it is given', () => {
  expect(reportsOf([{ step: 500, epoch: 2, loss: 1 }], { step: 'epoch' }).said).toEqual([[2, { step: 500, loss: 1 }]]);
});

it('keeps what comes before the metric, and what comes after for the next report', () => {
  const records: MetricRecord[] = [
    { step: 1, train: 9 },
    { step: 1, loss: 3 },
    { step: 1, time: 8 },
    { step: 2, loss: 2 },
  ];
  expect(reportsOf(records).said).toEqual([
    [1, { train: 9, loss: 3 }],
    [2, { time: 8, loss: 2 }],
  ]);
});

it.each([
  ['{"step": 3, "val_loss": 0.41}', { step: 3, val_loss: 0.41 }],
  [
    '{"loss": NaN, "low": -Infinity, "note": "a: NaN", "acc": 1e-3}',
    { loss: Number.NaN, low: Number.NEGATIVE_INFINITY, acc: 0.001 },
  ],
  ['{"done": true}', undefined],
  ['{not json}', undefined],
  ['[1, 2]', undefined],
  ['loss 3', undefined],
])('reads %s', (line, record) => {
  expect(parseJsonLine(line)).toEqual(record);
});
