import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { type Ended, hypersweep, root, start, temporaryFolder } from './command-line.js';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});

/** 40 recorded runs of 6 epochs, and a sweep over them. */
function writeTable(more = ''): void {
  const configs = ['run,rate,layers'];
  const curves = ['run,epoch,accuracy'];
  for (let run = 0; run < 40; run++) {
    const [rate, layers] = [10 ** (-4 + run / 13), 1 + (run % 3)];
    configs.push(`${run},${rate},${layers}`);
    const ceiling = 0.9 - 0.1 * Math.abs(Math.log10(rate) + 2.5) - 0.02 * (layers - 1);
    for (let epoch = 1; epoch <= 6; epoch++) curves.push(`${run},${epoch},${ceiling - 0.3 / epoch}`);
  }
  writeFileSync(join(folder, 'configs.csv'), `${configs.join('\n')}\n`);
  writeFileSync(join(folder, 'curves.csv'), `${curves.join('\n')}\n`);
  writeFileSync(
    join(folder, 'recorded.yaml'),
    `metric: { name: accuracy, goal: maximize }
task: { type: table, configs: configs.csv, curves: curves.csv, id: run, step: epoch }
parameters:
  rate: { min: 1e-4, max: 1e-1, log: true }
  layers: { min: 1, max: 3 }
method: random
run_cap: 12
${more}`,
  );
}

describe('recorded runs on the command line', () => {
  it('are compared over seeds, printed, drawn and written', async () => {
    writeTable('simulate: { methods: [random, tpe], early_terminate: [none, { type: asha, eta: 2 }], seeds: 4, budget: 60 }');
    const run = await hypersweep(['simulate', 'recorded.yaml'], folder);
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect(run.stdout).toContain('recorded: 40 recorded runs, maximize accuracy');
    expect(run.stdout).toContain('4 seeds, 1 at a time, until the trials cost 60 (10.0 full runs)');
    for (const pair of ['a  random + none', 'b  random + asha(eta=2)', 'c  tpe + none', 'd  tpe + asha(eta=2)']) {
      expect(run.stdout).toContain(pair);
    }
    expect(run.stdout).toMatch(/won, \d lost/);
    const figures = JSON.parse(readFileSync(join(folder, 'results/recorded-simulation/simulation.json'), 'utf8'));
    expect(figures).toMatchObject({ metric: 'accuracy', seeds: 4, budget: 60, workers: 1 });
    expect(figures.pairs.map((pair: { simulations: unknown[] }) => pair.simulations.length)).toEqual([4, 4, 4, 4]);
    // The trials of a simulation end as soon as they cost the budget.
    for (const { simulations } of figures.pairs) for (const { cost } of simulations) expect(cost).toBe(60);
    expect(readFileSync(join(folder, 'results/recorded-simulation/regret.svg'), 'utf8')).toMatch(/^<svg [\s\S]*<\/svg>\s*$/);
  });

  it('go by the command line before the file, and into the folder that is named', async () => {
    writeTable('simulate: { seeds: 50 }');
    const args = ['--methods', 'random', '--early-terminate', 'median(min_trials=2),none', '--seeds', '2', '--workers', '3'];
    const run = await hypersweep(['simulate', 'recorded.yaml', ...args, '--budget', '30', '--out', 'plots', '--json'], folder);
    expect(run.code).toBe(0);
    const figures = JSON.parse(run.stdout);
    expect(figures).toMatchObject({ seeds: 2, workers: 3, budget: 30 });
    expect(figures.pairs.map((pair: { early_terminate: string }) => pair.early_terminate)).toEqual([
      'median(min_trials=2)',
      'none',
    ]);
    expect(existsSync(join(folder, 'plots/regret.svg'))).toBe(true);
    expect(readFileSync(join(folder, 'plots/simulation.html'), 'utf8')).toContain('id="regret-chart"');
    expect(existsSync(join(folder, 'results'))).toBe(false);
  });

  it('go into a page with a name of its own, the figures and the plot beside it', async () => {
    writeTable('simulate: { seeds: 2 }');
    const run = await hypersweep(['simulate', 'recorded.yaml', '--out', 'plots/two.html'], folder);
    expect(run.code).toBe(0);
    expect(readdirSync(join(folder, 'plots')).toSorted()).toEqual(['two.html', 'two.json', 'two.svg']);
    expect(run.stdout).toContain('Page       plots/two.html');
  });

  it('are a study like any other when they are run', async () => {
    writeTable('early_terminate: { type: median, min_trials: 2 }\nworkers: 2');
    const run = await hypersweep(['run', 'recorded.yaml'], folder);
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    const summary = JSON.parse(readFileSync(join(folder, 'results/recorded/summary.json'), 'utf8'));
    expect(summary.trials.complete + summary.trials.pruned).toBe(12);
    expect(existsSync(join(folder, 'results/recorded/report.html'))).toBe(true);
    const more = await hypersweep(['resume', 'recorded', '--more', '3'], folder);
    expect(more.code).toBe(0);
    expect(JSON.parse(readFileSync(join(folder, 'results/recorded/summary.json'), 'utf8')).trials).toMatchObject({ total: 15 });
  });

  it('end with the seeds that are done on Ctrl-C', async () => {
    writeTable();
    const { code, stdout, stderr } = await interruptedAfterSeeds();
    expect(code).toBe(130);
    expect(stderr).toContain('Stopping: the seeds that are done are compared.');
    const { seeds } = JSON.parse(stdout);
    expect(seeds).toBeGreaterThan(0);
    expect(seeds).toBeLessThan(100000);
  });
});

