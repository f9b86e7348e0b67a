import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import type { TextClassificationSpec } from '../../src/core/task-spec.js';
import { parseSweep, specFromObject } from '../../src/sweep-file/index.js';
import { starters } from '../../src/sweep-file/starters/index.js';
import { filesFolder, sweepOf } from './sweep.js';

const textClassification = {
  metric: '{ name: val_accuracy, goal: maximize }',
  task: '{ type: text-classification, data: intl-languages, epochs: 5 }',
  parameters: '{ dropout: { min: 0.0, max: 0.5 } }',
};

function mistakeIn(lines: Readonly<Record<string, string>>): string {
  try {
    sweepOf(lines);
  } catch (error) {
    expect(error).toBeInstanceOf(UsageError);
    return (error as Error).message;
  }
  throw new Error('The sweep was accepted');
}

describe('a sweep', () => {
  it('has defaults for all that it leaves out', () => {
    const { spec, warnings } = sweepOf({});
    expect(spec).toMatchObject({
      name: 'sweep',
      objective: { metric: 'loss', goal: 'minimize' },
      sampler: { type: 'auto' },
      pruner: { type: 'auto' },
      budget: { trials: 10 },
      seed: 1,
      task: { kind: 'module', url: pathToFileURL(`${filesFolder}objective.mjs`).href, exportName: 'default' },
    });
    expect(warnings).toEqual([]);
  });

  it('with a method of its own ends nothing early, as in W&B', () => {
    expect(sweepOf({ method: 'tpe' }).spec.pruner).toEqual({ type: 'none' });
    const severalMetrics = '[{ name: loss, goal: minimize }, { name: seconds, goal: minimize }]';
    expect(sweepOf({ metric: severalMetrics }).spec.pruner).toEqual({ type: 'none' });
  });

  it('says all that it can say', () => {
    const { spec } = sweepOf({
      name: 'my-sweep',
      description: 'what it is for',
      method: '{ type: random }',
      early_terminate: '{ type: asha, min_iter: 1, eta: 4 }',
      budget: '{ trials: 10, time: 1h30m, epochs: 500, target: 0.1, plateau: 20 }',
      seed: '7',
      workers: '2',
      timeout: '90s',
      task: '{ type: module, file: objective.mjs, export: train, epochs: 10 }',
    });
    expect(spec).toMatchObject({
      name: 'my-sweep',
      description: 'what it is for',
      sampler: { type: 'random' },
      pruner: { type: 'asha', min_iter: 1, eta: 4 },
      budget: { trials: 10, timeMs: 5_400_000, epochs: 500, target: 0.1, plateau: 20 },
      seed: 7,
      workers: 2,
      timeoutMs: 90_000,
      task: { exportName: 'train', epochs: 10 },
    });
  });

  it("runs W&B's bayes, program, run_cap and metric.target", () => {
    const { spec, warnings } = sweepOf({
      method: 'bayes',
      program: 'objective.mjs',
      task: '',
      project: 'x',
      metric: '{ name: loss, target: 0.5 }',
    });
    expect(spec.sampler).toEqual({ type: 'gp' });
    expect(spec.task).toMatchObject({ kind: 'module', exportName: 'default' });
    expect(spec.budget).toEqual({ trials: 10, target: 0.5 });
    expect(warnings).toEqual([
      'sweep.yaml:1: metric: `goal` is left out, so the metric is minimized, as in W&B',
      'sweep.yaml:4: method: `bayes` runs as `gp`: a Gaussian process, as in W&B, with the logarithm of the expected improvement',
      "sweep.yaml:6: project: is about W&B's server and has no meaning here",
    ]);
  });

  it.each([
    ['My sweep (2)', 'my-sweep-2'],
    ['<script>alert(1)</script>', 'script-alert-1-script'],
    ['../elsewhere', 'elsewhere'],
    ['Größe', 'gr-e'],
  ])('calls a study that is named %s as a folder can be called, and says so', (name, expected) => {
    const { spec, warnings } = sweepOf({ name: JSON.stringify(name) });
    expect(spec.name).toBe(expected);
    expect(warnings).toEqual([`sweep.yaml:5: name: names a folder, too, so the study is called \`${expected}\``]);
  });

  it('leaves capitals as they are', () => {
    expect(sweepOf({ name: 'ResNet_50.v2' })).toMatchObject({ spec: { name: 'ResNet_50.v2' }, warnings: [] });
  });

  it('takes several metrics and a bound on the expected gain', () => {
    const { spec } = sweepOf({
      metric: '[{ name: loss, goal: minimize, target: 0.5 }, { name: seconds, goal: minimize, target: 9 }]',
      method: 'tpe',
      run_cap: '',
      budget: '{ plateau: 30 }',
    });
    expect(spec).toMatchObject({
      objective: { metric: 'loss', goal: 'minimize' },
      furtherObjectives: [{ metric: 'seconds', goal: 'minimize' }],
      pruner: { type: 'none' },
      budget: { plateau: 30, targets: { loss: 0.5, seconds: 9 } },
    });
    expect(sweepOf({ budget: '{ regret: 0.01 }' }).spec.budget).toEqual({ trials: 10, regret: 0.01 });
    const one = sweepOf({ metric: '[{ name: loss, goal: minimize, target: 0.5 }]', budget: '{ regret: noise }' }).spec;
    expect([one.objective.metric, one.furtherObjectives]).toEqual(['loss', undefined]);
    expect(one.budget).toEqual({ trials: 10, target: 0.5, regret: 'noise' });
  });

  it('says how many seeds the best run under, and what is trained anew in the end', () => {
    const severalSeeds = (keys: Record<string, string>) => {
      const { repeats, finalize } = sweepOf(keys).spec;
      return [repeats, finalize];
    };
    expect(severalSeeds({})).toEqual([undefined, undefined]);
    expect(severalSeeds({ repeats: '1' })).toEqual([undefined, undefined]);
    expect(severalSeeds({ repeats: '3', finalize: '{}' })).toEqual([
      { seeds: 3, top: 5, drop: true },
      { top: 3, seeds: 5 },
    ]);
    expect(severalSeeds({ repeats: '{ seeds: 4, top: all, drop: false }', finalize: '{ top: 1, seeds: 9 }' })).toEqual([
      { seeds: 4, top: 'all', drop: false },
      { top: 1, seeds: 9 },
    ]);
  });

  it('ends after 100 trials when nothing else ends it, and says so', () => {
    const { spec, warnings } = sweepOf({ run_cap: '' });
    expect(spec.budget).toEqual({ trials: 100 });
    expect(warnings).toEqual(['sweep.yaml:1: no budget is given, so the study ends after 100 trials; set `run_cap` or `budget`']);
    expect(sweepOf({ run_cap: '', budget: '{ time: 30m }' }).spec.budget).toEqual({ timeMs: 1_800_000 });
    expect(sweepOf({ run_cap: '', budget: '{ target: 0 }' }).spec.budget).toEqual({ trials: 100, target: 0 });
    const grid = sweepOf({ run_cap: '', method: 'grid', parameters: '{ x: { values: [1, 2] } }' });
    expect(grid.spec.budget).toEqual({});
    expect(grid.warnings).toEqual([]);
  });

  it.each([
    ['90', 90_000],
    ['0.5', 500],
    ['90s', 90_000],
    ['30m', 1_800_000],
    ['2h', 7_200_000],
    ['1h30m', 5_400_000],
    ['1h 30m 5s', 5_405_000],
    ['1.5h', 5_400_000],
  ])('takes %s for a time', (time, milliseconds) => {
    expect(sweepOf({ timeout: time }).spec.timeoutMs).toBe(milliseconds);
  });

  it.each<[string, number | 'off' | undefined]>([
    ['5m', 300_000],
    ['off', 'off'],
    ['auto', undefined],
  ])('takes %s for how long a trial may be silent', (time, expected) => {
    expect(sweepOf({ hang_timeout: time }).spec.hangMs).toBe(expected);
  });

  it.each([
    ['800MB', 800 * 2 ** 20],
    ['2 GiB', 2 ** 31],
    ['1.5g', 1.5 * 2 ** 30],
    ['65536', 65536],
  ])('takes %s for a size', (size, bytes) => {
    expect(sweepOf({ memory_limit: size, retries: '3' }).spec).toMatchObject({ memoryLimitBytes: bytes, retries: 3 });
  });

  it('takes how often a trial keeps what it goes on from', () => {
    expect(sweepOf({ checkpoint_every: '90s' }).spec.checkpointEveryMs).toBe(90_000);
    expect(sweepOf({}).spec.checkpointEveryMs).toBeUndefined();
    expect(mistakeIn({ checkpoint_every: 'soon' })).toContain('checkpoint_every: expected a time above 0');
  });

  it.each(['0', 'lots', '2XB', '-1'])('does not take %s for a size', (size) => {
    expect(mistakeIn({ memory_limit: size })).toContain('memory_limit: expected a size such as 800MB or 2GB');
  });

  it.each(['0', 'soon'])('does not take %s for how long a trial may be silent', (time) => {
    expect(mistakeIn({ hang_timeout: time })).toContain('hang_timeout: expected auto, off, or a time above 0');
  });

  it.each(['0', '-1', '1d', 'm', '""', '1.2.3h', '[1]', 'null'])('does not take %s for a time', (time) => {
    expect(mistakeIn({ timeout: time })).toContain('timeout: expected a time above 0');
  });

  it.each([
    ['My Sweep.yaml', 'my-sweep'],
    ['search-spaces/.hidden.yml', 'hidden'],
    ['Größe.yaml', 'gr-e'],
    ['???.yaml', 'sweep'],
  ])('in %s is called %s when it does not name itself', (fileName, name) => {
    const { text } = sweepOf({});
    expect(parseSweep(text, { fileName, baseFolder: filesFolder }).spec.name).toBe(name);
  });
});

