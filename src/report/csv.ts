import { fromLoss, type Objective } from '../core/objective.js';
import type { StudyRecord } from '../core/study-record.js';
import { objectivesOf } from '../core/study-spec.js';
import { isRepeat } from '../study/configurations.js';
import { type LeaderboardRow, leaderboard, rowOf } from '../study/leaderboard.js';
import { stateText } from '../study/state-text.js';
import { standingFields } from './standing-fields.js';

type Cell = string | number | boolean | null | undefined;

/** Of a study that has repeats. */
const repeatColumns = ['repeat_of', 'purpose', 'round'];
/** Of its configurations, over the seeds that count. */
const standingColumns = ['evidence', 'seeds', 'mean', 'low', 'high', 'told_from_best'];

/**
 * The leaderboard as RFC 4180 text. Metrics and parameters may share a name, hence the prefixes. A parameter that a trial
 * does not have is an empty cell, one that is null reads `null`. Repeats stand below the trial whose parameters they have; `value` is
 * what the trial itself came to, `mean` what its configuration did.
 */
export function renderCsv(record: StudyRecord): string {
  const repeats = record.trials.filter(isRepeat).map(rowOf);
  const rows = leaderboard(record.trials, objectivesOf(record.spec)).flatMap((row) => [
    row,
    ...repeats.filter(({ repeatOf }) => repeatOf === row.trialNumber),
  ]);
  const severalObjectives = objectivesOf(record.spec).length > 1;
  const hasRepeats = repeats.length > 0;
  const metricNames = [...new Set(rows.flatMap(({ metrics }) => Object.keys(metrics ?? {})))];
  const parameterNames = record.spec.space.parameters.map(({ name }) => name);
  const header: Cell[] = [
    ...[
      'rank',
      ...(severalObjectives ? ['front'] : []),
      'trial',
      ...(hasRepeats ? repeatColumns : []),
      'state',
      'note',
      'value',
      ...(hasRepeats ? standingColumns : []),
    ],
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
    ownValue(row, record.spec.objective),
    ...(hasRepeats ? standingCells(row, record.spec.objective) : []),
    ...metricNames.map((name) => row.metrics?.[name]),
    ...parameterNames.map((name) => row.params[name]),
    row.steps,
    row.durationMs === undefined ? undefined : row.durationMs / 1000,
    row.explanation,
  ]);
  return [header, ...lines].map((cells) => `${cells.map(cellText).join(',')}\r\n`).join('');
}

function ownValue({ state, loss, metrics }: LeaderboardRow, objective: Objective): number | undefined {
  if (state === 'complete') return metrics?.[objective.metric];
  return loss === undefined ? undefined : fromLoss(objective, loss);
}

function standingCells({ standing }: LeaderboardRow, objective: Objective): Cell[] {
  if (standing === undefined) return standingColumns.map(() => undefined);
  const { evidence, seeds, mean, low, high, toldFromBest } = standingFields(standing, objective);
  return [evidence, seeds, mean, low ?? undefined, high ?? undefined, toldFromBest ?? undefined];
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