/** It says nothing before its end, so it gets twice the time where it was interrupted too early for a seed to be done. */
async function interruptedAfterSeeds(waitMs = 1000): Promise<Ended> {
  const run = start(['simulate', 'recorded.yaml', '--seeds', '100000', '--json'], folder);
  await new Promise((resolve) => setTimeout(resolve, waitMs));
  run.child.kill('SIGINT');
  const ended = await run.ended;
  const isEarly = ended.signal === 'SIGINT' || ended.stderr.includes('Stopped before the first seed was done');
  return isEarly ? await interruptedAfterSeeds(2 * waitMs) : ended;
}

describe('an old study', () => {
  it('is replayed with other settings', async () => {
    for (const name of ['objective.js', 'objective.yaml']) cpSync(join(root, 'test/fixtures', name), join(folder, name));
    expect((await hypersweep(['run', 'objective.yaml'], folder)).code).toBe(0);
    const run = await hypersweep(['simulate', '--from-study', 'curve', '--early-terminate', 'none,asha', '--seeds', '3'], folder);
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect(run.stdout).toMatch(/^curve: \d+ recorded runs/);
    expect(run.stdout).toMatch(
      /note: \d+ of the \d+ recorded trials were pruned: where one would go on beyond its record, it ends there/,
    );
    expect(existsSync(join(folder, 'results/curve-simulation/regret.svg'))).toBe(true);
  });
});

describe('a mistake', () => {
  it.each([
    [['simulate'], 'Expected a sweep file with a table task, or --from-study with the name of a study: one of the two.'],
    [['simulate', 'recorded.yaml', '--methods', 'tpx'], 'Expected the sampler to be one of '],
    [
      ['simulate', 'recorded.yaml', '--early-terminate', 'asha(eta=1)'],
      'Expected `eta` of the pruner asha to be a number of at least 2, got 1',
    ],
    [
      ['simulate', 'recorded.yaml', '--out', 'x.pdf'],
      'Expected --out to name a folder, or a page whose name ends in .html, got "x.pdf"',
    ],
    [['simulate', 'recorded.yaml', '--out', 'recorded.yaml/in'], 'recorded.yaml/in: a file stands where a folder is needed'],
    [['simulate', 'diverged.yaml'], 'Expected a recorded run of diverged with a finite accuracy, got 1 without'],
    [['simulate', 'objective.yaml'], 'objective.yaml: expected recorded runs to replay, such as task: { type: table, '],
  ])('%s', async (args, message) => {
    writeTable();
    writeFileSync(join(folder, 'nothing.csv'), 'rate,layers,accuracy\n0.01,1,nan\n');
    const diverged = readFileSync(join(folder, 'recorded.yaml'), 'utf8').replace(
      /task: .*/,
      'task: { type: table, configs: nothing.csv }',
    );
    writeFileSync(join(folder, 'diverged.yaml'), diverged);
    for (const name of ['objective.js', 'objective.yaml']) cpSync(join(root, 'test/fixtures', name), join(folder, name));
    const run = await hypersweep(args, folder);
    expect(run.code).toBe(2);
    expect(run.stderr).toContain(message);
    expect(run.stdout).toBe('');
  });
});
