import { Text } from 'ink';
import type { StudyOverview } from '../../core/events.js';
import type { LeaderboardRow } from '../../study/leaderboard.js';
import { type Columns, leaderboardColumns, tableLine } from '../columns.js';
import { count } from '../text.js';
import type { Tone } from '../theme.js';
import { Rule } from './rule.js';
import { Span } from './span.js';

interface Props {
  readonly overview: StudyOverview;
  readonly rows: readonly LeaderboardRow[];
  /** The first row in sight. */
  readonly top: number;
  readonly height: number;
  readonly selected: number;
  readonly width: number;
  /** Whether there is room for a rule above. */
  readonly rule: boolean;
}

/** `> ` before the selected row. */
const MARK_WIDTH = 2;
/** Columns are measured on the best rows besides those in sight, so that they keep their widths while one scrolls. */
const MEASURED_ROWS = 100;

export function Leaderboard({ overview, rows, top, height, selected, width, rule }: Props) {
  const visible = rows.slice(top, top + height);
  const columns = leaderboardColumns([...rows.slice(0, MEASURED_ROWS), ...visible], overview, width - MARK_WIDTH);
  return (
    <>
      {rule && <Rule width={width} label={[range(rows.length, top, height), hint(columns)].filter(Boolean).join(', ')} />}
      <Text wrap="truncate">
        <Span tone="title">{`  ${tableLine(columns, 'titles')}`}</Span>
      </Text>
      {visible.map((row, i) => (
        <Text key={row.trialNumber} wrap="truncate" inverse={top + i === selected}>
          <Span tone={toneOf(row)}>{`${top + i === selected ? '>' : ' '} ${tableLine(columns, row)}`}</Span>
        </Text>
      ))}
    </>
  );
}

function range(rows: number, top: number, height: number): string {
  return rows <= height ? 'leaderboard' : `leaderboard ${top + 1}-${Math.min(rows, top + height)} of ${rows}`;
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
