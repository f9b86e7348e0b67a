import { UsageError } from '../../core/errors.js';
import type { DataMistakes } from '../../data-files/data-mistakes.js';
import { jsonLines, kindOfJson } from '../../data-files/json-lines.js';
import type { LabelledTexts } from './labelled-texts.js';

export interface JsonLinesOptions {
  readonly textColumn: string | number;
  readonly labelColumn: string | number;
}

/**
 * One JSON object a line; empty lines are skipped. A label may be a string, a number or a boolean. Lines that are not as the
 * options say are left out and go to `mistakes`.
 */
export function parseJsonLines(content: string, path: string, options: JsonLinesOptions, mistakes: DataMistakes): LabelledTexts {
  const texts: string[] = [];
  const labels: string[] = [];
  const lines: number[] = [];
  for (const { record, line } of jsonLines(content, path, mistakes)) {
    const where = `${path}:${line}`;
    mistakes.attempt(() => {
      const text = readText(record, String(options.textColumn), where);
      labels.push(readLabel(record, String(options.labelColumn), where));
      texts.push(text);
      lines.push(line);
    });
  }
  return { texts, labels, lines, path };
}

/** What a record has for its text. Throws a UsageError for what is none. */
export function readText(record: Readonly<Record<string, unknown>>, key: string, where: string): string {
  const value = field(record, key, where);
  if (typeof value !== 'string')
    throw new UsageError(`Expected a string as the text "${key}", got ${kindOfJson(value)} (${where}).`);
  if (value.trim() === '') throw new UsageError(`Expected a text in "${key}", got an empty string (${where}).`);
  return value;
}

function readLabel(record: Readonly<Record<string, unknown>>, key: string, where: string): string {
  const value = field(record, key, where);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (typeof value !== 'string') {
    throw new UsageError(`Expected a string, a number or a boolean as the label "${key}", got ${kindOfJson(value)} (${where}).`);
  }
  const label = value.trim();
  if (label === '') throw new UsageError(`Expected a label in "${key}", got an empty string (${where}).`);
  return label;
}

function field(record: Readonly<Record<string, unknown>>, key: string, where: string): unknown {
  if (Object.hasOwn(record, key)) return record[key];
  const keys = Object.keys(record).map((name) => `"${name}"`);
  throw new UsageError(`Expected a key "${key}", got ${keys.length === 0 ? 'an empty object' : keys.join(', ')} (${where}).`);
}
