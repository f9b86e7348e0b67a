import type { Choice } from '../core/distribution.js';

/**
 * A number for people: four significant digits, no trailing zeros, powers of ten only where they save the reader counting.
 * It stands on its own: the report's page carries a copy of its source.
 */
export function numberText(value: number): string {
  if (!Number.isFinite(value)) return String(value).replace('Infinity', '∞');
  if (value === 0) return '0';
  if (Number.isInteger(value) && Math.abs(value) < 1e6) return String(value);
  const magnitude = Math.abs(value);
  if (magnitude < 1e-3 || magnitude >= 1e6)
    return value
      .toExponential(2)
      .replace(/\.?0+e/, 'e')
      .replace('e+', 'e');
  return String(Number(value.toPrecision(4)));
}

/**
 * Writes the numbers of one column, which are read against each other: with the same number of decimals, as many as give the
 * largest four digits. Columns that span over three powers of ten stay as `numberText` has them.
 */
export function columnFormat(values: readonly number[]): (value: number) => string {
  const magnitudes = values.filter((value) => Number.isFinite(value) && value !== 0).map(Math.abs);
  const [smallest, largest] = [Math.min(...magnitudes), Math.max(...magnitudes)];
  if (magnitudes.length === 0 || largest >= 1e6 || smallest < largest / 1e3 || values.every(Number.isInteger)) return numberText;
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(largest)));
  return decimals > 6 ? numberText : (value) => (Number.isFinite(value) ? value.toFixed(decimals) : numberText(value));
}

export function choiceText(choice: Choice): string {
  return typeof choice === 'number' ? numberText(choice) : String(choice);
}

/** `850 ms`, `4.2 s`, `4m 12s`, `3h 05m`. It stands on its own, as `numberText` does. */
export function durationText(milliseconds: number): string {
  if (milliseconds < 1000) return `${Math.round(milliseconds)} ms`;
  if (milliseconds < 59_950) return `${(milliseconds / 1000).toFixed(1)} s`;
  const seconds = Math.round(milliseconds / 1000);
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  const twoDigits = (value: number) => String(value).padStart(2, '0');
  return hours > 0 ? `${hours}h ${twoDigits(minutes)}m` : `${minutes}m ${twoDigits(seconds % 60)}s`;
}

/** `62 %`; small shares keep a digit: `0.4 %`. It stands on its own, as `numberText` does. */
export function shareText(share: number): string {
  return `${Number((100 * share).toFixed(share < 0.01 ? 1 : 0))} %`;
}

/** `1 trial`, `2 trials`, `1,200 trials`. */
export function countText(count: number, noun: string, plural: string = `${noun}s`): string {
  return `${count.toLocaleString('en-US')} ${count === 1 ? noun : plural}`;
}

/** `2026-03-01 09:30 UTC` */
export function dateText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `2026-03-01 09:30:07 UTC`. It stands on its own, as `numberText` does. */
export function timeText(at: number): string {
  return `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}
