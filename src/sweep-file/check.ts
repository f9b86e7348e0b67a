import * as z from 'zod';
import type { Path, Problems } from './problems.js';
import { didYouMean } from './suggestion.js';

/**
 * Checks a value against a schema and reports whatever does not fit. A schema's own messages complete the sentence
 * "expected ...": `z.number('a number')`.
 */
export function check<S extends z.ZodType>(schema: S, value: unknown, path: Path, problems: Problems): z.output<S> | undefined {
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  const seen = new Set<string>();
  for (const issue of result.error.issues) {
    const place = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
    // A value that breaks several rules of its schema is one mistake.
    if (issue.code !== 'unrecognized_keys' && seen.has(place.join('\n'))) continue;
    seen.add(place.join('\n'));
    if (issue.code === 'unrecognized_keys') addUnknownKeys(issue.keys, keysOf(schema), [...path, ...place], problems);
    else problems.expected(issue.message, valueAt(value, place), [...path, ...place], wordsOf(issue));
  }
  return undefined;
}

export function addUnknownKeys(keys: readonly string[], known: readonly string[], path: Path, problems: Problems): void {
  for (const key of keys) {
    const suggestion = didYouMean(key, known) || `; known here: ${known.join(', ')}`;
    problems.add([...path, key], `unknown key${suggestion}`);
  }
}

function keysOf(schema: z.core.$ZodType): readonly string[] {
  if (schema instanceof z.ZodOptional) return keysOf(schema.unwrap());
  return schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
}

function wordsOf(issue: z.core.$ZodIssue): readonly string[] {
  return issue.code === 'invalid_value' ? issue.values.filter((value) => typeof value === 'string') : [];
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>((parent, key) => (isObject(parent) && Object.hasOwn(parent, key) ? parent[key] : undefined), value);
}

export function isObject(value: unknown): value is Readonly<Record<string | number, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The names as a choice: `a, b or c`. */
export function oneOf(names: readonly unknown[]): string {
  const texts = names.map(String);
  return texts.length < 2 ? texts.join() : `${texts.slice(0, -1).join(', ')} or ${texts.at(-1)}`;
}

export function wholeNumberFrom(minimum: number): z.ZodNumber {
  const what = `a whole number from ${minimum}`;
  return z.int(what).min(minimum, what);
}

export function oneOfNames<const T extends readonly string[]>(names: T) {
  return z.enum(names, oneOf(names));
}
