import { UsageError } from '../../core/errors.js';
import type { LabelledTexts } from './labelled-texts.js';

export interface JsonLinesOptions {
  readonly textColumn: string | number;
  readonly labelColumn: string | number;
}

/** One JSON object a line; empty lines are skipped. A label may be a string, a number or a boolean. */
export function parseJsonLines(content: string, path: string, options: JsonLinesOptions): LabelledTexts {
  const texts: string[] = [];
  const labels: string[] = [];
  const lines: number[] = [];
  content.split('\n').forEach((source, index) => {
    if (source.trim() === '') return;
    const where = `${path}:${index + 1}`;
    const record = parseObject(source, where);
    texts.push(readText(record, String(options.textColumn), where));
    labels.push(readLabel(record, String(options.labelColumn), where));
    lines.push(index + 1);
  });
  return { texts, labels, lines };
}

function parseObject(source: string, where: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(source);
  } catch (error) {
    throw new UsageError(`Expected one JSON object a line, got invalid JSON (${where}): ${(error as Error).message}`);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new UsageError(`Expected a JSON object, got ${describe(value)} (${where}).`);
  }
  return value as Record<string, unknown>;
}

function readText(record: Record<string, unknown>, key: string, where: string): string {
  const value = field(record, key, where);
  if (typeof value !== 'string')
    throw new UsageError(`Expected a string as the text "${key}", got ${describe(value)} (${where}).`);
  if (value.trim() === '') throw new UsageError(`Expected a text in "${key}", got an empty string (${where}).`);
  return value;
}

function readLabel(record: Record<string, unknown>, key: string, where: string): string {
  const value = field(record, key, where);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') {
    throw new UsageError(`Expected a string, a number or a boolean as the label "${key}", got ${describe(value)} (${where}).`);
  }
  const label = value.trim();
  if (label === '') throw new UsageError(`Expected a label in "${key}", got an empty string (${where}).`);
  return label;
}

function field(record: Record<string, unknown>, key: string, where: string): unknown {
  if (Object.hasOwn(record, key)) return record[key];
  const keys = Object.keys(record).map((name) => `"${name}"`);
  throw new UsageError(`Expected a key "${key}", got ${keys.length === 0 ? 'an empty object' : keys.join(', ')} (${where}).`);
}

function describe(value: unknown): string {
  if (value === null) return 'null';
  return Array.isArray(value) ? 'an array' : `a ${typeof value}`;
}