describe('a text classification', () => {
  it('reads files', () => {
    const data = '{ train: train.csv, test: plain.txt, format: csv, header: false, text: 0, label: 1, split: [0.7, 0.2, 0.1] }';
    const { spec } = sweepOf({ ...textClassification, task: `{ type: text-classification, data: ${data} }` });
    expect(spec.task).toEqual({
      kind: 'text-classification',
      data: {
        kind: 'files',
        train: `${filesFolder}train.csv`,
        test: `${filesFolder}plain.txt`,
        format: 'csv',
        header: false,
        textColumn: 0,
        labelColumn: 1,
      },
      split: [0.7, 0.2, 0.1],
      epochs: 20,
    });
  });

  it('reads what augmentation is made from, and warns of what no parameter uses', () => {
    const augmented = (augmentation: string, parameters = textClassification.parameters) => {
      const task = `{ type: text-classification, data: intl-languages, augmentation: ${augmentation} }`;
      const { spec, warnings } = sweepOf({ ...textClassification, task, parameters });
      return { augmentation: (spec.task as TextClassificationSpec).augmentation, warnings };
    };
    const rates = '{ random_insertion: { value: 0.1 }, back_translation: { min: 0.0, max: 0.5 } }';
    expect(augmented('{ synonyms: plain.txt, back_translation: { command: [python3, translate.py] } }', rates)).toEqual({
      augmentation: {
        synonyms: `${filesFolder}plain.txt`,
        backTranslation: { kind: 'command', command: ['python3', 'translate.py'], folder: resolve(filesFolder) },
      },
      warnings: [],
    });
    expect(augmented('{ back_translation: { module: objective.mjs } }')).toEqual({
      augmentation: { backTranslation: { kind: 'module', url: pathToFileURL(`${filesFolder}objective.mjs`).href } },
      warnings: [
        'sweep.yaml:2: task.augmentation.back_translation: has no effect: no parameter `back_translation` says how much of it to use',
      ],
    });
  });

  it('reads what its classes weigh, and warns where no trial uses it', () => {
    const weighted = (weights: string, parameters = textClassification.parameters) => {
      const task = `{ type: text-classification, data: intl-languages, class_weights: ${weights} }`;
      const { spec, warnings } = sweepOf({ ...textClassification, task, parameters });
      return { weights: (spec.task as TextClassificationSpec).classWeights, warnings };
    };
    expect(weighted('{ de: 2, 0: 0.5 }')).toEqual({ weights: { de: 2, 0: 0.5 }, warnings: [] });
    expect(weighted('{ de: 2 }', '{ class_weights: { values: [none, balanced, given] } }').warnings).toEqual([]);
    expect(weighted('{ de: 2 }', '{ class_weights: { values: [none, balanced] } }').warnings).toEqual([
      'sweep.yaml:2: task.class_weights: has no effect: the parameter `class_weights` is never "given"',
    ]);
    const conditional = `{ loss: { values: [focal, mse] }, class_weights: { value: balanced, when: "loss == 'mse'" } }`;
    expect(weighted('{ de: 2 }', conditional).warnings).toEqual([]);
  });

  it('looks for the columns text and label when it names none', () => {
    const { spec } = sweepOf({ ...textClassification, task: '{ type: text-classification, data: { train: train.csv } }' });
    expect(spec.task).toMatchObject({ data: { textColumn: 'text', labelColumn: 'label', header: true }, split: [0.8, 0.1, 0.1] });
  });

  it('takes a loss of one’s own, with parameters of its own', () => {
    const parameters = '{ loss: { values: [focal, ./objective.mjs] }, loss_scale: { min: 0.5, max: 2.0 } }';
    const { spec, warnings } = sweepOf({ ...textClassification, parameters, derived: '{ loss_power: loss_scale * 2 }' });
    const url = pathToFileURL(`${filesFolder}objective.mjs`).href;
    expect(spec.task).toMatchObject({ kind: 'text-classification', ownLosses: { './objective.mjs': url } });
    expect(warnings).toEqual([]);
    const one = sweepOf({ ...textClassification, parameters: '{ loss: { value: ./objective.mjs } }' });
    expect(one.spec.task).toHaveProperty('ownLosses');
    expect(sweepOf({ ...textClassification, parameters: '{ loss: { value: focal } }' }).spec.task).not.toHaveProperty(
      'ownLosses',
    );
  });

  it('ends a trial with the best epoch or the last', () => {
    const taskOf = (keys: string) =>
      sweepOf({ ...textClassification, task: `{ type: text-classification, data: intl-languages${keys} }` }).spec.task;
    expect(taskOf(', score: last')).toHaveProperty('score', 'last');
    expect(taskOf('')).not.toHaveProperty('score');
    expect(() => taskOf(', score: mean')).toThrow('task.score: expected best or last, got "mean"');
  });

  it('knows what is better of its metrics', () => {
    const goalOf = (name: string) => {
      const { spec, warnings } = sweepOf({ ...textClassification, metric: `{ name: ${name} }` });
      expect(warnings).toEqual([]);
      return spec.objective.goal;
    };
    expect(['val_auroc', 'val_loss', 'val_calibration_error'].map(goalOf)).toEqual(['maximize', 'minimize', 'minimize']);
  });

  it('warns of a goal that makes it worse, and of whole bounds for a fraction', () => {
    const metric = '{ name: val_accuracy, goal: minimize }';
    const parameters = '{ warmup: { min: 0, max: 1 }, weight_decay: { min: 0, max: 3 } }';
    expect(sweepOf({ ...textClassification, metric, parameters }).warnings).toEqual([
      'sweep.yaml:1: metric.goal: val_accuracy is better when maximized, but the goal is to minimize it',
      'sweep.yaml:3: parameters.warmup: is 0 or 1 and nothing between, as both bounds are whole numbers; write { min: 0.0, max: 1.0 } for all between',
      'sweep.yaml:3: parameters.weight_decay: tries whole numbers only, as both bounds are whole; for fractions write 0.0',
    ]);
  });
});

