import type { LeaderboardRow } from './leaderboard.js';

/** A trial's state in words: `complete`, `paused at step 3`, `running (audit)`. */
export function stateText({ state, pausedAt, audited }: Pick<LeaderboardRow, 'state' | 'pausedAt' | 'audited'>): string {
  if (pausedAt !== undefined) return `paused at step ${pausedAt}`;
  return audited ? `${state} (audit)` : state;
}
