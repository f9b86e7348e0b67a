/** Optuna's distributions as `distribution_to_json` writes them, by parameter. */
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

export function isOptuna(document: Settings): boolean {
  const values = Object.values(document);
  return values.length > 0 && values.every((value) => isObject(value) && 'name' in value && isObject(value.attributes));
}

export function fromOptuna(document: Settings): Converted {
  const remarks: string[] = [];
  const named = Object.entries(document).map(([name, value]) => [name, parameterOf(value as Settings)] as const);
  const parameters = readParameters(named, remarks);
  remarks.push(metricRemark, programRemark, 'Which parameter hangs on which is not in distributions: add `when` where one does');
  return { from: 'Optuna', sweep: { metric: guessedMetric, parameters }, remarks };
}

/** The classes of Optuna 3 to 5, and those before that they replaced. */
function parameterOf({ name, attributes }: Settings): ConvertedParameter {
  const { low: min, high: max, log, step, q, choices } = attributes as Settings;
  const whole = { distribution: 'int_uniform', min, max };
  const real = { distribution: 'uniform', min, max };
  switch (name) {
    case 'CategoricalDistribution':
      return { settings: { values: choices } };
    case 'IntDistribution':
    case 'IntUniformDistribution':
      return { settings: { ...whole, ...(log === true ? { log: true } : typeof step === 'number' && step !== 1 && { step }) } };
    case 'FloatDistribution':
      return { settings: { ...real, ...(log === true && { log: true }), ...(typeof step === 'number' && { step }) } };
    case 'IntLogUniformDistribution':
      return { settings: { ...whole, log: true } };
    case 'UniformDistribution':
      return { settings: real };
    case 'LogUniformDistribution':
      return { settings: { ...real, log: true } };
    case 'DiscreteUniformDistribution':
      return { settings: { ...real, step: q } };
    default:
      return { complaint: `there is no ${name} here` };
  }
}