describe('an image classification', () => {
  const taskOf = (data: string) =>
    sweepOf({ ...textClassification, task: `{ type: image-classification, data: ${data} }` }).spec.task;

  it('reads folders and pairs of files', () => {
    expect(taskOf('{ train: ., validation: { images: plain.txt, labels: train.csv }, image_size: 32 }')).toEqual({
      kind: 'image-classification',
      data: {
        train: filesFolder.replace(/\/$/, ''),
        validation: { images: `${filesFolder}plain.txt`, labels: `${filesFolder}train.csv` },
        size: [32, 32],
      },
      split: [0.8, 0.1, 0.1],
      epochs: 20,
    });
    expect(taskOf('{ train: ., image_size: [24, 32], split: [0.7, 0.3, 0] }')).toMatchObject({
      data: { size: [24, 32] },
      split: [0.7, 0.3, 0],
    });
  });
});

describe('a sequence labelling', () => {
  const sequenceLabelling = { metric: '{ name: val_f1, goal: maximize }', parameters: '{ dropout: { min: 0.0, max: 0.5 } }' };
  const taskOf = (data: string) =>
    sweepOf({ ...sequenceLabelling, task: `{ type: sequence-labelling, data: ${data}, epochs: 5 }` }).spec.task;

  it('takes dates by their name alone', () => {
    const task = { kind: 'sequence-labelling', data: { kind: 'intl-dates' }, split: [0.8, 0.1, 0.1], epochs: 5 };
    expect(taskOf('intl-dates')).toEqual(task);
    expect(taskOf('{ source: intl-dates, split: [0.6, 0.2, 0.2] }')).toEqual({ ...task, split: [0.6, 0.2, 0.2] });
  });

  it('reads files in columns, from the first and the last one when it names none', () => {
    expect(taskOf('{ train: plain.txt, test: train.csv, token: 1, tag: -2 }')).toMatchObject({
      data: {
        kind: 'files',
        train: `${filesFolder}plain.txt`,
        test: `${filesFolder}train.csv`,
        ...{ tokenColumn: 1, tagColumn: -2 },
      },
      split: [0.8, 0.1, 0.1],
    });
    expect(taskOf('{ train: plain.txt }')).toMatchObject({ data: { tokenColumn: 0, tagColumn: -1 } });
  });

  it('reads a file of tokens with one of their tags', () => {
    const pair = '{ tokens: plain.txt, tags: train.csv }';
    const files = { tokens: `${filesFolder}plain.txt`, tags: `${filesFolder}train.csv` };
    expect(taskOf(`{ train: ${pair}, validation: ${pair}, test: ${pair} }`)).toMatchObject({
      data: { train: files, validation: files, test: files },
    });
  });
});

