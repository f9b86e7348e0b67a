import { rankedRow, rowsOf } from './board.js';
import { leaderboardColumns } from './columns.js';
import { target } from './cursor.js';
import { curvesPage, drawnTrials } from './curves-page.js';
import { devicesPage } from './devices-page.js';
import { helpPage } from './help-page.js';
import { importancePage } from './importance-page.js';
import { importanceTable } from './importance-table.js';
import { type Line, line } from './line.js';
import { logPage } from './log.js';
import { timelinePage } from './timeline-page.js';
import { trialPage } from './trial-page.js';
import { layoutOf } from './view-layout.js';
import { type Movement, selectedTrial, type ViewState, wholeOf } from './view-state.js';

/** `> ` before the selected row. */
const MARK_WIDTH = 2;
/** Columns are measured on the best rows besides those in sight, so that they keep their widths while one scrolls. */
const MEASURED_ROWS = 100;

/** With what its pane shows, as things are now. */
export function composed(view: ViewState): ViewState {
  if (view.study.overview === undefined) return view;
  if (view.pane === 'leaderboard') return withRows(view);
  const importance = view.pane === 'importance' ? importanceTable(view.study, view.board, view.importance) : view.importance;
  const next = { ...view, ...(importance && { importance }) };
  const page = pageOf(next);
  const { page: height } = layoutOf(view);
  // The log's end stays in sight; any other page is scrolled no further than it goes.
  const last = Math.max(0, page.length - height);
  const follows = view.pane === 'log' && view.pageTop === Number.POSITIVE_INFINITY;
  return { ...next, page, pageTop: follows ? view.pageTop : Math.min(view.pageTop, last) };
}

/** The page after a movement over its lines. At the end of the log it follows what is added. */
export function scrolled(view: ViewState, movement: Movement): ViewState {
  const { page: height } = layoutOf(view);
  const last = Math.max(0, view.page.length - height);
  const top = Math.max(0, Math.min(last, target(movement, Math.min(view.pageTop, last), last, height)));
  return { ...view, pageTop: view.pane === 'log' && top === last ? Number.POSITIVE_INFINITY : top };
}

function withRows(view: ViewState): ViewState {
  const { overview } = view.study;
  if (overview === undefined) return view;
  const { board, top } = view;
  const { width, table: height } = layoutOf(view);
  const rows = rowsOf(board, top, top + height);
  const measured = [...rowsOf(board, 0, MEASURED_ROWS), ...rows];
  return { ...view, rows, table: leaderboardColumns(measured, overview, width - MARK_WIDTH, view.columns) };
}

function pageOf(view: ViewState): readonly Line[] {
  const { study, board, now } = view;
  const { overview } = study;
  const { width, page: height } = layoutOf(view);
  if (overview === undefined) return [];
  switch (view.pane) {
    case 'trial': {
      const trial = selectedTrial(view);
      if (trial === undefined) return [line('No trial is on the leaderboard.', 'muted')];
      const log = view.trialLog?.trialNumber === trial.number ? view.trialLog.lines : [];
      return trialPage(wholeOf(view, trial), rankedRow(board, trial), { overview, trials: study.trials, log, now }, width);
    }
    case 'curves':
      return curvesPage(
        drawnTrials(board.shown).map((trial) => wholeOf(view, trial)),
        overview,
        width,
        height,
      );
    case 'importance':
      return view.importance === undefined ? [] : importancePage(view.importance, width);
    case 'timeline':
      return timelinePage(study, now, view.windowMs, width);
    case 'devices':
      return devicesPage(view.devices, study, width);
    case 'log':
      return logPage(view.log, width);
    case 'help':
      return helpPage(view, width);
    case 'leaderboard':
      return [];
  }
}
