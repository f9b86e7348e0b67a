import type { StudyOverview } from '../core/events.js';
import { fromLoss } from '../core/objective.js';
import type { LeaderboardRow } from '../study/leaderboard.js';
import { formatChoice, formatMetric } from './numbers.js';
import { sparkline } from './sparkline.js';
import { abbreviate, padded } from './text.js';

/** One column of the leaderboard, as wide as its cells need or its place allows. */
export interface Column {
  readonly title: string;
  readonly width: number;
  readonly align: 'left' | 'right';
  /** Columns of the lowest importance go first when space is short. */
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

/** Widest of a cell, in characters: beyond it a choice is cut. */
const WIDEST_CELL = { roomy: 18, tight: 10 };
/** A parameter's title is not cut below this, if its cells are narrower. */
const NARROWEST_TITLE = 6;
const CURVE = { narrowest: 6, widest: 20 };

/** What goes first when space is short. The first three parameters outlive the curve; of two parameters the later goes first. */
const IMPORTANCE = { always: Infinity, state: 4, firstParameter: 3, epochs: 2, parameter: 1, curve: 0, laterParameter: -1 };
const PARAMETERS_BEFORE_CURVE = 3;

/**
 * The leaderboard's columns within `width` characters, measured on `rows`. When space is short, titles of parameters are
 * abbreviated first, then gaps narrow, then columns go: the last parameters, the curve, more parameters, epochs, state.
 * Left-over space goes to the titles, then to the curve.
 */
export function leaderboardColumns(rows: readonly LeaderboardRow[], study: StudyOverview, width: number): Columns {
  const hasSteps = study.epochs !== undefined || rows.some((row) => row.steps > 0);
  const roomy = measured(rows, study, hasSteps, false);
  if (totalWidth(roomy, 2) <= width) return { columns: grown(roomy, width, 2), gap: 2, hiddenParameters: 0 };

  let kept = measured(rows, study, hasSteps, true);
  const gap = totalWidth(kept, 2) <= width ? 2 : 1;
  while (totalWidth(kept, gap) > width && kept.some((column) => column.importance < IMPORTANCE.always)) {
    kept = kept.toSpliced(leastImportant(kept), 1);
  }
  const hiddenParameters = study.searchedNames.length - kept.filter((column) => column.isParameter).length;
  return { columns: grown(kept, width, gap), gap, hiddenParameters };
}

/** A row's cells, or the titles, as one line. */
export function tableLine({ columns, gap }: Columns, row: LeaderboardRow | 'titles'): string {
  const cells = columns.map((column) => {
    const text = row === 'titles' ? abbreviate(column.title, column.width) : column.cell(row, column.width);
    return padded(text, column.width, column.align);
  });
  return cells.join(' '.repeat(gap));
}

function measured(rows: readonly LeaderboardRow[], study: StudyOverview, hasSteps: boolean, tight: boolean): Column[] {
  const widestCell = tight ? WIDEST_CELL.tight : WIDEST_CELL.roomy;
  const sized = (column: Omit<Column, 'width'>, narrowestTitle = column.title.length): Column => {
    const longest = rows.reduce((length, row) => Math.max(length, [...column.cell(row, widestCell)].length), 1);
    return { ...column, width: Math.max(Math.min(longest, widestCell), Math.min(column.title.length, narrowestTitle)) };
  };
  const shortTitle = tight ? NARROWEST_TITLE : undefined;
  const { always, state, epochs, curve } = IMPORTANCE;
  const value = { title: study.objective.metric, importance: always, cell: (row: LeaderboardRow) => valueCell(row, study) };
  return [
    sized({ title: '#', align: 'right', importance: always, cell: (row) => String(row.rank ?? '') }),
    sized({ title: 'trial', align: 'right', importance: always, cell: (row) => String(row.trialNumber) }),
    sized({ ...value, align: 'right' }, shortTitle),
    ...study.searchedNames.map((name, index) => sized(parameterColumn(name, index, rows), shortTitle)),
    ...(hasSteps ? [sized({ title: 'epochs', align: 'right', importance: epochs, cell: (row) => epochsCell(row, study) })] : []),
    sized({ title: 'state', align: 'left', importance: state, cell: (row) => row.state }),
    ...(hasSteps ? [{ title: 'curve', align: 'left', importance: curve, width: CURVE.narrowest, cell: curveCell } as const] : []),
  ];
}

function parameterColumn(name: string, index: number, rows: readonly LeaderboardRow[]): Omit<Column, 'width'> {
  const { firstParameter, parameter, laterParameter } = IMPORTANCE;
  const importance = index === 0 ? firstParameter : index < PARAMETERS_BEFORE_CURVE ? parameter : laterParameter;
  // Numbers line up by their last digit, words by their first letter.
  const align = rows.some((row) => typeof row.params[name] === 'string') ? 'left' : 'right';
  return { title: name, align, importance, isParameter: true, cell: (row) => formatChoice(row.params[name]) };
}

function leastImportant(columns: readonly Column[]): number {
  const least = Math.min(...columns.map((column) => column.importance));
  return columns.findLastIndex((column) => column.importance === least);
}

function grown(columns: readonly Column[], width: number, gap: number): Column[] {
  let spare = width - totalWidth(columns, gap);
  return columns.map((column) => {
    const wanted = column.cell === curveCell ? CURVE.widest : Math.max(column.width, column.title.length);
    const extra = Math.max(0, Math.min(spare, wanted - column.width));
    spare -= extra;
    return { ...column, width: column.width + extra };
  });
}

function totalWidth(columns: readonly Column[], gap: number): number {
  return columns.reduce((sum, column) => sum + column.width, 0) + gap * (columns.length - 1);
}

function valueCell(row: LeaderboardRow, study: StudyOverview): string {
  return row.loss === undefined ? '' : formatMetric(fromLoss(study.objective, row.loss));
}

function epochsCell(row: LeaderboardRow, study: StudyOverview): string {
  return study.epochs === undefined ? String(row.steps) : `${row.steps}/${study.epochs}`;
}

function curveCell(row: LeaderboardRow, width: number): string {
  return sparkline(row.curve, width);
}