describe('a sweep from code', () => {
  const settings = { metric: { name: 'loss', goal: 'minimize' }, parameters: { x: { min: 0, max: 5 } }, run_cap: 3 };

  it('takes the same keys and runs in this process', () => {
    const { spec } = specFromObject({ ...settings, seed: undefined }, 'optimize()');
    expect(spec).toMatchObject({ name: 'study', task: { kind: 'inline' }, budget: { trials: 3 }, seed: 1 });
    expect(specFromObject({ ...settings, task: { epochs: 10 } }, 'optimize()').spec.task).toEqual({ kind: 'inline', epochs: 10 });
  });

  it('is refused with its place in the code', () => {
    expect(() => specFromObject({ ...settings, parameters: { x: { min: 1, max: () => 2 } }, sed: 1 }, 'optimize()')).toThrow(
      [
        'optimize(): sed: unknown key; did you mean `seed`?',
        'optimize(): parameters.x.max: expected a number, got a function',
        '2 mistakes in optimize()',
      ].join('\n'),
    );
    expect(() => specFromObject(undefined, 'optimize()')).toThrow('optimize(): expected an object');
  });
});

const defaultMissing = ['NA', 'N/A', 'NaN', 'nan', '?', 'null', 'NULL'];

describe('data in tables', () => {
  it.each(['classification', 'regression'])('have a ready sweep that is valid: %s', (task) => {
    const path = new URL(`../../search-spaces/tabular-${task}.yaml`, import.meta.url);
    const text = readFileSync(path, 'utf8').replace('data/train.csv', 'train.csv');
    const { spec, warnings } = parseSweep(text, { fileName: 'ready.yaml', baseFolder: filesFolder });
    expect(warnings).toEqual([]);
    expect(spec.task).toMatchObject({ kind: `tabular-${task}`, data: { label: 'label', missing: defaultMissing } });
  });

  it('go with metrics of errors, which are better when lower', () => {
    const warningsFor = (name: string, goal: string) =>
      sweepOf({
        task: '{ type: tabular-regression, data: { train: train.csv } }',
        metric: `{ name: ${name}, goal: ${goal} }`,
        parameters: '{ units: { values: [8, 16] } }',
      }).warnings;
    for (const name of ['val_rmse', 'val_mse', 'val_mae', 'val_loss']) expect(warningsFor(name, 'minimize')).toEqual([]);
    expect(warningsFor('val_r2', 'maximize')).toEqual([]);
    expect(warningsFor('val_rmse', 'maximize')[0]).toMatch(/val_rmse is better when minimized/);
  });

  const table = (data: string) => {
    const task = `{ type: tabular-regression, data: ${data} }`;
    const { spec } = sweepOf({ task, metric: '{ name: val_rmse, goal: minimize }', parameters: '{ units: { value: 8 } }' });
    return spec.task;
  };

  it('need no more than a file', () => {
    expect(table('{ train: train.csv }')).toEqual({
      kind: 'tabular-regression',
      data: {
        train: `${filesFolder}train.csv`,
        header: true,
        label: 'label',
        ...{ numbers: [], categories: [], ignore: [] },
        missing: defaultMissing,
      },
      split: [0.8, 0.1, 0.1],
      epochs: 20,
    });
  });

  it('say what their columns are, by number in a file without a header', () => {
    const data =
      "{ train: train.csv, test: train.csv, header: false, delimiter: ';', label: 3, categories: [0, 2], missing: [-999] }";
    expect(table(data)).toMatchObject({
      data: {
        test: `${filesFolder}train.csv`,
        header: false,
        delimiter: ';',
        label: '3',
        categories: ['0', '2'],
        missing: ['-999'],
      },
    });
  });
});

