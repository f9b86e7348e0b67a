import { formatElapsed } from '../duration.js';
import { type Line, pieces } from '../line.js';
import type { Notice } from '../state.js';

/** The last thing that the study had to say, and how long ago. */
export function noticeLine({ at, level, message }: Notice, now: number): Line {
  return pieces([`${formatElapsed(Math.max(0, now - at))} ago: `, 'muted'], [message, level === 'warning' ? 'warning' : 'plain']);
}
