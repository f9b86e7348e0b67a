import { type Distribution, isListed, type NumericalDistribution } from '../core/distribution.js';
import { accepts, expectation, type OptionDescription, type OptionDescriptions } from '../core/option.js';
import { addUnknownKeys } from './check.js';
import { checkOption } from './check-options.js';
import { type DraftParameter, isZeroOrOne } from './parameters.js';
import type { Path, Problems } from './problems.js';

/** Checks that a built-in task has the parameters, and takes every value that they may have. */
export function checkHyperparameters(
  parameters: readonly DraftParameter[],
  descriptions: OptionDescriptions,
  problems: Problems,
): void {
  for (const parameter of parameters) {
    const { name, path, distribution } = parameter;
    const description = Object.hasOwn(descriptions, name) ? descriptions[name] : undefined;
    if (!description) addUnknownKeys([name], Object.keys(descriptions), path.slice(0, -1), problems);
    else if (distribution) checkDistribution(distribution, description, parameter, problems);
  }
}

function checkDistribution(
  distribution: Distribution,
  description: OptionDescription,
  { path, isListed: hasList }: DraftParameter,
  problems: Problems,
): void {
  if (isListed(distribution)) {
    for (const [index, choice] of distribution.choices.entries()) {
      checkOption(description, choice, hasList ? [...path, 'values', index] : path, problems);
    }
  } else if (description.kind !== 'number' && description.kind !== 'integer') {
    problems.add(path, `expected \`values\`, each ${expectation(description)}, got a range`);
  } else if (description.kind === 'integer' && distribution.kind === 'float') {
    problems.add(path, `expected whole numbers, got fractions; ${wholeHint(distribution)}`);
  } else if (distribution.shape) {
    checkReach(distribution, description, path, problems);
  } else {
    checkOption(description, distribution.low, [...path, 'min'], problems);
    checkOption(description, distribution.high, [...path, 'max'], problems);
    const isPlain = distribution.kind === 'int' && distribution.step === undefined && !distribution.log;
    if (description.kind === 'number' && isPlain && !isZeroOrOne(distribution)) {
      problems.warn(path, `tries whole numbers only, as both bounds are whole; for fractions write ${distribution.low}.0`);
    }
  }
}

function wholeHint({ shape }: NumericalDistribution): string {
  return shape
    ? 'the distributions `q_...` round to whole numbers'
    : '`min` and `max` written as whole numbers bound whole numbers';
}

/** Of a distribution whose values go where its own keys do not tell at once. */
function checkReach({ low, high }: NumericalDistribution, description: OptionDescription, path: Path, problems: Problems): void {
  if (accepts(description, low) && accepts(description, high)) return;
  const [from, to] = [low, high].map((value) => Number(value.toPrecision(6)));
  problems.add(
    path,
    `expected each value to be ${expectation(description)}, got a distribution that reaches from ${from} to ${to}`,
  );
}
