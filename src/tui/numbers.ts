import type { Choice } from '../core/distribution.js';
import { printable } from './text.js';

/** What stands for a parameter that a trial does not have. */
const ABSENT = '·';

/** A number in as few characters as its `digits` significant ones need: `0.317`, `1.2e-3`, `128`. */
export function formatNumber(value: number, digits = 3): string {
  if (!Number.isFinite(value)) return formatNonFinite(value);
  const size = Math.abs(value);
  if (Number.isInteger(value) && size < 1e6) return String(value);
  if (size < 0.01 || size >= 1e6) return exponential(value, digits);
  return String(Number(value.toPrecision(Math.max(digits, Math.ceil(Math.log10(size))))));
}

/** A metric's value: about five significant digits and no fewer, so that a column of them lines up. */
export function formatMetric(value: number): string {
  if (!Number.isFinite(value)) return formatNonFinite(value);
  const size = Math.abs(value);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return exponential(value, 4);
  return value.toFixed(size < 10 ? 4 : size < 100 ? 3 : size < 1000 ? 2 : 1);
}

/** A parameter's value; `digits` are the significant ones of a number. */
export function formatChoice(choice: Choice | undefined, digits = 3): string {
  if (choice === undefined) return ABSENT;
  return typeof choice === 'number' ? formatNumber(choice, digits) : printable(String(choice));
}

/** How many a second: `87`, `1.2k`, `34k`. */
export function formatRate(perSecond: number): string {
  if (perSecond < 100) return String(Number(perSecond.toPrecision(2)));
  if (perSecond < 1000) return String(Math.round(perSecond));
  const thousands = perSecond / 1000;
  return `${thousands < 10 ? thousands.toFixed(1) : Math.round(thousands)}k`;
}

function exponential(value: number, digits: number): string {
  const [mantissa = '', exponent = ''] = value.toExponential(digits - 1).split('e');
  return `${Number(mantissa)}e${Number(exponent)}`;
}

function formatNonFinite(value: number): string {
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Inf' : '-Inf';
}
