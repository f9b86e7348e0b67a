import { dialogLines } from './dialog-lines.js';
import { footerLines } from './footer-lines.js';
import type { Layout } from './layout.js';
import { blank, cutLine, type Line } from './line.js';
import { budgetLine } from './parts/budget-line.js';
import { leaderboardLines } from './parts/leaderboard-lines.js';
import { noticeLine } from './parts/notice-line.js';
import { startingLines } from './parts/starting-lines.js';
import { tabsLine } from './parts/tabs-line.js';
import { tallyLine } from './parts/tally-line.js';
import { titleLine } from './parts/title-line.js';
import { workerLines } from './parts/worker-lines.js';
import { layoutOf } from './view-layout.js';
import type { ViewState } from './view-state.js';

/** All lines of the screen, from one state: as many as the terminal has. */
export function screenLines(view: ViewState): Line[] {
  const places = layoutOf(view);
  const { rows } = view.size;
  const footer = footerLines(view, places.width);
  const above = [...headLines(view, places), ...bodyLines(view, places)].slice(0, Math.max(0, rows - footer.length));
  const gap = Array.from({ length: Math.max(0, rows - above.length - footer.length) }, () => blank);
  return [...above, ...gap, ...footer].map((each) => cutLine(each, places.width));
}

function headLines(view: ViewState, places: Layout): Line[] {
  const { study, now, among, pane } = view;
  const { overview, notice } = study;
  if (overview === undefined) return startingLines(view, places.width);
  return [
    ...(places.title ? [titleLine(overview, among)] : []),
    ...(places.budget ? [budgetLine(study, now, places.width)] : []),
    ...(places.tally ? [tallyLine(study)] : []),
    ...(places.notice && notice ? [noticeLine(notice, now)] : []),
    ...(places.rules ? [tabsLine(pane, places.width)] : []),
  ];
}

function bodyLines(view: ViewState, { width, page: height, workers }: Layout): readonly Line[] {
  const { study, pane, page, pageTop } = view;
  if (study.overview === undefined) return [];
  const asked = dialogLines(view.dialog, width, height);
  if (asked) return asked.slice(0, height);
  if (pane === 'leaderboard') return [...(workers > 0 ? workerLines(study, workers, width) : []), ...leaderboardLines(view)];
  const top = Math.min(pageTop, Math.max(0, page.length - height));
  return page.slice(top, top + height);
}
