import { cellsOf } from '../cells.js';
import { type Line, line } from '../line.js';

/** A line across the screen. */
export function ruleLine(width: number, label?: string): Line {
  const start = label === undefined ? '' : `── ${label} `;
  return line(start + '─'.repeat(Math.max(0, width - cellsOf(start))), 'muted');
}
