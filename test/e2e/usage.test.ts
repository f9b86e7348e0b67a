import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { pruners } from '../../src/pruners/index.js';
import { samplers } from '../../src/samplers/index.js';
import { taskNames, tasks } from '../../src/tasks/index.js';
import { hypersweep, root, temporaryFolder } from './command-line.js';

const commands = 'run resume list show leaderboard report predict validate simulate tasks methods init doctor'.split(' ');
let folder: string;

beforeAll(async () => {
  folder = temporaryFolder();
  for (const name of ['objective.js', 'objective.yaml']) cpSync(join(root, 'test/fixtures', name), join(folder, name));
  await hypersweep(['run', 'objective.yaml', '--trials', '5'], folder);
});

describe('help', () => {
  it.each(commands)('of %s shows an example', async (command) => {
    const { stdout, code } = await hypersweep([command, '--help'], folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(new RegExp(`Examples?:\n  hypersweep ${command}`));
  });

  it('of the program names every command', async () => {
    const { stdout } = await hypersweep(['--help'], folder);
    for (const command of commands) expect(stdout).toContain(`  ${command} `);
  });
});

describe('a mistake in the call', () => {
  it.each([
    [['rum'], "unknown command 'rum'"],
    [['run', '--trails', '3'], "unknown option '--trails'"],
    [['run', '--trials', 'many'], 'Expected a whole number from 1, got many'],
    [['run', 'objective.yaml', '--time', 'soon'], 'Expected --time to be a time such as 90s, 30m or 1h30m, got "soon"'],
    [['run', 'objective.yaml', '--name', '../..'], 'Expected --name to be a name with letters of a-z or digits in it'],
    [['run', 'missing.yaml'], 'missing.yaml'],
    [['resume', 'nothing'], 'the studies in results are: curve'],
    [['show', 'curve', '99'], 'Expected the number of a trial of curve (0 to 4), got "99"'],
    [['report', 'curve', '--format', 'pdf'], 'Expected --format to name any of html, md, csv, json'],
    [['report'], 'Expected the name of a study, or --compare with the names of several'],
    [['report', '--compare', 'curve'], 'Expected two studies or more to put side by side'],
    [
      ['report', '--compare', 'curve', 'results/curve'],
      'Expected different studies to put side by side, got results/curve twice',
    ],
    [['report', '--compare', 'curve', 'curve-2', '--format', 'csv'], 'Expected --format to name any of html, md'],
    [['predict', 'curve', '--text', 'x'], 'trained no model of ours'],
  ])('%j exits with 2 and says what was expected', async (args, message) => {
    const { code, stderr } = await hypersweep(args, folder);
    expect(stderr).toContain(message);
    expect(stderr).not.toContain('    at ');
    expect(code).toBe(2);
  });
});

it('a study is called by any name, as in a sweep file', async () => {
  const { code, stdout } = await hypersweep(
    ['run', 'objective.yaml', '--name', '../My x', '--trials', '1', '--results', 'others'],
    folder,
  );
  expect(stdout).toContain('warning: --name: names a folder, too, so the study is called `my-x`');
  expect(code).toBe(0);
  expect(existsSync(join(folder, 'others', 'my-x', 'study.db'))).toBe(true);
});

it('a study that is hopeless says why once', async () => {
  writeFileSync(join(folder, 'fails.mjs'), 'export default () => { throw new Error("no such column"); };');
  const sweep = { module: './fails.mjs', metric: { name: 'loss', goal: 'minimize' }, parameters: { x: { min: 0.5, max: 1.5 } } };
  writeFileSync(join(folder, 'fails.yaml'), JSON.stringify(sweep));
  const { code, stdout } = await hypersweep(['run', 'fails.yaml', '--results', 'others'], folder);
  expect(code).toBe(1);
  expect(stdout.split('all failed by an error or a crash')).toHaveLength(2);
});

describe('the commands that look', () => {
  it('show a study and a trial, as text and as JSON', async () => {
    expect((await hypersweep(['show', 'curve'], folder)).stdout).toContain('Best: trial');
    expect((await hypersweep(['show', 'curve', '0'], folder)).stdout).toContain('Trial 0 of curve: complete');
    expect(JSON.parse((await hypersweep(['show', 'curve', '0', '--json'], folder)).stdout)).toMatchObject({
      number: 0,
      state: 'complete',
    });
    expect(JSON.parse((await hypersweep(['show', 'curve', '--json'], folder)).stdout).counts.complete).toBeGreaterThan(0);
  });

  it('show importance as Optuna has it, which five trials are enough for', async () => {
    const importance = async (...flags: string[]) =>
      JSON.parse((await hypersweep(['show', 'curve', '--json', ...flags], folder)).stdout).importance;
    expect(await importance()).toEqual([]);
    expect((await importance('--like-optuna')).length).toBeGreaterThan(0);
  });

  it('list studies, the leaderboard and an empty folder', async () => {
    expect(JSON.parse((await hypersweep(['list', '--json'], folder)).stdout)[0]).toMatchObject({
      name: 'curve',
      status: 'finished',
    });
    expect((await hypersweep(['leaderboard', 'curve'], folder)).stdout.split('\n')[0]).toContain('learning_rate');
    expect((await hypersweep(['list', '--results', 'elsewhere'], folder)).stdout).toContain('No studies in elsewhere');
  });

  it('list the studies that can be read beside one that cannot', async () => {
    await hypersweep(['run', 'objective.yaml', '--trials', '2', '--results', 'some'], folder);
    mkdirSync(join(folder, 'some/damaged'));
    writeFileSync(join(folder, 'some/damaged/study.db'), 'no database');
    const { stdout, stderr, code } = await hypersweep(['list', '--results', 'some'], folder);
    expect(stdout).toMatch(/^curve +finished +2 /m);
    expect(stderr).toContain('some/damaged/study.db: it is not an intact study database');
    expect(code).toBe(2);
  });

  it('show of very many reports some, the first and the last among them', async () => {
    const code = 'export default (trial) => { for (let i = 1; i <= 5000; i++) trial.report(i, { loss: 1 / i }); return 0; };';
    writeFileSync(join(folder, 'many.js'), code);
    const sweep = 'metric: { name: loss }\nmodule: ./many.js\nparameters: { x: { value: 1 } }\nrun_cap: 1\n';
    writeFileSync(join(folder, 'many.yaml'), sweep);
    await hypersweep(['run', 'many.yaml', '--results', 'others'], folder);
    const { stdout } = await hypersweep(['show', 'others/many', '0'], folder);
    expect(stdout.split('\n').length).toBeLessThan(90);
    expect(stdout).toMatch(/^ {2}1 {6}1(\.0+)?$/m);
    expect(stdout).toMatch(/^ {2}5000 {3}2e-4\n {2}\(60 of 5000 reports; --json has all\)$/m);
  });

  it('write reports elsewhere', async () => {
    const { stdout } = await hypersweep(['report', 'curve', '--format', 'csv,md', '--out', 'mine', '--json'], folder);
    const figures = ['progress', 'curves'].map((name) => `mine/figures/${name}.svg`);
    expect(JSON.parse(stdout).written).toEqual(['mine/leaderboard.csv', 'mine/report.md', ...figures]);
    expect(readFileSync(join(folder, 'mine/leaderboard.csv'), 'utf8')).toContain('learning_rate');
  });

  it('put studies side by side, also those of one name', async () => {
    await hypersweep(['run', 'objective.yaml', '--trials', '3', '--results', 'others'], folder);
    const { stdout, stderr, code } = await hypersweep(['report', '--compare', 'curve', 'others/curve', '--json'], folder);
    expect([code, stderr]).toEqual([0, '']);
    const names = ['comparison.html', 'comparison.md', 'comparison-trials.svg', 'comparison-time.svg'];
    expect(JSON.parse(stdout).written).toEqual(names.map((name) => join('results/comparison', name)));
    expect(readFileSync(join(folder, 'results/comparison/comparison.md'), 'utf8')).toContain('| figure | curve | others/curve |');
    expect((await hypersweep(['list', '--json'], folder)).stdout).not.toContain('comparison');
  });
});

describe('tasks', () => {
  it('are listed with a line each', async () => {
    const { stdout, code } = await hypersweep(['tasks'], folder);
    expect(code).toBe(0);
    for (const name of taskNames)
      expect(stdout).toMatch(new RegExp(`^  ${name} +tells ${escaped(tasks[name].description)}$`, 'm'));
  });

  it('have hyperparameters with their range and default, and metrics', async () => {
    const { stdout } = await hypersweep(['tasks', 'tabular-regression'], folder);
    for (const name of Object.keys(tasks['tabular-regression'].hyperparameters)) expect(stdout).toContain(`\n  ${name}: `);
    expect(stdout).toContain(
      '  loss: one of "mse", "mae", "huber" or the path of a module of your own in JavaScript or TypeScript; left out: mse\n      what training minimises',
    );
    expect(stdout).toMatch(/^ {2}val_r2 +maximize$/m);
    expect((await hypersweep(['tasks', 'text-classification'], folder)).stdout).toContain('at most 4194304; left out: 32768\n');
    const unknown = await hypersweep(['tasks', 'text_classification'], folder);
    expect(unknown.code).toBe(2);
    expect(unknown.stderr).toContain('got "text_classification"; did you mean `text-classification`?');
  });

  it('are data with --json', async () => {
    const all = JSON.parse((await hypersweep(['tasks', '--json'], folder)).stdout);
    expect(all.map(({ name }: { name: string }) => name)).toEqual(taskNames);
    expect(all[0].hyperparameters[0]).toMatchObject({ name: 'learning_rate', default: 0.005 });
  });
});

describe('methods', () => {
  it('are listed with a line each', async () => {
    const { stdout, code } = await hypersweep(['methods'], folder);
    expect(code).toBe(0);
    for (const [name, { description }] of [...Object.entries(samplers), ...Object.entries(pruners)]) {
      expect(stdout).toMatch(new RegExp(`^  ${name} +${escaped(description)}$`, 'm'));
    }
    expect((await hypersweep(['run', '--help'], folder)).stdout).toContain('hypersweep methods');
    expect((await hypersweep(['validate', '--help'], folder)).stdout).toContain('hypersweep methods');
  });

  it('have options with their range and default', async () => {
    const { stdout } = await hypersweep(['methods', 'asha'], folder);
    expect(stdout).toContain('early_terminate asha\n  Asynchronous successive halving');
    expect(stdout).toContain('  min_iter: a whole number of at least 1; left out: 1\n      Step of the first rung\n');
    expect(stdout).toContain('  max_iter: a whole number of at least 1; may be left out\n');
    expect(stdout).toContain('  mode: one of "stop", "promote"; left out: stop\n');
    expect((await hypersweep(['methods', 'grid'], folder)).stdout).toContain('It has no options.');
    // Both a method and an early termination.
    expect((await hypersweep(['methods', 'auto'], folder)).stdout).toMatch(/^method auto\n[\s\S]*\nearly_terminate auto\n/);
  });

  it('are data with --json', async () => {
    const all = JSON.parse((await hypersweep(['methods', '--json'], folder)).stdout);
    expect(all).toHaveLength(Object.keys(samplers).length + Object.keys(pruners).length);
    const [tpe] = JSON.parse((await hypersweep(['methods', 'tpe', '--json'], folder)).stdout);
    expect(tpe).toMatchObject({
      key: 'method',
      name: 'tpe',
      options: expect.arrayContaining([
        expect.objectContaining({ name: 'candidates', kind: 'integer', minimum: 1, default: 24 }),
      ]),
    });
  });

  it('are named where one does not exist', async () => {
    const { stderr, code } = await hypersweep(['methods', 'bayesian'], folder);
    expect(stderr).toMatch(/^Expected a method or an early termination \(auto, tpe, .*none\), got "bayesian"$/m);
    expect(code).toBe(2);
  });
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}

describe('init and validate', () => {
  it('write a sweep file that is valid, and leave an existing one alone', async () => {
    writeFileSync(join(folder, 'train.js'), 'export default () => 1;');
    expect((await hypersweep(['init', 'mine.yaml', '--task', 'module'], folder)).code).toBe(0);
    expect(existsSync(join(folder, 'mine.yaml'))).toBe(true);
    const again = await hypersweep(['init', 'mine.yaml'], folder);
    expect(again.code).toBe(2);
    expect(again.stderr).toContain('left alone');
  });

  it('say every mistake of a sweep file at once', async () => {
    const text = readFileSync(join(folder, 'objective.yaml'), 'utf8');
    writeFileSync(join(folder, 'bad.yaml'), text.replace('min: 1e-5', 'min: 0').replace('run_cap', 'runcap'));
    const { code, stderr } = await hypersweep(['validate', 'bad.yaml'], folder);
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.yaml:\d+: parameters\.learning_rate\.min: expected a positive number/);
    expect(stderr).toContain('did you mean `run_cap`?');
    expect((await hypersweep(['validate', 'objective.yaml'], folder)).stdout).toContain('is a valid sweep file');
  });
});
