import type { Choice, Distribution } from '../core/distribution.js';
import type { ParameterSettings } from './parameter-schema.js';
import type { Path, Problems } from './problems.js';
import { readRange } from './range.js';
import { readSpread } from './spread.js';
import { didYouMean } from './suggestion.js';

/** W&B's names of distributions, and the keys that go with each; `step`, `log` and `ordered` are ours. */
const keysByDistribution: Readonly<Record<string, readonly string[]>> = {
  constant: ['value'],
  categorical: ['values', 'probabilities', 'ordered'],
  categorical_w_probabilities: ['values', 'probabilities'],
  uniform: ['min', 'max', 'step', 'log'],
  int_uniform: ['min', 'max', 'step', 'log'],
  q_uniform: ['min', 'max', 'q'],
  log_uniform: ['min', 'max'],
  log_uniform_values: ['min', 'max'],
  inv_log_uniform: ['min', 'max'],
  inv_log_uniform_values: ['min', 'max'],
  q_log_uniform: ['min', 'max', 'q'],
  q_log_uniform_values: ['min', 'max', 'q'],
  normal: ['mu', 'sigma'],
  q_normal: ['mu', 'sigma', 'q'],
  log_normal: ['mu', 'sigma'],
  q_log_normal: ['mu', 'sigma', 'q'],
  beta: ['a', 'b'],
  q_beta: ['a', 'b', 'q'],
};

/** Those that `min` and `max` bound. */
const isRange = (name: string) => keysByDistribution[name]?.includes('min') ?? false;

/** Reports a distribution that does not exist here; its other keys then say nothing. */
export function knowsDistribution(name: unknown, path: Path, problems: Problems): boolean {
  if (typeof name !== 'string' || Object.hasOwn(keysByDistribution, name)) return true;
  const names = Object.keys(keysByDistribution);
  const suggestion = didYouMean(name, names) || `; there are ${names.join(', ')}`;
  problems.add([...path, 'distribution'], `expected the name of a distribution, got "${name}"${suggestion}`);
  return false;
}

/** What the settings of one parameter mean, as W&B defines it. */
export function readDistribution(settings: ParameterSettings, path: Path, problems: Problems): Distribution | undefined {
  const name = settings.distribution ?? inferredName(settings, path, problems);
  if (name === undefined) {
    problems.add(path, 'expected `value`, `values`, or `min` and `max`, got none of them');
    return undefined;
  }
  if (!hasOnlyKeysOf(name, settings, path, problems)) return undefined;
  if (name === 'constant') return readConstant(settings, path, problems);
  if (name.startsWith('categorical')) return readCategorical(settings, path, problems);
  return isRange(name) ? readRange(name, settings, path, problems) : readSpread(name, settings, path, problems);
}

/** As W&B infers it: two whole numbers bound whole numbers. */
function inferredName(settings: ParameterSettings, path: Path, problems: Problems): string | undefined {
  if (settings.value !== undefined) return 'constant';
  if (settings.values) return 'categorical';
  if (settings.min === undefined && settings.max === undefined) return undefined;
  if (settings.q !== undefined) return 'q_uniform';
  const isWhole = (key: 'min' | 'max') => Number.isInteger(settings[key]) && !problems.origin.isWrittenAsFloat([...path, key]);
  return isWhole('min') && isWhole('max') ? 'int_uniform' : 'uniform';
}

function hasOnlyKeysOf(name: string, settings: ParameterSettings, path: Path, problems: Problems): boolean {
  const allowed = [...(keysByDistribution[name] ?? []), 'distribution', 'prior', 'when'];
  const strange = Object.keys(settings).filter((key) => !allowed.includes(key));
  const takes = (keysByDistribution[name] ?? []).map((key) => `\`${key}\``).join(', ');
  for (const key of strange) problems.add([...path, key], `does not go with the distribution ${name}, which takes ${takes}`);
  return strange.length === 0;
}

function readConstant({ value }: ParameterSettings, path: Path, problems: Problems): Distribution | undefined {
  if (value !== undefined) return { kind: 'categorical', choices: [value] };
  problems.expected('text, a number, true or false', value, [...path, 'value']);
  return undefined;
}

function readCategorical(settings: ParameterSettings, path: Path, problems: Problems): Distribution | undefined {
  const { values, probabilities, ordered = false } = settings;
  if (!values) {
    problems.expected('a list of values', values, [...path, 'values']);
    return undefined;
  }
  checkValues(values, path, problems);
  if (ordered) return toOrdinal(values, probabilities !== undefined, path, problems);
  return {
    kind: 'categorical',
    choices: values,
    ...(probabilities && { weights: toWeights(probabilities, values, path, problems) }),
  };
}

function checkValues(values: readonly Choice[], path: Path, problems: Problems): void {
  for (const [index, value] of values.entries()) {
    if (values.indexOf(value) === index) continue;
    problems.add(
      [...path, 'values', index],
      `${JSON.stringify(value)} stands in the list twice; favour a value with \`probabilities\``,
    );
  }
  if (values.every((value) => typeof value === 'string' && /^(yes|no|on|off)$/i.test(value))) {
    problems.warn([...path, 'values'], 'yes, no, on and off are texts here, as in YAML 1.2; truth values are true and false');
  }
}

/** Values that have neighbours, in the order of the list. */
function toOrdinal(choices: readonly Choice[], isWeighted: boolean, path: Path, problems: Problems): Distribution {
  if (isWeighted) {
    problems.add([...path, 'probabilities'], 'do not go with ordered values, which are equally probable; a `prior` favours one');
  }
  if (choices.every((choice) => typeof choice === 'number') && !isMonotone(choices)) {
    problems.warn([...path, 'values'], 'are ordered as they stand, which is neither rising nor falling');
  }
  return { kind: choices.length === 1 ? 'categorical' : 'ordinal', choices };
}

function isMonotone(numbers: readonly number[]): boolean {
  const directions = new Set(numbers.slice(1).map((value, index) => Math.sign(value - (numbers[index] as number))));
  return directions.size < 2;
}

function toWeights(
  probabilities: readonly number[],
  values: readonly Choice[],
  path: Path,
  problems: Problems,
): readonly number[] {
  const place = [...path, 'probabilities'];
  const sum = probabilities.reduce((total, probability) => total + probability, 0);
  if (probabilities.length !== values.length) {
    problems.add(place, `expected one for each of the ${values.length} values, got ${probabilities.length}`);
  } else if (Math.abs(sum - 1) > 1e-6) {
    problems.add(place, `expected probabilities that sum to 1, got a sum of ${Number(sum.toPrecision(6))}`);
  }
  return probabilities.map((probability) => probability / sum);
}
