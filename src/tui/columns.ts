import type { StudyOverview } from '../core/events.js';
import { fromLoss } from '../core/objective.js';
import { objectivesOf } from '../core/study-spec.js';
import type { LeaderboardRow } from '../study/leaderboard.js';
import { stateText } from '../study/state-text.js';
import { cellsOf } from './cells.js';
import { formatDuration } from './duration.js';
import { formatChoice, formatMetric } from './numbers.js';
import { sparkline } from './sparkline.js';
import { halfWidth, seedsOf } from './standing-text.js';
import { abbreviate, padded } from './text.js';

/** One column of the leaderboard, as wide as its cells need or its place allows. */
interface Column {
  readonly title: string;
  /** Stands for a title that does not fit; left out: its abbreviation. */
  readonly shortTitle?: string;
  readonly width: number;
  /** Wide enough for its title and cells uncut. */
  readonly widest: number;
  readonly align: 'left' | 'right';
  /** Columns of the highest importance get a place first. */
  readonly importance: number;
  readonly isParameter?: boolean;
  cell(row: LeaderboardRow, width: number): string;
}

export interface Columns {
  readonly columns: readonly Column[];
  /** Between two columns. */
  readonly gap: number;
  /** How many searched parameters found no place. */
  readonly hiddenParameters: number;
}

/** What the user wants to see, by the titles of columns. */
export interface ColumnChoice {
  /** Of those that are there by themselves. */
  readonly hidden: readonly string[];
  /** Metrics, fixed parameters or the time beside them. */
  readonly added: readonly string[];
}

export const noChoice: ColumnChoice = { hidden: [], added: [] };

/** A choice is cut at these many cells: the first when space is short, the second always. */
const NARROWEST_CELL = 10;
const WIDEST_CELL = 18;
/** A parameter's title is not cut below this, if its cells are narrower. */
const NARROWEST_TITLE = 6;
const CURVE_COLUMN = { title: 'curve', align: 'left', width: 6, widest: 20, cell: curveCell } as const;

/** Who gets a place first when space is short; of two parameters the earlier. The first three come before the curve. */
const IMPORTANCE = {
  always: Infinity,
  /** The user asked for it. */
  added: 6,
  objective: 5,
  /** How sure the ranking is. */
  certainty: 4.5,
  state: 4,
  firstParameter: 3,
  epochs: 2,
  parameter: 1,
  curve: 0,
  laterParameter: -1,
  /** That none of the rows has, as it depends on the value of another. */
  absentParameter: -2,
};
const PARAMETERS_BEFORE_CURVE = 3;
/** Half of the 95 % confidence interval of the mean, and the seeds that it is over. */
const CERTAINTY_COLUMNS = [
  { title: '±', align: 'right', importance: IMPORTANCE.certainty, cell: halfWidthCell },
  { title: 'n', align: 'right', importance: IMPORTANCE.certainty, cell: (row: LeaderboardRow) => String(seedsOf(row) ?? '') },
] as const;

/**
 * The leaderboard's columns within `width` cells, measured on `rows`. When space is short, titles of parameters are
 * abbreviated and choices cut first, then gaps narrow, then columns go.
 */
export function leaderboardColumns(
  rows: readonly LeaderboardRow[],
  study: StudyOverview,
  width: number,
  choice: ColumnChoice = noChoice,
): Columns {
  const hasSteps = study.epochs !== undefined || rows.some((row) => row.steps > 0);
  const narrow = measured(rows, study, hasSteps, choice);
  const gap = totalWidth(narrow, 2) <= width ? 2 : 1;
  const kept = fitting(narrow, width, gap);
  const wanted = study.searchedNames.filter((name) => !choice.hidden.includes(name));
  const hiddenParameters = wanted.length - kept.filter((column) => column.isParameter).length;
  return { columns: grown(kept, width, gap), gap, hiddenParameters };
}

/** A row's cells, or the titles, as one line. */
export function tableLine({ columns, gap }: Columns, row: LeaderboardRow | 'titles'): string {
  const cells = columns.map((column) => {
    const text = row === 'titles' ? titleOf(column) : column.cell(row, column.width);
    return padded(text, column.width, column.align);
  });
  return cells.join(' '.repeat(gap));
}

/** The titles that a choice is made from: those of columns that are there by themselves, and of those that can be added. */
export function columnTitles(study: StudyOverview, metrics: readonly string[]): { usual: string[]; further: string[] } {
  const objectives = objectivesOf(study).map(({ metric }) => metric);
  const fixed = study.parameterNames.filter((name) => !study.searchedNames.includes(name));
  return {
    usual: [...objectives.slice(1), ...study.searchedNames, 'epochs', 'state', 'curve'],
    further: [...metrics.filter((metric) => !objectives.includes(metric)), ...fixed, 'time'],
  };
}

function titleOf({ title, shortTitle, width }: Column): string {
  return shortTitle !== undefined && cellsOf(title) > width ? shortTitle : abbreviate(title, width);
}

