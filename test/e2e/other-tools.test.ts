/** Files of other tools through the real commands: `convert`, and studies that start from their trials. */
import { appendFileSync, cpSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import type { WarmStart } from '../../src/core/prior-trial.js';
import { openStudy } from '../../src/storage/studies.js';
import { askPython, pythonWith } from '../fixtures/python.js';
import { hypersweep, temporaryFolder } from './command-line.js';

const python = pythonWith('optuna');

let folder: string;
beforeAll(() => {
  folder = temporaryFolder();
  cpSync(fileURLToPath(new URL('./other-tools/', import.meta.url)), folder, { recursive: true });
  cpSync(fileURLToPath(new URL('./wandb/train.py', import.meta.url)), join(folder, 'train.py'));
});

async function succeed(...args: string[]) {
  const ended = await hypersweep(args, folder);
  expect([args, ended.code, ended.stderr]).toEqual([args, 0, expect.not.stringContaining('Error')]);
  return ended;
}

/** The trial's arguments, as its program printed them. */
function argumentsOf(study: string): string[] {
  const log = readFileSync(join(folder, 'results', study, 'logs/trial-0000.log'), 'utf8');
  return JSON.parse(/arguments: (.*)$/m.exec(log)?.[1] ?? '[]');
}

/** What the study knows of trials that are not its own. */
function priorTrialsOf(study: string): WarmStart {
  const { store, close } = openStudy(join(folder, 'results', study), { mode: 'read' });
  try {
    return store.warmStart() as WarmStart;
  } finally {
    close();
  }
}

describe('convert', () => {
  it.each([
    ['wandb.yaml', '', ['project is left out', 'command is left out'], ["--optimizer={'lr': ", '--dropout=0']],
    [
      'nni-space.json',
      'program: train.py\n',
      ['stands in for yours', 'What a trial runs is left to you'],
      ['--lr=', '--batch_size='],
    ],
    ['katib.yaml', 'program: train.py\n', ['trialTemplate is left out'], ['--lr=0.0', '--num-layers=', '--optimizer=']],
    ['optuna.json', 'program: train.py\n', ['What a trial runs is left to you'], ['--lr=', '--layers=', '--optimizer=']],
  ])('makes of %s a sweep file that is valid once %j is in it, and runs', async (file, program, remarks, args) => {
    const [name] = file.split('.') as [string];
    const { stderr } = await succeed('convert', file, `my-${name}.yaml`);
    for (const remark of remarks) expect(stderr).toContain(remark);
    expect(readFileSync(join(folder, `my-${name}.yaml`), 'utf8')).toMatch(/^# Converted from /);
    appendFileSync(join(folder, `my-${name}.yaml`), program);
    expect((await succeed('validate', `my-${name}.yaml`)).stdout).toContain(`my-${name}.yaml is a valid sweep file.`);
    await succeed('run', `my-${name}.yaml`, '--trials', '2', '--name', name);
    const given = argumentsOf(name);
    for (const arg of args) expect(given).toContainEqual(expect.stringContaining(arg));
  });

  it("carries over a whole experiment of NNI's, but not its command", async () => {
    const { stderr } = await succeed('convert', 'nni-experiment.yaml', 'my-nni.yaml');
    expect(stderr).toContain('The command of the trials is left out: python3 train.py');
    appendFileSync(join(folder, 'my-nni.yaml'), 'program: train.py\n');
    const { stdout } = await succeed('validate', 'my-nni.yaml');
    expect(stdout).toContain('minimize default');
    expect(stdout).toContain('sampler tpe, pruner median, budget 10 trials');
  });

  it('leaves a file alone that is there, and refuses what it does not know', async () => {
    const before = readFileSync(join(folder, 'wandb.yaml'), 'utf8');
    const again = await hypersweep(['convert', 'katib.yaml', 'wandb.yaml'], folder);
    expect([again.code, again.stderr]).toEqual([2, expect.stringContaining('wandb.yaml exists already')]);
    expect(readFileSync(join(folder, 'wandb.yaml'), 'utf8')).toBe(before);
    const strange = await hypersweep(['convert', 'train.py', 'none.yaml'], folder);
    expect(strange.code).toBe(2);
    expect(existsSync(join(folder, 'none.yaml'))).toBe(false);
  });
});

const sweep = `
method: tpe
metric: { name: val_loss, goal: minimize }
program: train.py
parameters:
  lr:        { min: 0.0001, max: 0.1, log: true }
  layers:    { min: 1, max: 4 }
  optimizer: { values: [sgd, adam] }
run_cap: 2
`;

describe('warm_start', () => {
  beforeAll(() => writeFileSync(join(folder, 'sweep.yaml'), sweep));

  it("starts from our own trials.jsonl, and from the same study as Optuna's file", async () => {
    await succeed('run', 'sweep.yaml', '--trials', '6', '--name', 'before');
    await succeed('report', 'before', '--format', 'jsonl,optuna');
    const lines = readFileSync(join(folder, 'results/before/trials.jsonl'), 'utf8').trimEnd().split('\n');
    const ours = lines.map((line) => JSON.parse(line)).filter(({ state }) => state === 'complete');
    const expected = ours.map(({ params, metrics }) => ({ params, metrics: { val_loss: metrics.val_loss } }));
    for (const file of ['trials.jsonl', 'optuna.db']) {
      const name = `after-${file.split('.')[1]}`;
      const { stdout } = await succeed('run', 'sweep.yaml', '--name', name, '--warm-start', join('results/before', file));
      expect(stdout).toContain(`starts from ${ours.length} prior trials`);
      const { trials, remarks } = priorTrialsOf(name);
      expect(trials.map(({ params, metrics }) => ({ params, metrics }))).toEqual(expected);
      expect(trials[0]?.curve.map(([step]) => step)).toEqual(ours[0].reports.map(({ step }: { step: number }) => step));
      expect(remarks).toEqual([]);
    }
  });

  it("starts from a table of W&B's, without the runs that did not finish or do not fit", async () => {
    const table = [
      '"Name","State","Runtime","lr","layers","optimizer","val_loss"',
      '"lemon-sky-1","finished","12","0.01","2","adam","0.4"',
      '"red-sea-2","crashed","3","0.02","3","sgd",""',
      '"far-off-3","finished","9","0.5","3","sgd","0.1"',
      '"good-one-4","finished","15","0.003","4","sgd","0.25"',
    ];
    writeFileSync(join(folder, 'runs.csv'), `${table.join('\n')}\n`);
    writeFileSync(join(folder, 'from-runs.yaml'), `${sweep}warm_start: runs.csv\n`);
    await succeed('run', 'from-runs.yaml', '--name', 'from-runs');
    const { trials, remarks } = priorTrialsOf('from-runs');
    expect(trials).toEqual([
      { params: { lr: 0.01, layers: 2, optimizer: 'adam' }, metrics: { val_loss: 0.4 }, curve: [] },
      { params: { lr: 0.003, layers: 4, optimizer: 'sgd' }, metrics: { val_loss: 0.25 }, curve: [] },
    ]);
    expect(remarks.join('\n')).toContain('far-off-3');
  });
});

/** A study of Optuna's own making: every state, every kind of distribution, and what it says of itself. */
const optunaStudy = `
import optuna
optuna.logging.set_verbosity(optuna.logging.ERROR)
def objective(trial):
    lr = trial.suggest_float('lr', 1e-4, 0.1, log=True)
    share = trial.suggest_float('share', 0.0, 1.0, step=0.25)
    layers = trial.suggest_int('layers', 1, 4)
    width = trial.suggest_int('width', 8, 64, step=8)
    kind = trial.suggest_categorical('kind', ['sgd', 'adam', None, True, 3])
    if trial.number == 3: raise RuntimeError('no luck')
    for step in range(1, 4):
        value = abs(share - 0.5) + layers / step + lr
        trial.report(value, step)
        if trial.number in (5, 9) and step == 2: raise optuna.TrialPruned()
    return value
study = optuna.create_study(study_name='theirs', storage='sqlite:///' + sys.argv[1], sampler=optuna.samplers.TPESampler(seed=7))
study.optimize(objective, n_trials=14, catch=(RuntimeError,))
answer({'best': study.best_trial.number, 'trials': [
  {'state': t.state.name, 'value': t.value, 'params': t.params, 'curve': list(map(list, t.intermediate_values.items()))} for t in study.trials]})
`;

interface OptunaTrial {
  readonly state: string;
  readonly value: number | null;
  readonly params: Readonly<Record<string, unknown>>;
  readonly curve: readonly (readonly [number, number])[];
}

describe.skipIf(python === undefined)("a file of Optuna's own (skipped without a Python that has it)", () => {
  it('gives the same distributions, trials, values, states and best trial', async () => {
    const theirs = askPython(python as string, optunaStudy, [join(folder, 'theirs.db')]) as {
      readonly best: number;
      readonly trials: readonly OptunaTrial[];
    };
    await succeed('convert', 'theirs.db', 'theirs.yaml', '--study', 'theirs');
    appendFileSync(join(folder, 'theirs.yaml'), 'program: train.py\nrun_cap: 1\nwarm_start: theirs.db\n');
    const { stdout } = await succeed('validate', 'theirs.yaml');
    for (const line of [
      'lr: float from 0.0001 to 0.1, log scale',
      'share: float from 0 to 1, in steps of 0.25',
      'layers: int from 1 to 4',
      'width: int from 8 to 64, in steps of 8',
      'kind: one of sgd, adam, null, true, 3',
    ]) {
      expect(stdout).toContain(`    ${line}\n`);
    }

    await succeed('run', 'theirs.yaml', '--name', 'theirs');
    const { trials } = priorTrialsOf('theirs');
    const counted = theirs.trials.filter(({ state }) => state !== 'FAIL');
    expect(theirs.trials.map(({ state }) => state)).toEqual(
      Array.from({ length: 14 }, (_, i) => (i === 3 ? 'FAIL' : i === 5 || i === 9 ? 'PRUNED' : 'COMPLETE')),
    );
    expect(trials.map(({ params }) => params)).toEqual(counted.map(({ params }) => params));
    expect(trials.map(({ metrics }) => metrics?.loss)).toEqual(
      counted.map(({ state, value }) => (state === 'COMPLETE' ? value : undefined)),
    );
    expect(trials.map(({ curve }) => curve)).toEqual(
      counted.map(({ curve }) => curve.map(([step, value]) => [Number(step), value])),
    );
    const best = trials.reduce((a, b) => ((b.metrics?.loss ?? Infinity) < (a.metrics?.loss ?? Infinity) ? b : a));
    expect(best.params).toEqual(theirs.trials[theirs.best]?.params);
  });
});
