/** Katib's experiments (https://www.kubeflow.org/docs/components/katib/user-guides/hp-tuning/configure-experiment/). */
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

const methods: Readonly<Record<string, string>> = {
  random: 'random',
  grid: 'grid',
  tpe: 'tpe',
  'multivariate-tpe': 'tpe',
  bayesianoptimization: 'gp',
  cmaes: 'cmaes',
  sobol: 'sobol',
};

export function isKatib(document: Settings): boolean {
  return document.kind === 'Experiment' && isObject(document.spec) && Array.isArray(document.spec.parameters);
}

export function fromKatib(document: Settings): Converted {
  const spec = document.spec as Settings;
  const remarks: string[] = [];
  const { objective, algorithm, earlyStopping, parameters, maxTrialCount, parallelTrialCount, maxFailedTrialCount } = spec;
  const named = (parameters as unknown[])
    .filter(isObject)
    .map((parameter) => [String(parameter.name), parameterOf(parameter)] as const);
  const name = isObject(document.metadata) ? document.metadata.name : undefined;
  if (maxFailedTrialCount !== undefined) remarks.push('maxFailedTrialCount is left out: failed trials never end a study here');
  return {
    from: 'Katib',
    sweep: {
      ...(typeof name === 'string' && { name }),
      ...methodOf(algorithm, remarks),
      metric: metricOf(objective, remarks),
      parameters: readParameters(named, remarks),
      ...stoppingOf(earlyStopping, remarks),
      ...(typeof maxTrialCount === 'number' && { run_cap: maxTrialCount }),
      ...(typeof parallelTrialCount === 'number' && { workers: parallelTrialCount }),
    },
    remarks: [
      ...remarks,
      ...(spec.trialTemplate === undefined ? [] : ['trialTemplate is left out: it is about Kubernetes']),
      programRemark,
    ],
  };
}

function metricOf(objective: unknown, remarks: string[]): Settings {
  if (!isObject(objective)) {
    remarks.push(metricRemark);
    return guessedMetric;
  }
  const { objectiveMetricName, type, goal } = objective;
  return {
    name: objectiveMetricName,
    goal: type === 'minimize' ? 'minimize' : 'maximize',
    ...(typeof goal === 'number' && { target: goal }),
  };
}

function methodOf(algorithm: unknown, remarks: string[]): Settings {
  if (!isObject(algorithm)) return {};
  const name = String(algorithm.algorithmName);
  if (Array.isArray(algorithm.algorithmSettings) && algorithm.algorithmSettings.length > 0)
    remarks.push(`The settings of the algorithm ${name} are left out`);
  // What Katib calls an algorithm is early stopping here.
  if (name === 'hyperband') return { method: 'random', early_terminate: 'hyperband' };
  const method = methods[name];
  if (method === undefined) remarks.push(`method: there is no ${name} here; the default stands in`);
  return method === undefined ? {} : { method };
}

function stoppingOf(earlyStopping: unknown, remarks: string[]): Settings {
  if (!isObject(earlyStopping)) return {};
  if (earlyStopping.algorithmName === 'medianstop') return { early_terminate: 'median' };
  remarks.push(`early_terminate: there is no ${earlyStopping.algorithmName} here; the default stands in`);
  return {};
}

/** Katib writes numbers as texts. */
function parameterOf({ parameterType, feasibleSpace }: Settings): ConvertedParameter {
  if (!isObject(feasibleSpace)) return { complaint: 'it has no `feasibleSpace`' };
  const { list, distribution = 'uniform' } = feasibleSpace;
  const [min, max, step] = [feasibleSpace.min, feasibleSpace.max, feasibleSpace.step].map((text) =>
    text === undefined || text === '' ? undefined : Number(text),
  );
  const isLog = distribution === 'logUniform';
  if (!isLog && distribution !== 'uniform') return { complaint: `its distribution ${distribution} has no bounds here` };
  switch (parameterType) {
    case 'categorical':
      return { settings: { values: list } };
    case 'discrete':
      return { settings: { values: (list as unknown[]).map(Number), ordered: true } };
    case 'int':
    case 'double':
      return {
        settings: {
          distribution: parameterType === 'int' ? 'int_uniform' : 'uniform',
          ...{ min, max },
          ...(isLog ? { log: true } : step !== undefined && { step }),
        },
      };
    default:
      return { complaint: `there is no type ${parameterType} here` };
  }
}
