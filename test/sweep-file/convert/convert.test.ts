import { describe, expect, it } from 'vitest';
import { contains } from '../../../src/core/distribution.js';
import { isActive } from '../../../src/core/search-space.js';
import { convertSpace, sweepText } from '../../../src/sweep-file/convert/index.js';
import { parseSweep, specFromObject } from '../../../src/sweep-file/index.js';
import { filesFolder } from '../sweep.js';

function converted(text: string) {
  const result = convertSpace(text, 'space.yaml');
  // What a trial runs is not in it, but the rest is a sweep file.
  const { program: _, ...keys } = result.sweep;
  const withTask = { ...result, sweep: { ...keys, task: { type: 'module', file: 'objective.mjs' } } };
  const { spec } = parseSweep(sweepText(withTask), { fileName: 'sweep.yaml', baseFolder: filesFolder });
  expect(specFromObject(keys, 'test').spec.space.parameters.map(({ name }) => name)).toEqual(
    spec.space.parameters.map(({ name }) => name),
  );
  const distributions = Object.fromEntries(spec.space.parameters.map(({ name, distribution }) => [name, distribution]));
  return { ...result, spec, distributions };
}

describe('an experiment of Katib', () => {
  const experiment = `
apiVersion: kubeflow.org/v1beta1
kind: Experiment
metadata: { namespace: kubeflow, name: random }
spec:
  objective: { type: maximize, goal: 0.99, objectiveMetricName: Validation-accuracy, additionalMetricNames: [Train-accuracy] }
  algorithm: { algorithmName: multivariate-tpe, algorithmSettings: [{ name: seed, value: "1" }] }
  earlyStopping: { algorithmName: medianstop }
  parallelTrialCount: 3
  maxTrialCount: 12
  maxFailedTrialCount: 3
  parameters:
    - { name: lr, parameterType: double, feasibleSpace: { min: "0.01", max: "0.03" } }
    - { name: decay, parameterType: double, feasibleSpace: { min: "1e-5", max: "1", distribution: logUniform } }
    - { name: layers, parameterType: int, feasibleSpace: { min: "2", max: "6", step: "2" } }
    - { name: width, parameterType: discrete, feasibleSpace: { list: ["8", "16"] } }
    - { name: optimizer, parameterType: categorical, feasibleSpace: { list: [sgd, adam, ftrl] } }
    - { name: noise, parameterType: double, feasibleSpace: { min: "0", max: "1", distribution: normal } }
  trialTemplate: { primaryContainerName: training }
`;

  it('becomes a sweep file', () => {
    const { spec, distributions, remarks, from } = converted(experiment);
    expect(from).toBe('Katib');
    expect(spec).toMatchObject({
      ...{ name: 'random', objective: { metric: 'Validation-accuracy', goal: 'maximize' }, workers: 3 },
      ...{ sampler: { type: 'tpe' }, pruner: { type: 'median' }, budget: { trials: 12, target: 0.99 } },
    });
    expect(distributions).toEqual({
      lr: { kind: 'float', low: 0.01, high: 0.03 },
      decay: { kind: 'float', low: 1e-5, high: 1, log: true },
      layers: { kind: 'int', low: 2, high: 6, step: 2 },
      width: { kind: 'ordinal', choices: [8, 16] },
      optimizer: { kind: 'categorical', choices: ['sgd', 'adam', 'ftrl'] },
    });
    expect(remarks).toEqual([
      'maxFailedTrialCount is left out: failed trials never end a study here',
      'The settings of the algorithm multivariate-tpe are left out',
      'noise is left out: its distribution normal has no bounds here',
      'trialTemplate is left out: it is about Kubernetes',
      'What a trial runs is left to you: `module`, `program` or `task`',
    ]);
  });

  it('says which algorithm there is not', () => {
    const { spec, remarks } = converted(experiment.replace('multivariate-tpe', 'enas').replace('medianstop', 'other'));
    expect(spec.sampler.type).toBe('auto');
    expect(remarks).toEqual(
      expect.arrayContaining([
        'method: there is no enas here; the default stands in',
        'early_terminate: there is no other here; the default stands in',
      ]),
    );
  });
});