describe('a starter', () => {
  it.each(Object.entries(starters))('for %s leaves the search to the defaults, and says how to choose', (_, text) => {
    expect(text).not.toMatch(/^(method|early_terminate):/m);
    expect(text).toContain('`hypersweep methods` lists what else there is');
    const { spec } = sweepOf({});
    expect([spec.sampler, spec.pruner]).toEqual([{ type: 'auto' }, { type: 'auto' }]);
    expect(sweepOf({ method: 'tpe' }).spec.pruner).toEqual({ type: 'none' });
  });

  /** What it names, and what is there instead. */
  const named: Readonly<Record<keyof typeof starters, readonly [string, string]>> = {
    'text-classification': ['train: data/train.csv', 'train: train.csv'],
    'image-classification': ['train: data/photos', 'train: .'],
    'sequence-labelling': ['train: data/train.conll', 'train: plain.txt'],
    'tabular-classification': ['train: data/train.csv', 'train: train.csv'],
    'tabular-regression': ['train: data/train.csv', 'train: train.csv'],
    module: ['file: objective.js', 'file: objective.mjs'],
    program: ['program: train.py', 'program: train.py'],
  };

  it.each(Object.entries(starters) as [keyof typeof starters, string][])('for %s is a valid sweep as it stands', (kind, text) => {
    const [from, to] = named[kind];
    expect(text).toContain(from);
    const { warnings } = parseSweep(text.replace(from, to), { fileName: 'starter.yaml', baseFolder: filesFolder });
    expect(warnings).toEqual([]);
  });

  it('for a program has the pattern that it offers as a comment', () => {
    const { spec } = parseSweep(starters.program.replace('# metrics:', 'metrics:'), {
      fileName: 'x.yaml',
      baseFolder: filesFolder,
    });
    expect(spec.task).toMatchObject({ metrics: { patterns: ['epoch (?<epoch>\\d+): val_loss (?<val_loss>\\S+)'] } });
  });
});

