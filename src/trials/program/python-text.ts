import type { Choice } from '../../core/distribution.js';
import type { NestedParams } from './nested-params.js';

/** As Python's `str` has it, which is what W&B's programs get. */
export function pythonText(value: Choice | NestedParams): string {
  return typeof value === 'string' ? value : pythonLiteral(value);
}

/** As Python's `repr` has it: what a value looks like within a dictionary. */
function pythonLiteral(value: Choice | NestedParams): string {
  if (value === null) return 'None';
  if (typeof value === 'boolean') return value ? 'True' : 'False';
  if (typeof value === 'string') return quoted(value);
  if (typeof value === 'number') return String(value);
  const items = Object.entries(value).map(([name, inner]) => `${quoted(name)}: ${pythonLiteral(inner)}`);
  return `{${items.join(', ')}}`;
}

/** In single quotes, unless only double ones save escaping. */
function quoted(text: string): string {
  const quote = text.includes("'") && !text.includes('"') ? '"' : "'";
  const escaped = text.replaceAll('\\', '\\\\').replaceAll(quote, `\\${quote}`);
  const controls: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };
  return `${quote}${escaped.replace(/[\n\r\t]/g, (control) => controls[control] as string)}${quote}`;
}
