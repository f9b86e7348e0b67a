import { type Distribution, isListed } from '../core/distribution.js';
import { expectation, type OptionDescription, type OptionDescriptions } from '../core/option.js';
import { addUnknownKeys } from './check.js';
import { checkOption } from './check-options.js';
import type { DraftParameter } from './parameters.js';
import type { Path, Problems } from './problems.js';

/** Checks that a built-in task has the parameters, and takes every value that they may have. */
export function checkHyperparameters(
  parameters: readonly DraftParameter[],
  descriptions: OptionDescriptions,
  problems: Problems,
): void {
  for (const { name, path, distribution } of parameters) {
    const description = Object.hasOwn(descriptions, name) ? descriptions[name] : undefined;
    if (!description) addUnknownKeys([name], Object.keys(descriptions), path.slice(0, -1), problems);
    else if (distribution) checkDistribution(distribution, description, path, problems);
  }
}

function checkDistribution(distribution: Distribution, description: OptionDescription, path: Path, problems: Problems): void {
  if (isListed(distribution)) {
    const { choices } = distribution;
    for (const [index, choice] of choices.entries()) {
      checkOption(description, choice, choices.length === 1 ? path : [...path, 'values', index], problems);
    }
  } else if (description.kind !== 'number' && description.kind !== 'integer') {
    problems.add(path, `expected \`values\`, each ${expectation(description)}, got a range`);
  } else if (description.kind === 'integer' && distribution.kind === 'float') {
    problems.add(path, 'expected a range of whole numbers, with `min` and `max` written as such, got one of fractions');
  } else {
    checkOption(description, distribution.low, [...path, 'min'], problems);
    checkOption(description, distribution.high, [...path, 'max'], problems);
    if (description.kind === 'number' && distribution.kind === 'int' && distribution.step === undefined && !distribution.log) {
      problems.warn(path, `tries whole numbers only, as both bounds are whole; for fractions write ${distribution.low}.0`);
    }
  }
}
