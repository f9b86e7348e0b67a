import { type Choice, type Distribution, isListed, type NumericalDistribution } from '../core/distribution.js';
import type { Parameter, Prior, SearchSpace } from '../core/search-space.js';

/** A search space for people, a line for each thing that its author wrote. */
export function describeSpace({ parameters, derived = [], constraints = [] }: SearchSpace): string[] {
  return [
    ...section(
      'parameters',
      parameters.map((parameter) => `${parameter.name}: ${describeParameter(parameter)}`),
    ),
    ...section(
      'derived',
      derived.map(({ name, source }) => `${name} = ${source}`),
    ),
    ...section(
      'constraints',
      constraints.map(({ source }) => source),
    ),
  ];
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [`  ${title}:`, ...lines.map((line) => `    ${line}`)];
}

/** What values it takes, on one line, without its name. */
export function describeParameter({ distribution, when, prior }: Parameter): string {
  const parts = [
    describeDistribution(distribution),
    ...(prior ? [describePrior(prior)] : []),
    ...(when ? [`when ${when.source}`] : []),
  ];
  return parts.join(', ');
}

function describePrior({ centre, confidence }: Prior): string {
  return `expected near ${centre} (${confidence} confidence)`;
}

function describeDistribution(distribution: Distribution): string {
  if (!isListed(distribution)) return describeNumerical(distribution);
  const { choices } = distribution;
  if (choices.length === 1) return `always ${choices[0]}`;
  if (distribution.kind === 'ordinal') return `one of ${choices.join(' < ')}, in this order`;
  return `one of ${choices.map((choice, index) => describeChoice(choice, distribution.weights?.[index])).join(', ')}`;
}

function describeChoice(choice: Choice, weight: number | undefined): string {
  return weight === undefined ? String(choice) : `${choice} (${Number((100 * weight).toPrecision(3))} %)`;
}

function describeNumerical(distribution: NumericalDistribution): string {
  const { kind, low, high, log, step, shape } = distribution;
  const scale = log ? ', log scale' : '';
  const rounding = step === undefined ? '' : `, rounded to multiples of ${step}`;
  switch (shape?.type) {
    case undefined:
      return `${kind} from ${low} to ${high}${scale}${step === undefined ? '' : `, in steps of ${step}`}`;
    case 'uniform':
      return `${kind} from ${low} to ${high}${scale}${rounding}`;
    case 'normal':
      return `${log ? 'the exponential of a normal' : 'normal'} with mean ${shape.mean} and standard deviation ${shape.deviation}${rounding}`;
    case 'beta':
      return `beta with a = ${shape.a} and b = ${shape.b}${rounding}`;
  }
}
