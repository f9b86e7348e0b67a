import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { TableSpec } from '../../src/core/task-spec.js';
import { parseSweep, type SweepFile } from '../../src/sweep-file/index.js';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypersweep-table-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function write(name: string, ...lines: string[]): void {
  const text = `${lines.join('\n')}\n`;
  writeFileSync(join(folder, name), name.endsWith('.gz') ? gzipSync(text) : text);
}

function sweep(task: string, parameters = '{ rate: { min: 0.0, max: 1.0 }, optimizer: { values: [sgd, adam] } }'): SweepFile {
  const text = `metric: { name: loss, goal: minimize }\ntask: { type: table, ${task} }\nparameters: ${parameters}\nrun_cap: 5\n`;
  return parseSweep(text, { fileName: 'sweep.yaml', baseFolder: folder });
}

/** The recorded points and what they reported. */
function tableOf({ spec }: SweepFile) {
  const { table, epochs, score } = spec.task as TableSpec;
  return { rows: spec.space.rows, ...table, epochs, score };
}

/** The error's message without the temporary folder. */
function mistakeIn(task: string, parameters?: string): string {
  try {
    sweep(task, parameters);
  } catch (error) {
    return (error as Error).message.replaceAll(`${folder}/`, '');
  }
  throw new Error('The table was accepted');
}

const configs = ['run,rate,optimizer', 'a,0.1,sgd', 'b,0.2,adam'] as const;
const rows = [
  { rate: 0.1, optimizer: 'sgd' },
  { rate: 0.2, optimizer: 'adam' },
];
const curves = [
  [0.9, 0.8, 0.7],
  [0.6, 0.5],
];

describe('a table', () => {
  it('of one value a row: in the order of the steps, whatever they count, without the one before the training', () => {
    write('configs.csv', ...configs);
    write('curves.csv', 'run,batch,loss', 'b,1000,0.6', 'a,3000,0.7', 'a,1000,0.9', 'a,0,5', 'a,2000,0.8', 'b,1400,0.5');
    const table = tableOf(sweep('configs: configs.csv, curves: curves.csv, id: run, step: batch'));
    expect(table).toEqual({ rows, curves, epochs: 3, score: 'best' });
  });

  it('of one run a row, compressed, of which some rows count', () => {
    write('configs.csv', ...configs);
    write('curves.csv.gz', 'run,split,e10,e2,e0,e1', 'a,valid,0.7,0.8,5,0.9', 'a,train,0,0,0,0', 'b,valid,,0.5,5,0.6');
    const table = tableOf(sweep('configs: configs.csv, curves: curves.csv.gz, id: run, columns: "e*", where: { split: valid }'));
    expect(table).toMatchObject({ rows, curves, epochs: 3 });
  });

  it('whose curves stand beside the parameters', () => {
    write('runs.tsv', 'rate\toptimizer\te1\te2\te3', '0.1\tsgd\t0.9\t0.8\t0.7', '0.2\tadam\t0.6\t0.5\t');
    expect(tableOf(sweep('configs: runs.tsv, columns: "e*"'))).toMatchObject({ rows, curves });
  });

  it('of final values: one column, or the mean of several seeds', () => {
    write('runs.csv', 'rate,optimizer,loss,seed1,seed2', '0.1,sgd,0.5,0.25,0.75', '0.2,adam,0.4,0.5,nan');
    expect(tableOf(sweep('configs: runs.csv'))).toMatchObject({ rows, curves: [[0.5], [0.4]], epochs: 1 });
    expect(tableOf(sweep('configs: runs.csv, value: "seed*"')).curves).toEqual([[0.5], [0.5]]);
    expect(tableOf(sweep('configs: runs.csv, value: [seed1, loss], score: last'))).toMatchObject({
      curves: [[0.375], [0.45]],
      score: 'last',
    });
  });

  it('with what a step of each run costs', () => {
    write('runs.csv', 'rate,optimizer,loss,seconds', '0.1,sgd,0.5,12.5', '0.2,adam,0.4,3');
    expect(tableOf(sweep('configs: runs.csv, cost: seconds')).costs).toEqual([12.5, 3]);
  });

  it('keeps where a run diverged', () => {
    write('runs.csv', 'rate,optimizer,e1,e2,e3', '0.1,sgd,0.9,NaN,0.7', '0.2,adam,1e34,inf,nan');
    expect(tableOf(sweep('configs: runs.csv, columns: "e*"')).curves).toEqual([
      [0.9, Number.NaN, 0.7],
      [1e34, Number.POSITIVE_INFINITY, Number.NaN],
    ]);
  });

  it('gives values the types of their parameters, and none to one that does not apply', () => {
    write('runs.csv', 'layers,nesterov,momentum,optimizer,loss', '2.0,True,0.9,sgd,1', '4,false,,adam,2');
    const parameters =
      '{ layers: { values: [2, 4] }, nesterov: { values: [true, false] }, optimizer: { values: [sgd, adam] }, ' +
      `fixed: { value: 7 }, momentum: { min: 0.0, max: 1.0, when: "optimizer == 'sgd'" } }`;
    expect(sweep('configs: runs.csv', parameters).spec.space.rows).toEqual([
      { layers: 2, nesterov: true, optimizer: 'sgd', fixed: 7, momentum: 0.9 },
      { layers: 4, nesterov: false, optimizer: 'adam', fixed: 7 },
    ]);
  });

  it('takes a value that rounding put beside the range or a step as the one that was meant', () => {
    write('runs.csv', 'rate,share,loss', '0.00009999999999999999,0.30000000000000004,1', '0.1,0.31,2');
    const file = sweep(
      'configs: runs.csv',
      '{ rate: { min: 1e-4, max: 0.1, log: true }, share: { min: 0.0, max: 1.0, step: 0.1 } }',
    );
    expect(file.spec.space.rows).toEqual([{ rate: 0.0001, share: 0.30000000000000004 }]);
  });

  it('leaves out what is not in the space, stands there twice or has no curve, and says so', () => {
    write('configs.csv', ...configs, 'c,1.5,sgd', 'd,0.1,sgd', 'e,0.3,adam', 'f,0.3,lion');
    write('curves.csv', 'run,step,loss', 'a,1,1', 'b,1,2', 'c,1,3', 'd,1,4');
    const file = sweep('configs: configs.csv, curves: curves.csv, id: run, step: step');
    expect(file.spec.space.rows).toEqual(rows);
    expect(file.warnings.map((warning) => warning.replaceAll(`${folder}/`, ''))).toEqual([
      'sweep.yaml:2: task: 2 of the 6 rows of configs.csv are outside the space and left out (line 4: rate is 1.5)',
      'sweep.yaml:2: task: 1 of the 6 rows of configs.csv have the parameters of an earlier one and are left out (line 5)',
      'sweep.yaml:2: task: 1 configurations of configs.csv have no recorded value and are left out',
    ]);
  });
});

