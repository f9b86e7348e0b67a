import type { StudyOverview } from '../core/events.js';
import { fromLoss } from '../core/objective.js';
import { derivedOf } from '../core/search-space.js';
import { isFinished, type Metrics, type Params, type Trial, workedMs } from '../core/trial.js';
import type { LeaderboardRow } from '../study/leaderboard.js';
import { marksOf, stateText } from '../study/state-text.js';
import { decisionTable } from './decision-table.js';
import { formatDuration } from './duration.js';
import { learningCurve } from './learning-curve.js';
import { formatChoice, formatMetric } from './numbers.js';
import { count, padded, printable, truncate, wrapped } from './text.js';
import type { Tone } from './theme.js';

export interface Line {
  readonly text: string;
  readonly tone: Tone;
}

const CURVE_HEIGHT = 6;
/** Of a parameter's value: beyond what a leaderboard's cell shows, short of binary noise. */
const PARAMETER_DIGITS = 6;
const COLUMN_GAP = 3;

/** All that is known of one trial, as lines of at most `width` characters. */
export function trialPage(trial: Trial, row: LeaderboardRow, overview: StudyOverview, now: number, width: number): Line[] {
  const derived = derivedOf(overview, trial.params);
  const sections = [
    heading(trial, row, overview, now, width),
    section('Parameters', parameterGrid(trial.params, overview.parameterNames, width)),
    section('Derived', parameterGrid(derived, Object.keys(derived), width)),
    section(`${overview.objective.metric} by epoch`, curve(trial, overview, width)),
    section('Decisions of the pruner', table(decisionTable(trial.reports), width)),
    section('Epochs', epochTable(trial, overview.objective.metric, width)),
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines, i) => (i === 0 ? lines : [plain(''), ...lines]));
}

function heading(trial: Trial, row: LeaderboardRow, overview: StudyOverview, now: number, width: number): Line[] {
  const parts = [
    `Trial ${trial.number}`,
    stateText({ state: trial.state, ...marksOf(trial) }),
    row.rank === undefined ? '' : `rank ${row.rank}`,
    row.front === undefined ? '' : `front ${row.front}`,
    overview.epochs === undefined ? count(row.steps, 'epoch') : `${row.steps}/${overview.epochs} epochs`,
    duration(trial, now),
    trial.attempt > 1 ? `attempt ${trial.attempt}` : '',
  ];
  const value = row.loss === undefined ? {} : { [overview.objective.metric]: fromLoss(overview.objective, row.loss) };
  return [
    { text: truncate(parts.filter(Boolean).join('   '), width), tone: 'title' },
    ...metricLines({ ...value, ...row.metrics }, width),
    ...wrapped(row.explanation ?? '', width).map((text): Line => ({ text, tone: trial.state === 'failed' ? 'bad' : 'plain' })),
  ];
}

function section(title: string, lines: readonly string[]): Line[] {
  return lines.length === 0 ? [] : [{ text: title, tone: 'title' }, ...lines.map(plain)];
}

function metricLines(metrics: Metrics, width: number): Line[] {
  const words = Object.entries(metrics).map(([name, value]) => `${printable(name)} ${formatMetric(value)}`);
  return grid(words, width).map(plain);
}

function parameterGrid(params: Params, order: readonly string[], width: number): string[] {
  const names = order.filter((name) => params[name] !== undefined);
  const widest = Math.max(0, ...names.map((name) => name.length));
  return grid(
    names.map((name) => `${name.padEnd(widest)}  ${formatChoice(params[name], PARAMETER_DIGITS)}`),
    width,
  );
}

function curve(trial: Trial, { objective }: StudyOverview, width: number): string[] {
  const values = trial.reports.map((report) => fromLoss(objective, report.loss));
  return learningCurve(
    values,
    trial.reports.map((report) => report.step),
    width,
    CURVE_HEIGHT,
  );
}

/** The objective first: what does not fit is cut off. */
function epochTable({ reports }: Trial, metric: string, width: number): string[] {
  const measured = new Set(reports.flatMap((report) => Object.keys(report.metrics)));
  if (measured.size === 0) return [];
  const names = [...measured].sort((a, b) => Number(b === metric) - Number(a === metric));
  const titles = ['epoch', ...names.map(printable)];
  const rows = reports.map((report) => [
    String(report.step),
    ...names.map((name) => {
      const value = report.metrics[name];
      return value === undefined ? '' : formatMetric(value);
    }),
  ]);
  return table([titles, ...rows], width);
}

/** The first row is its titles. */
function table(rows: readonly (readonly string[])[], width: number): string[] {
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => row[i]?.length ?? 0)));
  return rows.map((cells) => truncate(cells.map((cell, i) => padded(cell, widths[i] ?? 0, 'right')).join('  '), width));
}

/** The cells in as many equal columns as fit, filled row by row. */
function grid(cells: readonly string[], width: number): string[] {
  const widest = Math.min(width, Math.max(1, ...cells.map((cell) => cell.length)));
  const perLine = Math.max(1, Math.floor((width + COLUMN_GAP) / (widest + COLUMN_GAP)));
  return Array.from({ length: Math.ceil(cells.length / perLine) }, (_, line) =>
    cells
      .slice(line * perLine, (line + 1) * perLine)
      .map((cell) => padded(cell, widest))
      .join(' '.repeat(COLUMN_GAP))
      .trimEnd(),
  );
}

function duration(trial: Trial, now: number): string {
  if (trial.state === 'waiting') return '';
  return formatDuration(isFinished(trial) ? workedMs(trial) : (trial.earlierMs ?? 0) + now - trial.startedAt);
}

function plain(text: string): Line {
  return { text, tone: 'plain' };
}
