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

describe('augmentation', () => {
  const augmented = sweep
    .replace('kinds', 'augmented')
    .replace(
      '  epochs: 2',
      '  epochs: 2\n  augmentation: { synonyms: synonyms.txt, back_translation: { command: [node, translate.mjs] } }',
    )
    .replace('run_cap', '  synonym_replacement: { min: 0.1, max: 0.5 }\n  back_translation: { value: 0.5 }\nrun_cap');

  it('translates the training texts once for all trials', async () => {
    writeFileSync(join(folder, 'augmented.yaml'), augmented);
    writeFileSync(join(folder, 'synonyms.txt'), 'number\tfigure\n');
    writeFileSync(
      join(folder, 'translate.mjs'),
      `import { appendFileSync } from 'node:fs';
      import { text } from 'node:stream/consumers';
      const lines = (await text(process.stdin)).trimEnd().split('\\n');
      appendFileSync('calls.txt', lines.length + '\\n');
      console.log(lines.map((line) => 'the ' + line).join('\\n'));`,
    );
    const { code, stdout, stderr } = await hypersweep(['run', 'augmented.yaml', '--workers', '2', '--trials', '4'], folder);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    expect(stdout.split('\n')[0]).toBe('[    0s] Back-translating the training texts, once for the whole study');
    expect(readFileSync(join(folder, 'calls.txt'), 'utf8')).toBe('30\n');
    await hypersweep(['resume', 'augmented', '--more', '1'], folder);
    expect(readFileSync(join(folder, 'calls.txt'), 'utf8')).toBe('30\n');
  });

  it('ends with what went wrong with the translation, before anything runs', async () => {
    writeFileSync(
      join(folder, 'failing.yaml'),
      augmented.replace('translate.mjs', 'missing.mjs').replace('augmented', 'failing'),
    );
    const { code, stderr } = await hypersweep(['run', 'failing.yaml'], folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/^Expected the back-translation `node missing\.mjs` to end with code 0, got 1/);
    expect(existsSync(join(folder, 'results/failing'))).toBe(false);
  });
});
