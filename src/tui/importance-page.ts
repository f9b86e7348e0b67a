import { importanceNote, nearNote } from '../study/importance.js';
import { cellsOf } from './cells.js';
import type { ImportanceTable } from './importance-table.js';
import { type Line, line } from './line.js';
import { bar, count, padded, wrapped } from './text.js';

const WIDEST_BAR = 40;
const WIDEST_NAME = 30;
const NEAR = '  near the best';

/** Bars of the parameters' importance, and what the best trials have of each. */
export function importancePage({ rows, finished, sample }: ImportanceTable, width: number): Line[] {
  if (rows.length === 0) {
    return [
      line('Too early to say which parameters matter: it takes ten complete trials that are not all equally good.', 'muted'),
    ].flatMap(([piece]) => wrapped(piece?.text ?? '', width).map((text) => line(text, 'muted')));
  }
  const nameWidth = Math.min(WIDEST_NAME, Math.floor(width / 3), Math.max(...rows.map(({ name }) => cellsOf(name))));
  const barWidth = Math.max(5, Math.min(WIDEST_BAR, Math.floor(width / 3) - NEAR.length));
  const largest = rows[0]?.share ?? 1;
  const title = `${padded('', nameWidth)}  ${padded('importance', barWidth + 6)}${NEAR}  in the best tenth`;
  const from = sample < finished ? `${sample} of ${count(finished, 'trial')}` : count(finished, 'trial');
  return [
    line(title, 'title'),
    ...rows.map(
      ({ name, share, near, best }, i): Line => [
        { text: `${padded(name, nameWidth)}  `, tone: 'plain' },
        { text: bar(largest === 0 ? 0 : share / largest, barWidth), tone: i === 0 ? 'best' : 'running' },
        { text: `${percent(share).padStart(6)}${percent(near).padStart(NEAR.length)}  ${best}`, tone: 'plain' },
      ],
    ),
    line(''),
    ...wrapped(`From ${from}. ${importanceNote} ${nearNote}`, width).map((text) => line(text, 'muted')),
  ];
}

function percent(share: number): string {
  return `${(100 * share).toFixed(share < 0.0995 ? 1 : 0)}%`;
}