describe('a bad table', () => {
  const long = 'configs: configs.csv, curves: curves.csv, id: run, step: step';

  it.each([
    ['no number', ['a,1,x'], 'Expected a number in column "loss", got "x" (curves.csv:2).'],
    ['a step twice', ['a,1,1', 'a,2,2', 'a,1,3'], 'Expected each step of run a once, got step 1 twice (curves.csv:4).'],
    ['no step', ['a,,1'], 'Expected a step of at least 0, got an empty field (curves.csv:2).'],
    [
      'a short row',
      ['a,1'],
      'Expected 3 fields as in line 1, got 2 (curves.csv:2). A field that contains the separator needs double quotes around it.',
    ],
  ])('of one value a row: %s', (_, lines, message) => {
    write('configs.csv', ...configs);
    write('curves.csv', 'run,step,loss', ...lines);
    expect(mistakeIn(long)).toBe(`sweep.yaml:2: task: ${message}\n1 mistake in sweep.yaml`);
  });

  it.each([
    [
      'a gap',
      ['a,1,,2'],
      'Expected a value in column "e2" as in those after it, got an empty field (curves.csv:2). A run that diverged has nan there.',
    ],
    ['a run twice', ['a,1,2,3', 'a,1,2,3'], 'Expected one row for each configuration, got another one for a (curves.csv:3).'],
  ])('of one run a row: %s', (_, lines, message) => {
    write('configs.csv', ...configs);
    write('curves.csv', 'run,e1,e2,e3', ...lines);
    expect(mistakeIn('configs: configs.csv, curves: curves.csv, id: run, columns: "e*"')).toContain(`task: ${message}`);
  });

  it('of a parameter without a column, or with text for numbers', () => {
    write('configs.csv', 'run,optimizer,loss', 'a,sgd,1');
    expect(mistakeIn('configs: configs.csv')).toContain(
      'Expected a column "rate" in configs.csv, got "run", "optimizer", "loss".',
    );
    write('configs.csv', 'rate,optimizer,loss', '0.1,sgd,1', 'fast,sgd,1');
    expect(mistakeIn('configs: configs.csv')).toContain('Expected a number in column "rate", got "fast" (configs.csv:3).');
  });

  it('without a run in the space', () => {
    write('configs.csv', 'rate,optimizer,loss', '7,sgd,1');
    expect(mistakeIn('configs: configs.csv')).toContain(
      'Expected recorded runs of points of the space in configs.csv, got none: compare `parameters` with its columns.',
    );
  });

  it('that is no gzip file to its end', () => {
    writeFileSync(join(folder, 'configs.csv'), gzipSync('rate,optimizer,loss\n0.1,sgd,1\n').subarray(0, 20));
    expect(mistakeIn('configs: configs.csv')).toContain('Expected a whole gzip file, got one that cannot be unpacked');
  });

  it.each([
    ['zip', '504b030414000000'],
    ['xz', 'fd377a585a000004'],
    ['zstd', '28b52ffd0458f900'],
    ['bzip2', '425a683931415926'],
  ])('packed with %s is to be unpacked', (packing, bytes) => {
    writeFileSync(join(folder, 'configs.csv'), Buffer.concat([Buffer.from(bytes, 'hex'), Buffer.alloc(40, 0xfe)]));
    expect(mistakeIn('configs: configs.csv')).toContain(`The file is packed with ${packing}: unpack it.`);
  });

  it('with one name for two configurations, or with curves of none of them', () => {
    const task = 'configs: configs.csv, curves: curves.csv, id: run, step: batch';
    write('curves.csv', 'run,batch,loss', 'a,1,0.6', 'b,1,0.5');
    write('configs.csv', ...configs, 'a,0.3,sgd');
    expect(mistakeIn(task)).toMatch(/configs\.csv:4/);
    write('configs.csv', 'run,rate,optimizer', 'c,0.1,sgd', 'd,0.2,adam');
    expect(mistakeIn(task)).toMatch(/curves\.csv/);
  });

  it.each([
    [
      'configs: configs.csv, curves: configs.csv, id: run',
      'task.curves: expected `step` (a row a value) or `columns` (a row a run) beside `curves`, got neither',
    ],
    [
      'configs: configs.csv, curves: configs.csv, step: step',
      'task.id: expected the column of `configs` and `curves` that says which run is of which configuration, but it is missing',
    ],
    ['configs: configs.csv, step: step', 'task.curves: expected a file with a row a value beside `step`, but it is missing'],
    ['configs: configs.csv, where: { split: valid }', 'task.where: goes with `curves`: it says which of its rows count'],
    ['configs: configs.csv, score: first', 'task.score: expected best or last, got "first"'],
    [
      'configs: nowhere.csv',
      'task.configs: expected a file, got "nowhere.csv", where there is none; paths start at the folder of the sweep file',
    ],
    ['configs: configs.csv, colums: "e*"', 'task.colums: unknown key; did you mean `columns`?'],
  ])('in its keys: %s', (task, message) => {
    write('configs.csv', ...configs);
    expect(mistakeIn(task)).toContain(`sweep.yaml:2: ${message}`);
  });
});

