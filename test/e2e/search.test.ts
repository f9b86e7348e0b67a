import { cpSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { hypersweep, printed, root, start, temporaryFolder } from './command-line.js';

let folder: string;

beforeEach(() => {
  folder = temporaryFolder();
  for (const name of ['objective.js', 'objective.yaml']) cpSync(join(root, 'test/fixtures', name), join(folder, name));
});

/** What must not differ between two runs of a study: all but the times. */
function leaderboardOf(study: string): string {
  const lines = readFileSync(join(folder, 'results', study, 'trials.jsonl'), 'utf8')
    .trim()
    .split('\n');
  const trials = lines.map((line) => JSON.parse(line));
  return JSON.stringify(
    trials.map(({ number, state, params, value, reports, explanation }) => ({
      number,
      state,
      params,
      value,
      reports,
      explanation,
    })),
  );
}

describe('a search on the command line', () => {
  it('runs the sweep file and leaves everything in results/<study>/', async () => {
    const run = await hypersweep(['run', 'objective.yaml'], folder);
    expect(run.stderr).toBe('');
    expect(run.code).toBe(0);
    expect(readdirSync(join(folder, 'results/curve'))).toEqual(
      expect.arrayContaining([
        'best',
        'leaderboard.csv',
        'logs',
        'report.html',
        'report.md',
        'study.db',
        'summary.json',
        'sweep.yaml',
        'trials.jsonl',
      ]),
    );
    const summary = JSON.parse(readFileSync(join(folder, 'results/curve/summary.json'), 'utf8'));
    expect(summary.trials.complete + summary.trials.pruned).toBe(20);
    const best = JSON.parse(readFileSync(join(folder, 'results/curve/best/trial.json'), 'utf8'));
    expect(run.stdout).toContain(`(trial ${best.trial})`);
    expect(run.stdout).toContain('More       hypersweep resume curve --more 20');
  });

  it('says in its reports how many trials ran at a time, though nobody said how many should', async () => {
    const text = readFileSync(join(folder, 'objective.yaml'), 'utf8').replace(/^workers: .*\n/m, '');
    writeFileSync(join(folder, 'objective.yaml'), text);
    await hypersweep(['run', 'objective.yaml', '--per-device', '3', '--devices', 'cpu'], folder);
    expect(readFileSync(join(folder, 'results/curve/report.html'), 'utf8')).toContain('3 trials at a time');
    const summary = JSON.parse(readFileSync(join(folder, 'results/curve/summary.json'), 'utf8'));
    expect(summary.environment.devices).toHaveLength(3);
  });

  it('offers no more trials of a space of which every point was tried', async () => {
    const text = readFileSync(join(folder, 'objective.yaml'), 'utf8');
    const small = text
      .replace('{ min: 1e-5, max: 1e-1, log: true }', '{ values: [0.01, 0.1] }')
      .replace('{ min: 1, max: 12 }', '{ value: 4 }');
    writeFileSync(join(folder, 'small.yaml'), small.replace('name: curve', 'name: small'));
    const run = await hypersweep(['run', 'small.yaml'], folder);
    expect(run.stdout).toContain('Report     results/small/report.html');
    expect(run.stdout).not.toContain('--more');
    expect(run.code).toBe(0);
  });

  it('calls a function in TypeScript, with TensorFlow.js on its device', async () => {
    writeFileSync(
      join(folder, 'train.ts'),
      `enum Shape { Flat = 1, Steep = 2 } // What types alone are is not all of TypeScript.
      interface Params { readonly x: number }
      export default async function train(trial: { params: Params; tensorflow(): Promise<any>; device: { backend: string } }) {
        const tf = await trial.tensorflow();
        if (tf.getBackend() !== trial.device.backend) throw new Error(tf.getBackend());
        const x: number = trial.params.x;
        return tf.tidy(() => tf.square(tf.scalar(x)).dataSync()[0] * Shape.Steep);
      }`,
    );
    writeFileSync(
      join(folder, 'typed.yaml'),
      'module: ./train.ts\nmethod: random\nmetric: { name: loss, goal: minimize }\nparameters: { x: { min: 0.5, max: 1.5 } }\nrun_cap: 4\n',
    );
    const run = await hypersweep(['run', 'typed.yaml', '--workers', '2'], folder);
    expect(run.stderr).toBe('');
    const summary = JSON.parse(readFileSync(join(folder, 'results/typed/summary.json'), 'utf8'));
    expect(summary.trials).toMatchObject({ complete: 4, failed: 0 });
    expect(summary.best.value).toBeCloseTo(2 * summary.best.params.x ** 2, 5);
  });

  it('says one JSON event a line with --json', async () => {
    const run = await hypersweep(['run', 'objective.yaml', '--json', '--trials', '3'], folder);
    const events = run.stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events[0].type).toBe('study-started');
    expect(events.at(-1)).toMatchObject({ type: 'study-ended', reason: 'trials' });
    expect(events.filter(({ type }) => type === 'trial-finished')).toHaveLength(3);
  });

  it('gives a second run of the same sweep a study of its own, with the same leaderboard', async () => {
    await hypersweep(['run', 'objective.yaml'], folder);
    const again = await hypersweep(['run', 'objective.yaml'], folder);
    expect(again.code).toBe(0);
    expect(leaderboardOf('curve-2')).toBe(leaderboardOf('curve'));
  });

  it.each([
    ['SIGINT', 130, 'stop'],
    ['SIGKILL', null, 'stop'],
    ['SIGKILL', null, 'promote'],
  ] as const)('goes on after %s (exit code %s) as if nothing had happened; asha: %s', async (signal, code, mode) => {
    const sweep = join(folder, 'objective.yaml');
    writeFileSync(sweep, readFileSync(sweep, 'utf8').replace('eta: 3', `eta: 3, mode: ${mode}`));
    await hypersweep(['run', 'objective.yaml', '--name', 'whole'], folder);
    process.env.EPOCH_MS = '20';
    const run = start(['run', 'objective.yaml', '--name', 'cut'], folder);
    await printed(run, / 7\/20 /);
    run.child.kill(signal);
    const ended = await run.ended;
    expect(ended.code).toBe(code);
    if (signal === 'SIGINT') {
      expect(ended.stdout).toContain('hypersweep resume cut');
      expect(existsSync(join(folder, 'results/cut/report.html'))).toBe(true);
    }
    delete process.env.EPOCH_MS;
    const resumed = await hypersweep(['resume', 'cut'], folder);
    expect(resumed.stderr).toBe('');
    expect(resumed.code).toBe(0);
    expect(leaderboardOf('cut')).toBe(leaderboardOf('whole'));
  });

  it('ends at once at the second Ctrl-C, and goes on after that', async () => {
    process.env.EPOCH_MS = '10000';
    const run = start(['run', 'objective.yaml', '--json'], folder);
    await printed(run, 'trial-started');
    run.child.kill('SIGINT');
    await printed(run, 'study-ending');
    run.child.kill('SIGINT');
    expect((await run.ended).code).toBe(130);
    delete process.env.EPOCH_MS;
    expect((await hypersweep(['resume', 'curve'], folder)).code).toBe(0);
  });

  it('says what the first trial waits for, and keeps no study that is ended before it', async () => {
    writeFileSync(join(folder, 'objective.js'), 'for (;;);');
    const run = start(['run', 'objective.yaml'], folder);
    await printed(run, /^\[ +0s\] Loading \.\/objective\.js in \d+ workers? takes longer than 3 s; Ctrl-C ends the run\n/);
    run.child.kill('SIGINT');
    const { code, stdout } = await run.ended;
    expect(code).toBe(130);
    expect(stdout.split('\n').slice(1)).toEqual(['Ended before the first trial: no study is kept', '']);
    expect(existsSync(join(folder, 'results/curve'))).toBe(false);
  });

  it('adds trials to a study that has ended', async () => {
    await hypersweep(['run', 'objective.yaml', '--trials', '4'], folder);
    const spent = await hypersweep(['resume', 'curve'], folder);
    expect(spent.code).toBe(2);
    expect(spent.stderr).toContain('hypersweep resume curve --more 20');
    await hypersweep(['resume', 'curve', '--more', '3'], folder);
    const board = await hypersweep(['leaderboard', 'curve', '--json'], folder);
    expect(JSON.parse(board.stdout)).toHaveLength(7);
  });

  it('refuses a second run on a study that is running, and lets it be looked at', async () => {
    process.env.EPOCH_MS = '200';
    const first = start(['run', 'objective.yaml'], folder);
    await printed(first, ' 1/20 ');
    const second = await hypersweep(['resume', 'curve'], folder);
    expect(second.code).toBe(2);
    expect(second.stderr).toContain('curve is being run by process');
    expect((await hypersweep(['list'], folder)).stdout).toContain('running');
    expect((await hypersweep(['leaderboard', 'curve'], folder)).stdout).toContain('complete');
    first.child.kill('SIGINT');
    await first.ended;
    delete process.env.EPOCH_MS;
  });

  it('ends a study in which everything fails, says why, and exits with 1', async () => {
    writeFileSync(join(folder, 'objective.js'), 'export default () => { throw new Error("no data today"); };');
    const run = await hypersweep(['run', 'objective.yaml'], folder);
    expect(run.code).toBe(1);
    expect(run.stdout).toContain('error: no data today');
    expect(existsSync(join(folder, 'results/curve/report.html'))).toBe(true);

    cpSync(join(root, 'test/fixtures/objective.js'), join(folder, 'objective.js'));
    const mended = await hypersweep(['resume', 'curve'], folder);
    expect(mended.code).toBe(0);
    expect(mended.stdout).toContain('all 20 trials are done');
  });
});
