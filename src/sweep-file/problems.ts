import { UsageError } from '../core/errors.js';
import { didYouMean } from './suggestion.js';

/** The keys and list positions that lead to a value, from the outermost. */
export type Path = readonly (string | number)[];

/** What the settings were read from: a file knows lines and how numbers were written, an object knows neither. */
export interface Origin {
  /** How messages about the whole name it. */
  readonly name: string;
  /** From 1; the line of the nearest enclosing key when there is nothing at `path`. */
  lineOf(path: Path): number | undefined;
  /** A number with a decimal point or an exponent. JavaScript cannot tell 1.0 from 1, but the two mean different ranges. */
  isWrittenAsFloat(path: Path): boolean;
}

/** Settings that come from no file. */
export function placeless(name: string): Origin {
  return { name, lineOf: () => undefined, isWrittenAsFloat: () => false };
}

/** Collects everything that is wrong with the settings, so that their author hears it all at once. */
export class Problems {
  readonly origin: Origin;
  readonly #mistakes: Remark[] = [];
  readonly #warnings: Remark[] = [];

  constructor(origin: Origin) {
    this.origin = origin;
  }

  add(path: Path, message: string): void {
    this.#mistakes.push({ line: this.origin.lineOf(path), path, message });
  }

  /** For what is wrong with a line rather than with a value. */
  addAtLine(line: number | undefined, message: string): void {
    this.#mistakes.push({ line, path: [], message });
  }

  /** `what` completes "expected ...". `words` are names that the value may be a misspelling of. */
  expected(what: string, value: unknown, path: Path, words: Iterable<string> = []): void {
    const came = value === undefined ? 'but it is missing' : `got ${show(value)}`;
    this.add(path, `expected ${what}, ${came}${didYouMean(value, words)}${numberHint(what, value)}`);
  }

  warn(path: Path, message: string): void {
    this.#warnings.push({ line: this.origin.lineOf(path), path, message });
  }

  get any(): boolean {
    return this.#mistakes.length > 0;
  }

  /** @throws UsageError with every mistake, each on a line of its own, and their number. */
  throwIfAny(): void {
    const count = this.#mistakes.length;
    if (count === 0) return;
    const total = `${count} ${count === 1 ? 'mistake' : 'mistakes'} in ${this.origin.name}`;
    throw new UsageError([...this.#worded(this.#mistakes), total].join('\n'));
  }

  warnings(): string[] {
    return this.#worded(this.#warnings);
  }

  #worded(remarks: readonly Remark[]): string[] {
    return remarks.toSorted((a, b) => (a.line ?? 0) - (b.line ?? 0)).map((remark) => worded(remark, this.origin.name));
  }
}

interface Remark {
  readonly line: number | undefined;
  readonly path: Path;
  readonly message: string;
}

function worded({ line, path, message }: Remark, name: string): string {
  const place = line === undefined ? name : `${name}:${line}`;
  return path.length === 0 ? `${place}: ${message}` : `${place}: ${showPath(path)}: ${message}`;
}

function showPath(path: Path): string {
  return path.map((key, index) => (typeof key === 'number' ? `[${key}]` : `${index > 0 ? '.' : ''}${key}`)).join('');
}

/** A value as messages show it: short, on one line. */
export function show(value: unknown): string {
  if (value === null) return 'nothing (null)';
  if (typeof value === 'string') return JSON.stringify(value.length > 60 ? `${value.slice(0, 57)}...` : value);
  if (Array.isArray(value)) return showList(value);
  if (typeof value === 'object') return Object.keys(value).length === 0 ? 'an empty mapping' : 'a mapping';
  if (typeof value === 'function') return 'a function';
  return String(value);
}

function showList(items: readonly unknown[]): string {
  if (items.length === 0) return 'an empty list';
  const isShort = items.length <= 8 && items.every((item) => typeof item !== 'object' && String(item).length <= 12);
  return isShort ? `[${items.map((item) => show(item)).join(', ')}]` : 'a list';
}

function numberHint(what: string, value: unknown): string {
  if (typeof value !== 'string' || value.trim() === '' || !/\bnumbers?\b/.test(what)) return '';
  const plain = value.replaceAll('_', '').trim();
  return Number.isFinite(Number(plain)) ? ` (this is text: write ${plain}, without quotes or underscores)` : '';
}
