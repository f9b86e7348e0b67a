import * as z from 'zod';
import type { Condition } from '../core/condition.js';
import { UsageError } from '../core/errors.js';
import { check } from './check.js';
import { compileCondition } from './condition.js';
import type { Variables } from './expression.js';
import { gapOf } from './gap.js';
import { type Problems, show } from './problems.js';

const listSchema = z.array(z.unknown(), 'a list of conditions in quotes, such as ["warmup + decay <= 1"]');
const sourceSchema = z.string('a condition in quotes, such as "warmup + decay <= 1"');

/** `constraints`: what every point fulfils, each with its line in the file. */
export function readConstraints(value: unknown, variables: Variables, problems: Problems): readonly Condition[] {
  const given = value === undefined ? [] : (check(listSchema, value, ['constraints'], problems) ?? []);
  return given.flatMap((item, index) => {
    const place = ['constraints', index];
    const source = check(sourceSchema, item, place, problems);
    if (source === undefined) return [];
    const condition = compileCondition(source, variables);
    if ('mistake' in condition) {
      problems.add(place, condition.mistake);
      return [];
    }
    if (condition.references.length === 0) {
      problems.add(place, `expected a condition on parameters, got ${show(source)}, which reads none`);
    }
    return [{ ...condition, gap: gapOf(source, variables) }];
  });
}

/** As the search asks it: where it has no answer, such as a division by zero, it does not hold, and how far it is nobody knows. */
export function settled(condition: Condition): Condition {
  return {
    ...condition,
    holds: (params) => answer(() => condition.holds(params)) ?? false,
    gap: (params) => answer(() => condition.gap?.(params)),
  };
}

function answer<T>(ask: () => T): T | undefined {
  try {
    return ask();
  } catch (error) {
    if (error instanceof UsageError) return undefined;
    throw error;
  }
}