describe('a program', () => {
  const program = (lines: Readonly<Record<string, string>>) => sweepOf({ task: '', ...lines });

  it("runs W&B's command where none is given, in the folder of the sweep file", () => {
    expect(program({ program: 'train.py' }).spec.task).toEqual({
      kind: 'program',
      command: ['env', 'interpreter', 'program', 'args'].map((name) => `\${${name}}`),
      program: 'train.py',
      folder: resolve(filesFolder),
      metrics: {},
    });
  });

  it('has arguments that YAML takes for numbers and truth values as texts', () => {
    const { task } = program({ command: '[run, -1, 0.5, true]' }).spec;
    expect(task).toMatchObject({ command: ['run', '-1', '0.5', 'True'] });
  });

  it('says what it leaves unused', () => {
    const { warnings } = program({ program: 'train.py', command: '[make, train]', memory_limit: '2GB' });
    expect(warnings).toEqual([
      expect.stringContaining('program: has no effect: the command has no `$'),
      expect.stringContaining('memory_limit: has no effect: what a program takes is not watched'),
    ]);
  });

  it('has all its keys in a task', () => {
    const metrics = '{ pattern: "loss=(?<loss>.+)", csv: log.csv, tensorboard: runs, result: out.json, step: epoch }';
    const task = `{ type: program, program: ../files/train.py, folder: ../files, epochs: 9, grace: 1m, metrics: ${metrics} }`;
    expect(sweepOf({ task }).spec.task).toMatchObject({
      folder: resolve(filesFolder),
      epochs: 9,
      graceMs: 60_000,
      metrics: { patterns: ['loss=(?<loss>.+)'], csv: 'log.csv', tensorboard: 'runs', result: 'out.json', step: 'epoch' },
    });
  });
});
