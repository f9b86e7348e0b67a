import { type MetricRecord, numbersOf } from './metric-record.js';

/** Python writes named groups as `(?P<name>...)`. */
export function compilePattern(source: string): RegExp {
  return new RegExp(source.replaceAll('(?P<', '(?<'), 'u');
}

/** The metrics in a line of text: the named groups of all patterns that match it. */
export function matchPatterns(patterns: readonly RegExp[], line: string): MetricRecord | undefined {
  const groups = patterns.map((pattern) => pattern.exec(line)?.groups ?? {});
  return numbersOf(Object.assign({}, ...groups));
}
