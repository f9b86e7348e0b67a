/** The race and the final retrainings by the built command line. */
import { copyFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { openStudy } from '../../src/storage/studies.js';
import { hypersweep, printed, root, start, temporaryFolder } from './command-line.js';
import { writeWords } from './words.js';

let folder: string;

const noisySweep = `
method: random
metric: { name: loss, goal: minimize }
module: ./noisy-objective.mjs
parameters: { x: { min: 0.0, max: 1.0 } }
run_cap: 30
repeats: { seeds: 8, top: 5 }
workers: 2
`;

beforeAll(() => {
  folder = temporaryFolder();
  copyFileSync(join(root, 'test/fixtures/noisy-objective.mjs'), join(folder, 'noisy-objective.mjs'));
  writeFileSync(join(folder, 'noisy.yaml'), noisySweep);
  writeFileSync(join(folder, 'finalized.yaml'), `${noisySweep}finalize: { top: 2, seeds: 3 }\n`);
});

function read(name: string) {
  const open = openStudy(join(folder, 'results', name), { mode: 'read' });
  try {
    return { trials: open.store.trials(), tests: open.store.finalTests(), test: open.store.testResult() };
  } finally {
    open.close();
  }
}

function best(name: string): { readonly trial: number; readonly params: { readonly x: number } } {
  return JSON.parse(readFileSync(join(folder, 'results', name, 'best/trial.json'), 'utf8'));
}

/** What two runs of a study have in common. */
function table(name: string): unknown[] {
  return read(name).trials.map(({ number, params, repeatOf, purpose, round, ...trial }) => {
    return [number, params, repeatOf, purpose, round, trial.state === 'complete' && trial.loss];
  });
}

describe('a module whose seed matters', () => {
  it('the luckiest run loses to a truly better configuration in most studies', { timeout: 120_000 }, async () => {
    const outcomes: string[] = [];
    for (let seed = 1; seed <= 8; seed++) {
      const name = `noisy-${seed}`;
      const run = await hypersweep(['run', 'noisy.yaml', '--name', name, '--seed', `${seed}`, '--plain'], folder);
      expect(run.code).toBe(0);
      expect(run.stdout).toContain('The race is over: configuration');
      const searched = read(name).trials.flatMap((trial) => (trial.state === 'complete' && !trial.purpose ? [trial] : []));
      const luckiest = searched.reduce((lowest, trial) => (trial.loss < lowest.loss ? trial : lowest));
      const change = best(name).params.x - Number(luckiest.params.x);
      outcomes.push(change < 0 ? 'better' : change > 0 ? 'worse' : 'same');
    }
    const count = (outcome: string) => outcomes.filter((other) => other === outcome).length;
    // 6 better, 2 the same, none worse.
    expect(count('better')).toBeGreaterThanOrEqual(5);
    expect(count('worse')).toBeLessThanOrEqual(1);
  });

  it('a race that is killed goes on with the same decisions, and replays', { timeout: 120_000 }, async () => {
    await hypersweep(['run', 'finalized.yaml', '--name', 'whole', '--plain'], folder);
    process.env.NOISY_MS = '60';
    const run = start(['run', 'finalized.yaml', '--name', 'killed', '--plain'], folder);
    await printed(run, /racing 7\//);
    run.child.kill('SIGKILL');
    await run.ended;
    const again = start(['resume', 'killed', '--plain'], folder);
    await printed(again, /finalizing 2\/6/);
    again.child.kill('SIGINT');
    expect((await again.ended).code).toBe(130);
    delete process.env.NOISY_MS;
    expect(read('killed').trials.some(({ purpose, state }) => purpose === 'finalize' && state === 'waiting')).toBe(true);
    const { code, stdout } = await hypersweep(['resume', 'killed', '--plain'], folder);
    expect(code).toBe(0);
    expect(stdout).toContain('finalizing 6/6');
    expect(table('killed')).toEqual(table('whole'));
    expect((await hypersweep(['replay', 'killed'], folder)).stdout).toMatch(/^\d+ suggestions .* agree with the record; runs: 3/);
    const more = await hypersweep(['resume', 'killed'], folder);
    expect([more.code, more.stderr]).toEqual([2, expect.stringContaining('has ended')]);
    await hypersweep(['resume', 'killed', '--more', '5', '--plain'], folder);
    expect(read('killed').trials.filter(({ purpose }) => !purpose)).toHaveLength(35);
    expect((await hypersweep(['replay', 'killed'], folder)).stdout).toContain('agree with the record; runs: 4');
  });

  it('no final retrainings where nobody wants them', async () => {
    await hypersweep(['run', 'finalized.yaml', '--name', 'none', '--trials', '6', '--no-finalize', '--plain'], folder);
    expect(new Set(read('none').trials.map(({ purpose }) => purpose))).toEqual(new Set([undefined, 'repeat']));
  });

  it('validate says how many runs come on top', async () => {
    const { stdout } = await hypersweep(['validate', 'finalized.yaml'], folder);
    expect(stdout).toContain('then a race of the best 5 under up to 8 seeds each: at most 35 more trials');
    expect(stdout).toContain('then 6 final retrainings: the best 2 under 3 fresh seeds each');
    const json = JSON.parse((await hypersweep(['validate', 'finalized.yaml', '--json'], folder)).stdout);
    expect(json).toMatchObject({ trials: 30, mostRepeats: 35, finals: 6 });
  });
});

describe('a built-in task', () => {
  it('measures final retrainings on the test data, each once, and keeps none of their models', { timeout: 120_000 }, async () => {
    writeWords(join(folder, 'words.csv'));
    writeFileSync(
      join(folder, 'words.yaml'),
      `
name: words
method: random
metric: { name: val_loss, goal: minimize }
task:
  type: text-classification
  data: { train: words.csv, text: utterance, label: kind, split: [0.7, 0.15, 0.15] }
  epochs: 2
parameters:
  encoder: { value: bag }
  learning_rate: { min: 0.001, max: 0.05, log: true }
  buckets: { value: 256 }
  embedding_size: { value: 8 }
run_cap: 4
repeats: { seeds: 3, top: 2 }
finalize: { top: 2, seeds: 2 }
workers: 1
`,
    );
    const { code, stdout, stderr } = await hypersweep(['run', 'words.yaml', '--plain'], folder);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toContain('Measuring 4 final retrainings on the test data');
    const { trials, tests, test } = read('words');
    const finals = trials.filter(({ purpose }) => purpose === 'finalize').map(({ number }) => number);
    expect(tests.map(({ trialNumber }) => trialNumber)).toEqual(finals);
    for (const { metrics } of tests) expect(metrics.test_loss).toBeGreaterThan(0);
    expect(test?.trialNumber).toBe(best('words').trial);
    const kept = readdirSync(join(folder, 'results/words/checkpoints')).map((name) => Number(/\d+/.exec(name)?.[0]));
    expect(kept).toContain(test?.trialNumber);
    expect(kept.filter((number) => finals.includes(number))).toEqual([]);
    expect((await hypersweep(['predict', 'words', '--text', 'the owl'], folder)).code).toBe(0);
  });
});
