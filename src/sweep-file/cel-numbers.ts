import { Environment } from '@marcbachmann/cel-js';
import { type Choice, type Distribution, isListed } from '../core/distribution.js';

const celTypes = ['int', 'double', 'string', 'bool', 'dyn'] as const;
/** How the Common Expression Language sees a parameter. */
export type CelType = (typeof celTypes)[number];

/** Whether values of a type of the language, such as `int` or `list<int>`, can be values of a parameter. */
export function isCelType(type: string): type is CelType {
  return (celTypes as readonly string[]).includes(type);
}

export function celType(distribution: Distribution | undefined): CelType {
  if (!distribution) return 'dyn';
  if (!isListed(distribution)) return distribution.kind === 'int' ? 'int' : 'double';
  const { choices } = distribution;
  if (choices.every((choice) => typeof choice === 'string')) return 'string';
  if (choices.every((choice) => typeof choice === 'boolean')) return 'bool';
  if (choices.every((choice) => Number.isSafeInteger(choice))) return 'int';
  return choices.every((choice) => typeof choice === 'number') ? 'double' : 'dyn';
}

/** Whole numbers are BigInts there, fractions numbers. */
export function celValue(value: Choice, type: CelType): Choice | bigint {
  const isWhole = type === 'int' || (type === 'dyn' && Number.isSafeInteger(value));
  return isWhole ? BigInt(value as number) : value;
}

/** A result of the language as a parameter has it. Throws a RangeError for what none can have. */
export function plainValue(value: unknown): Choice {
  const plain = typeof value === 'bigint' ? Number(value) : value;
  if (typeof plain === 'string' || typeof plain === 'boolean' || plain === null) return plain;
  if (typeof plain === 'number' && Number.isFinite(plain)) {
    if (typeof value === 'number' || Number.isSafeInteger(plain)) return plain;
  }
  throw new RangeError('the result is no text, no truth value and no number that can be used');
}

/** Far above what a person writes. The language's own limits let an expression run for hours. */
const limits = { maxAstNodes: 2000, maxDepth: 100 };

/**
 * The language with the arithmetic that its standard leaves out: a whole number and a fraction add, multiply and compare, so
 * that nobody needs to know which of the two `dropout * 2` and `layers == 2.0` are.
 */
export function numericEnvironment(): Environment {
  const environment = new Environment({ homogeneousAggregateLiterals: false, limits });
  const operators: Readonly<Record<string, (a: number, b: number) => number>> = {
    '+': (a, b) => a + b,
    '-': (a, b) => a - b,
    '*': (a, b) => a * b,
    '/': (a, b) => a / b,
    '%': (a, b) => a % b,
  };
  for (const [operator, apply] of Object.entries(operators)) {
    const onNumbers = (a: number | bigint, b: number | bigint) => apply(Number(a), Number(b));
    environment.registerOperator(`int ${operator} double: double`, onNumbers);
    environment.registerOperator(`double ${operator} int`, onNumbers);
  }
  environment.registerOperator('double % double', operators['%'] as (a: number, b: number) => number);
  environment.registerOperator('double == int', (a: number, b: bigint) => a === Number(b));
  return environment;
}
