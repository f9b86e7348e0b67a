import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { hypersweep, temporaryFolder } from './command-line.js';

const sweep = `
name: kinds
method: random
metric: { name: val_accuracy, goal: maximize }
task:
  type: text-classification
  data: { train: train.csv, validation: validation.csv, test: test.csv }
  epochs: 2
parameters:
  buckets:       { value: 1024 }
  max_length:    { values: [2, 4] }
run_cap: 2
workers: 1
`;

let folder: string;

function write(name: string, rows: readonly string[]): void {
  writeFileSync(join(folder, name), `text,label\n${rows.join('\n')}\n`);
}

const rows = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `number ${from + i},${(from + i) % 2 === 0 ? 'even' : 'odd'}`);

beforeAll(() => {
  folder = temporaryFolder();
  write('train.csv', rows(0, 30));
  write('validation.csv', rows(28, 38));
  write('test.csv', rows(40, 50));
  writeFileSync(join(folder, 'kinds.yaml'), sweep);
});

const leak =
  '2 of 10 validation texts (20 %) stand in the training data, too, so that what is measured on them flatters: ' +
  'validation.csv:2 (as train.csv:30), validation.csv:3 (as train.csv:31).';

describe('what is doubtful about the data', () => {
  it('is told by validate', async () => {
    const { code, stdout } = await hypersweep(['validate', 'kinds.yaml'], folder);
    expect(code).toBe(0);
    expect(stdout.replaceAll(`${folder}/`, '')).toContain(`warning: ${leak}`);
    expect(stdout).toContain('kinds.yaml is a valid sweep file, and its data can be trained on.');
    const json = JSON.parse((await hypersweep(['validate', 'kinds.yaml', '--json'], folder)).stdout);
    expect(json).toMatchObject({
      valid: true,
      warnings: [],
      dataWarnings: [expect.stringContaining('2 of 10 validation texts')],
    });
  });

  it('is told when the search begins, and in its reports', async () => {
    const { code, stdout } = await hypersweep(['run', 'kinds.yaml'], folder);
    expect(code).toBe(0);
    expect(stdout.replaceAll(`${folder}/`, '')).toContain(`warning: ${leak}`);
    const report = readFileSync(join(folder, 'results/kinds/report.md'), 'utf8').replaceAll(`${folder}/`, '');
    expect(report).toContain(leak);
    const more = await hypersweep(['resume', 'kinds', '--more', '1'], folder);
    expect(more.stdout).not.toContain('2 of 10 validation texts');
    expect(readFileSync(join(folder, 'results/kinds/report.md'), 'utf8')).toContain('2 of 10 validation texts');
  });
});

describe('data that cannot be trained on', () => {
  it.each(['validate', 'run'])('end %s with every mistake, before anything runs', async (command) => {
    write('broken.csv', ['one', 'two,odd', ',even']);
    writeFileSync(join(folder, 'broken.yaml'), sweep.replace('test.csv', 'broken.csv').replace('kinds', 'broken'));
    const { code, stderr } = await hypersweep([command, 'broken.yaml'], folder);
    expect(code).toBe(2);
    expect(stderr.replaceAll(`${folder}/`, '')).toBe(
      'Expected 2 fields as in line 1, got 1 (broken.csv:2). A field that contains the separator needs double quotes around it.\n' +
        'Expected a text in column "text", got an empty field (broken.csv:4).\n',
    );
    expect(existsSync(join(folder, 'results/broken'))).toBe(false);
  });
});
