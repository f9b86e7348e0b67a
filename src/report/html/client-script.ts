import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

/** A function whose source the page carries: it reads nothing but its arguments and the browser's globals. */
type Part = (...args: never[]) => unknown;

/**
 * A page's script, a function's body: the source of each part, handed to `start`. The same from compiled code and from TypeScript
 * run directly, which no bundle would be.
 */
export function clientScript(parts: Readonly<Record<string, Part>>, start: Part): string {
  const entries = Object.entries(parts).map(([name, part]) => `${name}: ${part}`);
  return `'use strict';\nreturn (${start})({\n${entries.join(',\n')}\n}, window.echarts);`;
}

/** Apache ECharts in one script, with its licence on top. */
export function chartLibrary(): string {
  const path = createRequire(import.meta.url).resolve('echarts/dist/echarts.min.js');
  return readFileSync(path, 'utf8');
}
