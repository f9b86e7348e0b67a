import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, it } from 'vitest';
import { hypersweep, temporaryFolder } from './command-line.js';

let folder: string;

/** The price is 100 a square metre, 50 more in town; the country is the same for all. */
beforeAll(() => {
  folder = temporaryFolder();
  const rows = Array.from({ length: 120 }, (_, i) => {
    const [area, place] = [20 + ((i * 37) % 80), i % 3 === 0 ? 'town' : 'village'];
    return `${area};${place};NL;${100 * area + (place === 'town' ? 50 : 0)};${area > 60 ? 'large' : 'small'}`;
  });
  writeFileSync(join(folder, 'homes.csv'), `area;place;country;price;size\n${rows.join('\n')}\n`);
});

function sweep(task: string, metric: string, label: string, ignored: string): string {
  return `
metric: ${metric}
task:
  type: ${task}
  data: { train: homes.csv, label: ${label}, ignore: [${ignored}], split: [0.7, 0.15, 0.15] }
  epochs: 30
parameters:
  learning_rate: { min: 0.01, max: 0.05, log: true }
  batch_size:    { value: 16 }
  units:         { value: 32 }
  dropout:       { value: 0 }
  patience:      { value: 0 }
method: random
run_cap: 2
workers: 1
`;
}

function summary(study: string) {
  return JSON.parse(readFileSync(join(folder, 'results', study, 'summary.json'), 'utf8'));
}

it('finds a classifier of the rows of a table, and labels those of another', async () => {
  writeFileSync(
    join(folder, 'size.yaml'),
    sweep('tabular-classification', '{ name: val_accuracy, goal: maximize }', 'size', 'price'),
  );
  const run = await hypersweep(['run', 'size.yaml'], folder);
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  expect(run.stdout).toContain('The column "country" is left out: all training rows have the same value.');
  expect(run.stdout).toMatch(/Predict +hypersweep predict size FILE/);
  expect(summary('size').test.metrics.test_accuracy).toBeGreaterThan(0.8);

  writeFileSync(join(folder, 'new.csv'), 'area,place\n95,town\n21,village\n');
  const predicted = await hypersweep(['predict', 'size', 'new.csv', '--top', '1'], folder);
  expect(predicted.stdout).toMatch(/^new\.csv:2\tlarge [\d.]+\nnew\.csv:3\tsmall [\d.]+\n$/);
  const text = await hypersweep(['predict', 'size', '--text', 'a large home'], folder);
  expect([text.code, text.stderr]).toEqual([2, expect.stringContaining('Expected files')]);
});

it('finds a model of a number, and predicts in its units', async () => {
  writeFileSync(join(folder, 'price.yaml'), sweep('tabular-regression', '{ name: val_rmse, goal: minimize }', 'price', 'size'));
  const run = await hypersweep(['run', 'price.yaml'], folder);
  expect(run.stderr).toBe('');
  expect(run.code).toBe(0);
  expect(summary('price').test.metrics.test_r2).toBeGreaterThan(0.98);
  for (const file of ['model.json', 'weights.bin', 'columns.json', 'target.json'])
    expect(existsSync(join(folder, 'results/price/best', file))).toBe(true);

  writeFileSync(join(folder, 'more.csv'), 'place;area\ntown;50\n');
  const predicted = await hypersweep(['predict', 'price', 'more.csv', '--json'], folder);
  const [{ text, value }] = JSON.parse(predicted.stdout);
  expect(text).toBe('more.csv:2');
  expect(Math.abs(value - 5050)).toBeLessThan(400);
  expect((await hypersweep(['predict', 'price', 'more.csv'], folder)).stdout).toBe(
    `more.csv:2\t${Number(value.toPrecision(6))}\n`,
  );
});
