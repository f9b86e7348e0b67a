import { formatElapsed } from '../duration.js';
import { type Line, line } from '../line.js';
import { wrapped } from '../text.js';
import type { ViewState } from '../view-state.js';

/** Before a study's first event: what it waits for, where that has been said, and since when. */
export function startingLines({ study: { notice }, now, openedAt }: ViewState, width: number): Line[] {
  if (notice === undefined) return [line('Starting...')];
  return [`Starting for ${formatElapsed(now - openedAt)}...`, ...wrapped(notice.message, width)].map((text) => line(text));
}
