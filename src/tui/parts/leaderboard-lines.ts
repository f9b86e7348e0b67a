import type { LeaderboardRow } from '../../study/leaderboard.js';
import { type Columns, tableLine } from '../columns.js';
import { type Line, line } from '../line.js';
import { count } from '../text.js';
import type { Tone } from '../theme.js';
import { layoutOf } from '../view-layout.js';
import { selectedIndex, type ViewState } from '../view-state.js';
import { ruleLine } from './rule-line.js';

/** The rows in sight, below what is shown and in which order. */
export function leaderboardLines(view: ViewState): Line[] {
  const { rows, table, top } = view;
  const { width, rules } = layoutOf(view);
  if (table === undefined) return [];
  const selected = selectedIndex(view) - top;
  const label = [range(view), order(view), doubt(view), hint(table)].filter(Boolean).join(', ');
  return [
    ...(rules ? [ruleLine(width, label)] : []),
    line(`  ${tableLine(table, 'titles')}`, 'title'),
    ...rows.map((row, i) => rowLine(row, table, i === selected)),
    ...(rows.length === 0 && view.filter !== '' ? [line('  No trial passes the filter; Esc shows all.', 'muted')] : []),
  ];
}

function rowLine(row: LeaderboardRow, table: Columns, isSelected: boolean): Line {
  const text = `${isSelected ? '>' : ' '} ${tableLine(table, row)}`;
  return [{ text, tone: toneOf(row), ...(isSelected && { isSelected }) }];
}

function range({ board, rows, top, filter }: ViewState): string {
  const { length } = board.shown;
  const which = filter === '' ? 'leaderboard' : filter;
  if (rows.length === length) return filter === '' ? which : `${which}: ${length} of ${board.trials.length}`;
  return `${which} ${top + 1}-${top + rows.length} of ${length}`;
}

function order({ sorting }: ViewState): string {
  return sorting === undefined ? '' : `by ${sorting.field} ${sorting.descending ? '▼' : '▲'}`;
}

function doubt({ rows }: ViewState): string {
  return rows.some(({ standing }) => standing?.isToldFromBest === false) ? '≈ may be the best' : '';
}

function hint({ hiddenParameters }: Columns): string {
  return hiddenParameters === 0 ? '' : `${count(hiddenParameters, 'more parameter')} in each trial (Enter)`;
}

function toneOf({ rank, front, state }: LeaderboardRow): Tone {
  if (rank === 1 || front === 1) return 'best';
  if (state === 'running') return 'running';
  if (state === 'failed') return 'bad';
  return state === 'complete' ? 'plain' : 'muted';
}