function measured(
  rows: readonly LeaderboardRow[],
  study: StudyOverview,
  hasSteps: boolean,
  { hidden, added }: ColumnChoice,
): Column[] {
  const sized = (column: Omit<Column, 'width' | 'widest'>, narrowestTitle = cellsOf(column.title)): Column => {
    const longest = rows.reduce((length, row) => Math.max(length, cellsOf(column.cell(row, WIDEST_CELL))), 1);
    const width = Math.max(Math.min(longest, NARROWEST_CELL), Math.min(cellsOf(column.title), narrowestTitle));
    return { ...column, width, widest: Math.max(Math.min(longest, WIDEST_CELL), cellsOf(column.title)) };
  };
  const { always, objective, state, epochs, curve } = IMPORTANCE;
  // Of several objectives each is a value.
  const short = study.furtherObjectives ? {} : { shortTitle: 'value' };
  const value = { title: study.objective.metric, ...short, cell: (row: LeaderboardRow) => valueCell(row, study) };
  const isWanted = ({ title, importance }: Column) => importance === always || !hidden.includes(title);
  const columns = [
    sized({ title: '#', align: 'right', importance: always, cell: rankCell }),
    sized({ title: 'trial', align: 'right', importance: always, cell: (row) => String(row.trialNumber) }),
    ...(study.furtherObjectives ? [sized({ title: 'front', align: 'right', importance: always, cell: frontCell })] : []),
    sized({ ...value, align: 'right', importance: always }, NARROWEST_TITLE),
    ...(hasStandings(rows) ? CERTAINTY_COLUMNS.map((column) => sized(column)) : []),
    ...(study.furtherObjectives ?? []).map(({ metric }) =>
      sized({ title: metric, align: 'right', importance: objective, cell: (row) => metricCell(row, metric) }, NARROWEST_TITLE),
    ),
    ...study.searchedNames.map((name, index) => sized(parameterColumn(name, index, rows), NARROWEST_TITLE)),
    ...(hasSteps ? [sized({ title: 'epochs', align: 'right', importance: epochs, cell: (row) => epochsCell(row, study) })] : []),
    sized({ title: 'state', align: 'left', importance: state, cell: stateCell }),
    ...added.map((title) => sized(addedColumn(title, study), NARROWEST_TITLE)),
    ...(hasSteps ? [{ ...CURVE_COLUMN, importance: curve }] : []),
  ];
  return columns.filter(isWanted);
}

function addedColumn(title: string, study: StudyOverview): Omit<Column, 'width' | 'widest'> {
  const cell = (row: LeaderboardRow) => {
    if (title === 'time') return row.durationMs === undefined ? '' : formatDuration(row.durationMs);
    return study.parameterNames.includes(title) ? formatChoice(row.params[title]) : metricCell(row, title);
  };
  return { title, align: 'right', importance: IMPORTANCE.added, cell };
}

function parameterColumn(name: string, index: number, rows: readonly LeaderboardRow[]): Omit<Column, 'width' | 'widest'> {
  const { firstParameter, parameter, laterParameter, absentParameter } = IMPORTANCE;
  const place = index === 0 ? firstParameter : index < PARAMETERS_BEFORE_CURVE ? parameter : laterParameter;
  const isAbsent = rows.length > 0 && rows.every(({ params }) => params[name] === undefined);
  const importance = isAbsent ? absentParameter : place;
  // Numbers line up by their last digit, words by their first letter.
  const align = rows.some((row) => typeof row.params[name] === 'string') ? 'left' : 'right';
  return { title: name, align, importance, isParameter: true, cell: (row) => formatChoice(row.params[name]) };
}

/** By importance, whatever still fits: a narrow column may stay where a wide one had to go. */
function fitting(columns: readonly Column[], width: number, gap: number): Column[] {
  const kept = new Set<Column>();
  for (const column of columns.toSorted((a, b) => b.importance - a.importance)) {
    if (column.importance === IMPORTANCE.always || totalWidth([...kept, column], gap) <= width) kept.add(column);
  }
  return columns.filter((column) => kept.has(column));
}

/** Left-over space goes to those that lack the least, so that many are whole; the curve, which always takes more, is last. */
function grown(columns: readonly Column[], width: number, gap: number): readonly Column[] {
  let spare = width - totalWidth(columns, gap);
  const widths = new Map<Column, number>();
  for (const column of columns.toSorted((a, b) => lack(a) - lack(b))) {
    const extra = Math.max(0, Math.min(spare, column.widest - column.width));
    widths.set(column, column.width + extra);
    spare -= extra;
  }
  return columns.map((column) => ({ ...column, width: widths.get(column) ?? column.width }));
}

function lack({ cell, width, widest }: Column): number {
  return cell === curveCell ? Number.POSITIVE_INFINITY : widest - width;
}

function totalWidth(columns: readonly Column[], gap: number): number {
  return columns.reduce((sum, column) => sum + column.width, 0) + gap * (columns.length - 1);
}

function valueCell(row: LeaderboardRow, study: StudyOverview): string {
  return row.loss === undefined ? '' : formatMetric(fromLoss(study.objective, row.loss));
}

/** `≈` before those that cannot be told from the best. */
function rankCell({ rank, standing }: LeaderboardRow): string {
  return `${standing?.isToldFromBest === false ? '≈' : ''}${rank ?? ''}`;
}

function hasStandings(rows: readonly LeaderboardRow[]): boolean {
  return rows.some(({ standing }) => standing !== undefined);
}

function halfWidthCell({ standing }: LeaderboardRow): string {
  const half = halfWidth(standing);
  return half === undefined ? '' : formatMetric(half);
}

function frontCell({ front }: LeaderboardRow): string {
  return front === undefined ? '' : String(front);
}

function metricCell({ metrics }: LeaderboardRow, name: string): string {
  return metrics?.[name] === undefined ? '' : formatMetric(metrics[name]);
}

/** In short form where it would be cut. */
function stateCell(row: LeaderboardRow, width: number): string {
  const text = stateText(row);
  if (text.length <= width) return text;
  return row.pausedAt === undefined ? 'audit' : `paused @${row.pausedAt}`;
}

function epochsCell(row: LeaderboardRow, study: StudyOverview): string {
  return study.epochs === undefined ? String(row.steps) : `${row.steps}/${study.epochs}`;
}

function curveCell(row: LeaderboardRow, width: number): string {
  return sparkline(row.curve, width);
}
