import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf } from '../../core/study-spec.js';
import { importance } from '../../study/importance.js';
import { html } from '../html/markup.js';
import { shareText } from '../wording.js';
import { figure, label, rounded } from './figure.js';

/** Of more parameters, so many are shown: the others decide next to nothing. */
const mostBars = 20;
const rowHeight = 26;
/** Where bars begin, and how long one of 100 % is, in pixels. */
const bars = { left: 220, length: 500 };

/** A bar for each parameter, the most important first; undefined while too few trials are complete to tell. */
export function importanceFigure({ spec, trials }: StudyRecord): string | undefined {
  const shares = importance(spec.space, trials, { objectives: objectivesOf(spec) }).slice(0, mostBars);
  if (shares.length === 0) return undefined;
  const rows = shares.map(({ name, share }, index) => {
    const middle = 56 + index * rowHeight;
    const length = rounded(Math.max(1, share * bars.length));
    return html`${label(bars.left - 10, middle + 4, shortened(name), 'end')}<rect class="bar" x="${bars.left}" y="${middle - 8}" width="${length}" height="16" rx="2"/>${label(bars.left + length + 8, middle + 4, shareText(share))}`;
  });
  return figure('Parameter importance', 56 + shares.length * rowHeight, rows);
}

function shortened(name: string): string {
  return name.length > 30 ? `${name.slice(0, 29)}…` : name;
}
