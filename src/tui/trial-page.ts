import type { StudyOverview } from '../core/events.js';
import { fromLoss } from '../core/objective.js';
import { derivedOf } from '../core/search-space.js';
import { isFinished, type Metrics, type Params, stepsOf, type Trial, workedMs } from '../core/trial.js';
import type { LeaderboardRow } from '../study/leaderboard.js';
import { marksOf, stateText } from '../study/state-text.js';
import { cellsOf } from './cells.js';
import { decisionTable, suggestionText } from './decision-table.js';
import { formatDuration } from './duration.js';
import { beside, blank, type Line, line } from './line.js';
import { lineChart } from './line-chart.js';
import { formatChoice, formatMetric } from './numbers.js';
import { rungText } from './rung.js';
import { seedTable, standingText } from './standing-text.js';
import { count, padded, printable, truncate, wrapped } from './text.js';
import type { Tone } from './theme.js';

/** Of a shorter one tenths of a second say nothing. */
const SHORTEST_EPOCH_MS = 100;
/** Lines of a metric's chart. */
const CURVE_HEIGHT = 6;
/** Charts stand next to one another where each has at least this width. */
const CHART_WIDTH = 56;
const CHART_GAP = 3;
/** Of a parameter's value: beyond what a leaderboard's cell shows, short of binary noise. */
const PARAMETER_DIGITS = 6;
const COLUMN_GAP = 3;

