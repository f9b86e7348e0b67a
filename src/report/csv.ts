import { fromLoss } from '../core/objective.js';
import type { StudyRecord } from '../core/study-record.js';
import { objectivesOf } from '../core/study-spec.js';
import { leaderboard } from '../study/leaderboard.js';
import { stateText } from '../study/state-text.js';

type Cell = string | number | boolean | null | undefined;

/** Of a study that has repeats. */
const repeatColumns = ['repeat_of', 'purpose', 'round'];

/**
 * The leaderboard as RFC 4180 text. Metrics and parameters may share a name, hence the prefixes. A parameter that a trial
 * does not have is an empty cell, one that is null reads `null`.
 */
export function renderCsv(record: StudyRecord): string {
  const rows = leaderboard(record.trials, objectivesOf(record.spec));
  const severalObjectives = objectivesOf(record.spec).length > 1;
  const hasRepeats = rows.some(({ repeatOf }) => repeatOf !== undefined);
  const metricNames = [...new Set(rows.flatMap(({ metrics }) => Object.keys(metrics ?? {})))];
  const parameterNames = record.spec.space.parameters.map(({ name }) => name);
  const header: Cell[] = [
    ...['rank', ...(severalObjectives ? ['front'] : []), 'trial', ...(hasRepeats ? repeatColumns : []), 'state', 'note', 'value'],
    ...metricNames.map((name) => `metrics.${name}`),
    ...parameterNames.map((name) => `params.${name}`),
    ...['epochs', 'seconds', 'explanation'],
  ];
  const lines = rows.map((row): Cell[] => [
    row.rank,
    ...(severalObjectives ? [row.front] : []),
    row.trialNumber,
    ...(hasRepeats ? [row.repeatOf, row.purpose, row.round] : []),
    row.state,
    row.pausedAt !== undefined ? stateText(row) : row.audited && 'audit',
    row.loss === undefined ? undefined : fromLoss(record.spec.objective, row.loss),
    ...metricNames.map((name) => row.metrics?.[name]),
    ...parameterNames.map((name) => row.params[name]),
    row.steps,
    row.durationMs === undefined ? undefined : row.durationMs / 1000,
    row.explanation,
  ]);
  return [header, ...lines].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');
}

function cellText(cell: Cell): string {
  if (cell === undefined) return '';
  if (typeof cell !== 'string') return String(cell);
  const text = startsFormula(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Spreadsheets run text that starts so as a formula; a leading apostrophe makes them show it (OWASP, "CSV Injection"). */
function startsFormula(text: string): boolean {
  return /^[=+\-@\t\r]/.test(text);
}
