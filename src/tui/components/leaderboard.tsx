import { Text } from 'ink';
import type { LeaderboardRow } from '../../study/leaderboard.js';
import { type Columns, tableLine } from '../columns.js';
import { count } from '../text.js';
import type { Tone } from '../theme.js';
import { layoutOf } from '../view-layout.js';
import { selectedIndex, type ViewState } from '../view-state.js';
import { Rule } from './rule.js';
import { Span } from './span.js';

/** The rows in sight, below what is shown and in which order. */
export function Leaderboard({ view }: { readonly view: ViewState }) {
  const { rows, table, top } = view;
  const { width, rules } = layoutOf(view);
  if (table === undefined) return null;
  const selected = selectedIndex(view) - top;
  return (
    <>
      {rules && <Rule width={width} label={[range(view), order(view), doubt(view), hint(table)].filter(Boolean).join(', ')} />}
      <Text wrap="truncate">
        <Span tone="title">{`  ${tableLine(table, 'titles')}`}</Span>
      </Text>
      {rows.map((row, i) => (
        <Text key={row.trialNumber} wrap="truncate" inverse={i === selected}>
          <Span tone={toneOf(row)}>{`${i === selected ? '>' : ' '} ${tableLine(table, row)}`}</Span>
        </Text>
      ))}
      {rows.length === 0 && view.filter !== '' && (
        <Text wrap="truncate">
          <Span tone="muted">{'  No trial passes the filter; Esc shows all.'}</Span>
        </Text>
      )}
    </>
  );
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
