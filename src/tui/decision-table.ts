import type { Report, Suggestion } from '../core/trial.js';
import { formatNumber } from './numbers.js';

/** Of a number in a decision: enough to see on which side of a bound a value lies. */
const DIGITS = 5;

/**
 * What the pruner decided at which epoch, and the numbers that it came from: titles, then a row a decision. Empty when nothing was
 * decided.
 */
export function decisionTable(reports: readonly Report[]): string[][] {
  const decided = reports.flatMap(({ step, decision }) => (decision ? [{ step, ...decision }] : []));
  if (decided.length === 0) return [];
  const names = [...new Set(decided.flatMap(({ numbers }) => Object.keys(numbers)))];
  const rows = decided.map(({ step, verdict, numbers }) => [
    String(step),
    verdict,
    ...names.map((name) => (numbers[name] === undefined ? '' : formatNumber(numbers[name], DIGITS))),
  ]);
  return [['epoch', 'verdict', ...names], ...rows];
}

/** What the model saw that proposed a trial's parameters: `tpe: log l/g 1.3412, runner-up 1.2101, candidates 24`. */
export function suggestionText({ by, numbers }: Suggestion): string {
  const parts = Object.entries(numbers).map(([name, value]) => `${name} ${formatNumber(value, DIGITS)}`);
  return parts.length === 0 ? by : `${by}: ${parts.join(', ')}`;
}
