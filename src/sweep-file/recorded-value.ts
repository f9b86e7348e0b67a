import { type Choice, contains, type Distribution, isListed, type NumericalDistribution, snap } from '../core/distribution.js';

/** The value of a distribution that a number was meant as; undefined for one that it does not have. */
export function meantValue(distribution: NumericalDistribution, value: number): number | undefined {
  if (contains(distribution, value)) return value;
  const nearest = snap(distribution, value);
  return Math.abs(nearest - value) <= rounding * Math.abs(value) ? nearest : undefined;
}

/** By the program that wrote it: 0.00009999999999999999 is meant as 0.0001. */
const rounding = 1e-9;

/** The choice that a text stands for in a table; undefined without one. */
export function writtenChoice(distribution: Extract<Distribution, { choices: unknown }>, text: string): Choice | undefined {
  return distribution.choices.find((choice) => isWrittenAs(choice, text));
}

function isWrittenAs(choice: Choice, text: string): boolean {
  if (typeof choice === 'number') return text !== '' && Number(text) === choice;
  // Python writes True, False and None.
  if (typeof choice === 'boolean') return text.toLowerCase() === String(choice);
  if (choice === null) return ['', 'null', 'none'].includes(text.toLowerCase());
  return text === choice;
}

/** A value as a table has it, whose type is that of the parameter that it is for. */
export class Written {
  constructor(readonly text: string) {}
}

/** The value of a distribution that a file's value was meant as; undefined for one that it does not have. */
export function recordedValue(distribution: Distribution, value: unknown): Choice | undefined {
  if (isListed(distribution)) {
    if (value instanceof Written) return writtenChoice(distribution, value.text);
    return distribution.choices.find((choice) => choice === value);
  }
  const number = value instanceof Written ? Number(value.text || Number.NaN) : value;
  return typeof number === 'number' && Number.isFinite(number) ? meantValue(distribution, number) : undefined;
}