it('is of one metric', () => {
  write('configs.csv', ...configs);
  const text =
    'metric: [{ name: loss, goal: minimize }, { name: seconds, goal: minimize }]\n' +
    'task: { type: table, configs: configs.csv }\nparameters: { rate: { min: 0.0, max: 1.0 } }\nrun_cap: 5\n';
  expect(() => parseSweep(text, { fileName: 'sweep.yaml', baseFolder: folder })).toThrow(
    'sweep.yaml:1: metric: expected one metric: recorded runs (`task: table`) have the values of one, and here are several',
  );
});

describe('simulate', () => {
  it('names what is compared', () => {
    write('runs.csv', 'rate,optimizer,loss', '0.1,sgd,1');
    const text = (simulate: string) =>
      `metric: { name: loss, goal: minimize }\ntask: { type: table, configs: runs.csv }\nrun_cap: 5\n` +
      `parameters: { rate: { min: 0.0, max: 1.0 }, optimizer: { values: [sgd, adam] } }\nsimulate: ${simulate}\n`;
    const parsed = (simulate: string) => parseSweep(text(simulate), { fileName: 'sweep.yaml', baseFolder: folder }).simulation;
    expect(
      parsed(
        '{ methods: [tpe, { type: random }], early_terminate: [none, { type: asha, eta: 4 }], seeds: 20, workers: 4, budget: 300 }',
      ),
    ).toEqual({
      methods: [{ type: 'tpe' }, { type: 'random' }],
      earlyTerminate: [{ type: 'none' }, { type: 'asha', eta: 4 }],
      seeds: 20,
      workers: 4,
      budget: 300,
    });
    expect(() => parsed('{ methods: [tpx], seeds: 0, early_terminate: asha }')).toThrow(
      /simulate\.early_terminate: expected a list, got "asha"\n.*simulate\.seeds: expected a whole number from 1, got 0|simulate\.seeds: [^\n]*\n[^\n]*simulate\.early_terminate/,
    );
    expect(() => parsed('{ methods: [tpe, tpx] }')).toThrow(/sweep\.yaml:5: simulate\.methods\[1\]\.type: expected .*got "tpx"/);
  });
});
