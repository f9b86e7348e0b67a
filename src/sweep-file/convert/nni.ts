/** NNI's search spaces (https://nni.readthedocs.io/en/stable/hpo/search_space.html), alone or in the configuration of an experiment. */
import { isObject } from '../check.js';
import {
  type Converted,
  type ConvertedParameter,
  guessedMetric,
  metricRemark,
  programRemark,
  readParameters,
  type Settings,
} from './converted.js';

/** Tuners by the methods that come nearest. */
const methods: Readonly<Record<string, string>> = {
  tpe: 'tpe',
  random: 'random',
  gridsearch: 'grid',
  gp: 'gp',
  gptuner: 'gp',
  smac: 'auto',
  metis: 'gp',
  anneal: 'auto',
  evolution: 'auto',
};

const assessors: Readonly<Record<string, string>> = { medianstop: 'median', curvefitting: 'curve' };

export function isNni(document: Settings): boolean {
  return isObject(document.searchSpace) || Object.values(document).some((value) => isObject(value) && '_type' in value);
}

export function fromNni(document: Settings): Converted {
  const remarks: string[] = [];
  const isExperiment = isObject(document.searchSpace);
  const space = (isExperiment ? document.searchSpace : document) as Settings;
  const parameters = readParameters(flattened(space, '', undefined), remarks);
  if (!isExperiment) {
    return { from: 'NNI', sweep: { metric: guessedMetric, parameters }, remarks: [...remarks, metricRemark, programRemark] };
  }
  const { tuner, assessor, maxTrialNumber, trialConcurrency, maxExperimentDuration, trialCommand } = document as Settings;
  const goal = isObject(tuner) && isObject(tuner.classArgs) ? tuner.classArgs.optimize_mode : undefined;
  remarks.push("NNI's metric has no name: `default` stands for it");
  if (trialCommand !== undefined) remarks.push(`The command of the trials is left out: ${trialCommand}`);
  return {
    from: 'NNI',
    sweep: {
      ...named('method', tuner, methods, remarks),
      metric: { name: 'default', goal: goal === 'minimize' ? 'minimize' : 'maximize' },
      parameters,
      ...named('early_terminate', assessor, assessors, remarks),
      ...(typeof maxTrialNumber === 'number' && { run_cap: maxTrialNumber }),
      ...(typeof trialConcurrency === 'number' && { workers: trialConcurrency }),
      ...(typeof maxExperimentDuration === 'string' && { budget: { time: maxExperimentDuration } }),
    },
    remarks: [...remarks, programRemark],
  };
}

function named(key: string, algorithm: unknown, known: Readonly<Record<string, string>>, remarks: string[]): Settings {
  if (!isObject(algorithm)) return {};
  const name = String(algorithm.name ?? algorithm.className ?? '');
  const ours = known[name.toLowerCase()];
  if (ours === undefined) remarks.push(`${key}: there is no ${name} here; the default stands in`);
  return ours === undefined ? {} : { [key]: ours };
}

/** A choice among groups of parameters becomes a choice of their names and conditions on it. */
function* flattened(space: Settings, prefix: string, when: string | undefined): Iterable<readonly [string, ConvertedParameter]> {
  for (const [key, value] of Object.entries(space)) {
    if (key === '_name') continue;
    const name = `${prefix}${key}`;
    if (!isObject(value) || !Array.isArray(value._value)) {
      yield [name, { complaint: 'it has no `_type` and `_value`' }];
      continue;
    }
    const options = value._value as unknown[];
    if (value._type !== 'choice' || !options.some(isObject)) {
      yield [name, conditioned(parameterOf(String(value._type), options), when)];
    } else if (options.every((option) => isObject(option) && typeof option._name === 'string')) {
      const groups = options as (Settings & { readonly _name: string })[];
      yield [name, conditioned({ settings: { values: groups.map(({ _name }) => _name) } }, when)];
      for (const group of groups) {
        const chosen = `${name} == ${JSON.stringify(group._name)}`;
        yield* flattened(group, `${name}_${group._name}_`, when === undefined ? chosen : `${when} && ${chosen}`);
      }
    } else yield [name, { complaint: 'its choices are objects without a `_name`' }];
  }
}

function conditioned(parameter: ConvertedParameter, when: string | undefined): ConvertedParameter {
  return when === undefined || 'complaint' in parameter ? parameter : { settings: { ...parameter.settings, when } };
}

function parameterOf(type: string, values: readonly unknown[]): ConvertedParameter {
  const [a, b, q] = values as number[];
  switch (type) {
    case 'choice':
      return { settings: { values } };
    case 'randint':
      // The upper end is not among the values.
      return { settings: { distribution: 'int_uniform', min: a, max: Number(b) - 1 } };
    case 'uniform':
      return { settings: { distribution: 'uniform', min: a, max: b } };
    case 'quniform':
      return { settings: { distribution: 'q_uniform', min: a, max: b, q } };
    case 'loguniform':
      return { settings: { distribution: 'log_uniform_values', min: a, max: b } };
    case 'qloguniform':
      return { settings: { distribution: 'q_log_uniform_values', min: a, max: b, q } };
    case 'normal':
      return { settings: { distribution: 'normal', mu: a, sigma: b } };
    case 'qnormal':
      return { settings: { distribution: 'q_normal', mu: a, sigma: b, q } };
    case 'lognormal':
      return { settings: { distribution: 'log_normal', mu: a, sigma: b } };
    case 'qlognormal':
      return { settings: { distribution: 'q_log_normal', mu: a, sigma: b, q } };
    default:
      return { complaint: `there is no ${type} here` };
  }
}
