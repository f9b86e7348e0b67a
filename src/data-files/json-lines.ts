import { UsageError } from '../core/errors.js';
import type { DataMistakes } from './data-mistakes.js';

export interface JsonLine {
  readonly record: Readonly<Record<string, unknown>>;
  /** From 1. */
  readonly line: number;
}

/** One JSON object a line; empty lines are skipped, and all others go to `mistakes`, with file and line. */
export function jsonLines(content: string, path: string, mistakes: DataMistakes): JsonLine[] {
  const lines: JsonLine[] = [];
  for (const [index, source] of content.split('\n').entries()) {
    if (source.trim() === '') continue;
    const record = mistakes.attempt(() => parseObject(source, `${path}:${index + 1}`));
    if (record !== undefined) lines.push({ record, line: index + 1 });
  }
  return lines;
}

/** What kind of value it is, in words: `an array`. */
export function kindOfJson(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'an array';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}

function parseObject(source: string, where: string): Readonly<Record<string, unknown>> {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    throw new UsageError(`Expected one JSON object a line, got invalid JSON (${where}): ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`Expected a JSON object, got ${kindOfJson(value)} (${where}).`);
  }
  return value as Record<string, unknown>;
}
