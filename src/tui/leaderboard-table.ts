import type { StudyOverview } from '../core/events.js';
import type { LeaderboardRow } from '../study/leaderboard.js';
import { leaderboardColumns, tableLine } from './columns.js';
import { count } from './text.js';

/** The leaderboard as lines of plain text of at most `width` characters: titles, then a line a row. */
export function leaderboardTable(rows: readonly LeaderboardRow[], study: StudyOverview, width: number): string[] {
  const columns = leaderboardColumns(rows, study, width);
  const lines = [tableLine(columns, 'titles'), ...rows.map((row) => tableLine(columns, row))].map((line) => line.trimEnd());
  const hidden = columns.hiddenParameters;
  return hidden === 0 ? lines : [...lines, `(${count(hidden, 'more parameter')} in a wider window)`];
}
