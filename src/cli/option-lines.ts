import { expectation, type OptionDescription, type OptionDescriptions } from '../core/option.js';

/** Two lines for each option: what it may be, and what it is. */
export function optionLines(options: OptionDescriptions): string[] {
  return Object.entries(options).flatMap(([name, option]) => [`  ${name}: ${valuesText(option)}`, `      ${option.description}`]);
}

/** `a whole number of at least 1; left out: 10`. */
function valuesText(option: OptionDescription): string {
  const { default: given } = option;
  if (given === undefined) return `${expectation(option)}; may be left out`;
  return `${expectation(option)}; left out: ${typeof given === 'number' && !Number.isInteger(given) ? Number(given.toPrecision(4)) : given}`;
}