export interface TrialContext {
  readonly overview: StudyOverview;
  /** All of the study: among which it was pruned. */
  readonly trials: Iterable<Trial>;
  /** The end of its log. */
  readonly log: readonly string[];
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** All that is known of one trial, as lines of at most `width` characters. */
export function trialPage(trial: Trial, row: LeaderboardRow, context: TrialContext, width: number): Line[] {
  const { overview, log } = context;
  const derived = derivedOf(overview, trial.params);
  const sections = [
    heading(trial, row, context, width),
    section('How sure is this?', certainty(trial, row, context, width)),
    section('Parameters', parameterGrid(trial.params, overview.parameterNames, width)),
    section('Derived', parameterGrid(derived, Object.keys(derived), width)),
    section('Why suggested', trial.suggestion ? wrapped(suggestionText(trial.suggestion), width) : []),
    charts(trial, overview, width),
    section('Decisions of the pruner', table(decisionTable(trial.reports), width)),
    section(
      'Log',
      log.map((text) => truncate(printable(text), width)),
    ),
    section('Epochs', epochTable(trial, overview.objective.metric, width)),
  ];
  return sections.filter((lines) => lines.length > 0).flatMap((lines, i) => (i === 0 ? lines : [blank, ...lines]));
}

function heading(trial: Trial, row: LeaderboardRow, { overview, trials, now }: TrialContext, width: number): Line[] {
  const parts = [
    `Trial ${trial.number}`,
    stateText({ state: trial.state, ...marksOf(trial) }),
    row.rank === undefined ? '' : `rank ${row.rank}`,
    row.front === undefined ? '' : `front ${row.front}`,
    overview.epochs === undefined ? count(row.steps, 'epoch') : `${row.steps}/${overview.epochs} epochs`,
    timing(trial, now),
    trial.attempt > 1 ? `attempt ${trial.attempt}` : '',
  ];
  const value = row.loss === undefined ? {} : { [overview.objective.metric]: fromLoss(overview.objective, row.loss) };
  const explanation = [row.explanation, rungText(trial, trials)].filter((text) => text !== undefined);
  return [
    line(truncate(parts.filter(Boolean).join('   '), width), 'title'),
    ...metricLines({ ...value, ...row.metrics }, width),
    ...explanation.flatMap((text) => wrapped(text, width)).map((text) => line(text, trial.state === 'failed' ? 'bad' : 'plain')),
  ];
}

/** Of a study with repeats: what the seeds say, and which there are. */
function certainty(trial: Trial, row: LeaderboardRow, { overview, trials }: TrialContext, width: number): string[] {
  if (trial.repeatOf !== undefined) return [`The parameters of trial ${trial.repeatOf} under another seed.`];
  // To look for the seeds of one that has no others would take a look at every trial, in every frame.
  if (trial.state !== 'complete' || !row.standing) return [];
  const { objective } = overview;
  const sentences = standingText(trial, row.standing, { objective, isBest: row.rank === 1 });
  return [...sentences.flatMap((text) => wrapped(text, width)), ...table(seedTable(trial, trials, objective), width)];
}

function section(title: string, lines: readonly string[]): Line[] {
  return lines.length === 0 ? [] : [line(title, 'title'), ...lines.map((text) => line(text))];
}

function metricLines(metrics: Metrics, width: number): Line[] {
  const words = Object.entries(metrics).map(([name, value]) => `${printable(name)} ${formatMetric(value)}`);
  return grid(words, width).map((text) => line(text));
}

function parameterGrid(params: Params, order: readonly string[], width: number): string[] {
  const names = order.filter((name) => params[name] !== undefined);
  const widest = Math.max(0, ...names.map(cellsOf));
  return grid(
    names.map((name) => `${padded(name, widest)}  ${formatChoice(params[name], PARAMETER_DIGITS)}`),
    width,
  );
}

/** A chart of every metric by epoch, the objective's first, as many next to one another as have room. */
function charts(trial: Trial, { objective }: StudyOverview, width: number): Line[] {
  const names = measuredNames(trial, objective.metric);
  const perRow = Math.max(1, Math.min(names.length, Math.floor((width + CHART_GAP) / (CHART_WIDTH + CHART_GAP))));
  const chartWidth = Math.floor((width + CHART_GAP) / perRow) - CHART_GAP;
  const blocks = names.flatMap((name) => {
    const measured = trial.reports.filter(({ metrics }) => metrics[name] !== undefined);
    const curve = {
      ...{ mark: '', tone: (name === objective.metric ? 'best' : 'plain') as Tone },
      steps: measured.map(({ step }) => step),
      values: measured.map(({ metrics }) => metrics[name] as number),
    };
    const chart = lineChart([curve], chartWidth, CURVE_HEIGHT);
    return chart.length === 0 ? [] : [[line(truncate(`${printable(name)} by epoch`, chartWidth), 'title'), ...chart]];
  });
  const rows = Array.from({ length: Math.ceil(blocks.length / perRow) }, (_, row) =>
    beside(blocks.slice(row * perRow, (row + 1) * perRow), chartWidth, CHART_GAP),
  );
  return rows.flatMap((lines, i) => (i === 0 ? lines : [blank, ...lines]));
}

/** The objective's metric first. */
function measuredNames({ reports }: Trial, metric: string): string[] {
  const measured = new Set(reports.flatMap((report) => Object.keys(report.metrics)));
  return [...measured].sort((a, b) => Number(b === metric) - Number(a === metric));
}

/** The objective first: what does not fit is cut off. */
function epochTable(trial: Trial, metric: string, width: number): string[] {
  const { reports } = trial;
  const names = measuredNames(trial, metric);
  if (names.length === 0) return [];
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
  const widths = (rows[0] ?? []).map((_, i) => Math.max(...rows.map((row) => cellsOf(row[i] ?? ''))));
  return rows.map((cells) => truncate(cells.map((cell, i) => padded(cell, widths[i] ?? 0, 'right')).join('  '), width));
}

/** The cells in as many equal columns as fit, filled row by row. */
function grid(cells: readonly string[], width: number): string[] {
  const widest = Math.min(width, Math.max(1, ...cells.map(cellsOf)));
  const perLine = Math.max(1, Math.floor((width + COLUMN_GAP) / (widest + COLUMN_GAP)));
  return Array.from({ length: Math.ceil(cells.length / perLine) }, (_, line) =>
    cells
      .slice(line * perLine, (line + 1) * perLine)
      .map((cell) => padded(cell, widest))
      .join(' '.repeat(COLUMN_GAP))
      .trimEnd(),
  );
}

/** How long it took or has run, and how long an epoch takes. */
function timing(trial: Trial, now: number): string {
  if (trial.state === 'waiting') return '';
  const ms = isFinished(trial) ? workedMs(trial) : (trial.earlierMs ?? 0) + now - trial.startedAt;
  const epochs = stepsOf(trial);
  const isLong = epochs > 1 && ms / epochs >= SHORTEST_EPOCH_MS;
  return `${formatDuration(ms)}${isLong ? ` (${formatDuration(ms / epochs)} an epoch)` : ''}`;
}