describe('NNI', () => {
  const space = {
    dropout: { _type: 'uniform', _value: [0.5, 0.9] },
    kernel: { _type: 'choice', _value: [2, 3, 5] },
    hidden: { _type: 'randint', _value: [4, 8] },
    batch: { _type: 'quniform', _value: [16, 64, 16] },
    rate: { _type: 'loguniform', _value: [1e-4, 0.1] },
    shift: { _type: 'normal', _value: [0, 2] },
    strange: { _type: 'mutable_layer', _value: [] },
    layer: {
      _type: 'choice',
      _value: [{ _name: 'Empty' }, { _name: 'Conv', size: { _type: 'choice', _value: [1, 2] } }],
    },
  };

  it('a search space becomes a sweep file, nested choices become conditions', () => {
    const { spec, distributions, remarks } = converted(JSON.stringify(space));
    expect(distributions).toMatchObject({
      dropout: { kind: 'float', low: 0.5, high: 0.9 },
      kernel: { kind: 'categorical', choices: [2, 3, 5] },
      hidden: { kind: 'int', low: 4, high: 7 },
      batch: { low: 16, high: 64, step: 16 },
      rate: { kind: 'float', low: 1e-4, high: 0.1, log: true },
      shift: { kind: 'float', shape: { type: 'normal', mean: 0, deviation: 2 } },
      layer: { choices: ['Empty', 'Conv'] },
      layer_Conv_size: { choices: [1, 2] },
    });
    const size = spec.space.parameters.find(({ name }) => name === 'layer_Conv_size');
    expect([{ layer: 'Conv' }, { layer: 'Empty' }].map((params) => size && isActive(size, params))).toEqual([true, false]);
    expect(remarks).toContain('strange is left out: there is no mutable_layer here');
    expect(remarks).toContain('The metric is not part of a search space: loss, to be minimised, stands in for yours');
  });

  it('an experiment becomes one with its method, its goal and its budget', () => {
    const experiment = {
      searchSpace: { rate: space.rate },
      ...{ trialCommand: 'python3 train.py', trialConcurrency: 2, maxTrialNumber: 9, maxExperimentDuration: '1h' },
      ...{ tuner: { name: 'TPE', classArgs: { optimize_mode: 'minimize' } }, assessor: { name: 'Medianstop' } },
    };
    const { spec, remarks } = converted(JSON.stringify(experiment));
    expect(spec).toMatchObject({
      ...{ objective: { metric: 'default', goal: 'minimize' }, sampler: { type: 'tpe' }, pruner: { type: 'median' } },
      ...{ workers: 2, budget: { trials: 9, timeMs: 3_600_000 } },
    });
    expect(remarks).toContain('The command of the trials is left out: python3 train.py');
  });
});

it('distributions of Optuna become a sweep file', () => {
  const json = (name: string, attributes: object) => ({ name, attributes });
  const { distributions, remarks } = converted(
    JSON.stringify({
      x: json('FloatDistribution', { step: null, low: 1e-4, high: 1, log: true }),
      y: json('FloatDistribution', { step: 0.1, low: 0, high: 1, log: false }),
      n: json('IntDistribution', { log: false, step: 2, low: 1, high: 9 }),
      m: json('IntDistribution', { log: true, step: 1, low: 1, high: 1024 }),
      c: json('CategoricalDistribution', { choices: ['a', null, true, 3] }),
      old: json('DiscreteUniformDistribution', { low: 0, high: 2, q: 0.5 }),
      odd: json('OwnDistribution', {}),
    }),
  );
  expect(distributions).toEqual({
    x: { kind: 'float', low: 1e-4, high: 1, log: true },
    y: { kind: 'float', low: 0, high: 1, step: 0.1 },
    n: { kind: 'int', low: 1, high: 9, step: 2 },
    m: { kind: 'int', low: 1, high: 1024, log: true },
    c: { kind: 'categorical', choices: ['a', null, true, 3] },
    old: { kind: 'float', low: 0, high: 2, step: 0.5 },
  });
  expect(distributions.n && contains(distributions.n, 7)).toBe(true);
  expect(remarks).toContain('odd is left out: there is no OwnDistribution here');
});

it('a sweep of W&B stays what it is, but for what is about its server', () => {
  const { spec, sweep, remarks } = converted(`
program: train.py
project: things
method: bayes
metric: { name: val_loss, goal: minimize }
parameters: { lr: { min: 0.001, max: 0.1 }, layers: { values: [1, 2] } }
command: ["\${env}", python, "\${program}"]
`);
  expect(spec.objective).toEqual({ metric: 'val_loss', goal: 'minimize' });
  expect(sweep).toMatchObject({ program: 'train.py', method: 'bayes' });
  // biome-ignore lint/suspicious/noTemplateCurlyInString: these are W&B's own
  expect(remarks).toEqual(["project is left out: it is about W&B's server", 'command is left out: ${env} python ${program}']);
});

it('says what it cannot read, and puts what it says on top of the file', () => {
  expect(() => convertSpace('a: 1', 'space.yaml')).toThrow(/^space\.yaml: expected a sweep of W&B .*, got none of them$/);
  const text = sweepText({ from: 'NNI', sweep: { run_cap: 3 }, remarks: ['one\ntwo'] });
  expect(text).toBe('# Converted from NNI.\n# one two\nrun_cap: 3\n');
});
