import type { StudyEvent } from '../core/events.js';
import { objectivesOf } from '../core/study-spec.js';
import type { Trial } from '../core/trial.js';
import { type LeaderboardRow, leaderboard } from '../study/leaderboard.js';
import { type Layout, layout, type Size } from './layout.js';
import { initialState, reduce, type StudyState, trialOf } from './state.js';
import { type Line, trialPage } from './trial-page.js';

/** All that is on the screen: the study, and what the person at the keys looks at. */
export interface ViewState {
  readonly study: StudyState;
  readonly size: Size;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** The leaderboard of `rankedTrials`. */
  readonly rows: readonly LeaderboardRow[];
  readonly rankedTrials: readonly Trial[];
  /** A trial's number, so that the selection stays on its trial when ranks change. Undefined: the first row, whichever. */
  readonly selected?: number;
  /** The first row in sight. */
  readonly top: number;
  /** The selected trial, opened. */
  readonly page?: readonly Line[];
  /** The first line of it in sight. */
  readonly pageTop: number;
  readonly asking: boolean;
  readonly showsHelp: boolean;
  /** The user has asked to stop. */
  readonly stopping: boolean;
}

export type Movement = 'up' | 'down' | 'page-up' | 'page-down' | 'first' | 'last';

export type Action =
  | { readonly type: 'event'; readonly event: StudyEvent }
  /** Before drawing: what is too dear for every event, the ranking above all, is done here. */
  | { readonly type: 'refreshed'; readonly now: number }
  | { readonly type: 'resized'; readonly size: Size }
  | { readonly type: 'moved'; readonly movement: Movement }
  | { readonly type: 'opened' }
  /** The trial above or below, while one is open. */
  | { readonly type: 'turned'; readonly movement: 'up' | 'down' }
  | { readonly type: 'closed' }
  | { readonly type: 'asked' }
  | { readonly type: 'declined' }
  | { readonly type: 'stopped' }
  | { readonly type: 'help-toggled' };

export function initialView(size: Size, now: number): ViewState {
  const nothing = { study: initialState, rows: [], rankedTrials: [], top: 0, pageTop: 0 };
  return { ...nothing, size, now, asking: false, showsHelp: false, stopping: false };
}

export function reduceView(view: ViewState, action: Action): ViewState {
  switch (action.type) {
    case 'event':
      return { ...view, study: reduce(view.study, action.event) };
    case 'refreshed':
      return inSight(withPage(ranked({ ...view, now: action.now })));
    case 'resized':
      return inSight(withPage({ ...view, size: action.size }));
    case 'moved':
      return view.page ? scrolled(view, action.movement) : moved(view, action.movement);
    case 'opened':
      return view.rows.length === 0 ? view : withPage({ ...view, page: [], pageTop: 0 });
    case 'turned':
      return withPage({ ...moved(view, action.movement), pageTop: 0 });
    case 'closed': {
      const { page: _, ...rest } = view;
      return rest;
    }
    case 'asked':
      return { ...view, asking: true };
    case 'declined':
      return { ...view, asking: false };
    case 'stopped':
      return { ...view, asking: false, stopping: true };
    case 'help-toggled':
      return { ...view, showsHelp: !view.showsHelp };
  }
}

export function layoutOf({ size, study }: ViewState): Layout {
  return layout(size, study.activities.length, study.notice !== undefined);
}

export function selectedIndex({ rows, selected }: ViewState): number {
  return selected === undefined
    ? 0
    : Math.max(
        0,
        rows.findIndex((row) => row.trialNumber === selected),
      );
}

function ranked(view: ViewState): ViewState {
  const { trials, overview } = view.study;
  if (trials === view.rankedTrials || overview === undefined) return view;
  return { ...view, rows: leaderboard(trials, objectivesOf(overview)), rankedTrials: trials };
}

function moved(view: ViewState, movement: Movement): ViewState {
  const last = view.rows.length - 1;
  if (last < 0) return view;
  const index = Math.max(0, Math.min(last, target(movement, selectedIndex(view), last, layoutOf(view).table)));
  const row = view.rows[index];
  // At the first row the selection follows the leader again.
  const { selected: _, ...rest } = view;
  return inSight(index === 0 || row === undefined ? rest : { ...rest, selected: row.trialNumber });
}

function scrolled(view: ViewState, movement: Movement): ViewState {
  const height = layoutOf(view).page;
  const last = Math.max(0, (view.page?.length ?? 0) - height);
  return { ...view, pageTop: Math.max(0, Math.min(last, target(movement, view.pageTop, last, height))) };
}

function target(movement: Movement, from: number, last: number, page: number): number {
  switch (movement) {
    case 'up':
      return from - 1;
    case 'down':
      return from + 1;
    case 'page-up':
      return from - Math.max(1, page - 1);
    case 'page-down':
      return from + Math.max(1, page - 1);
    case 'first':
      return 0;
    case 'last':
      return last;
  }
}

/** The rows scrolled no further than needed to see the selected one, and no further than they go. */
function inSight(view: ViewState): ViewState {
  const { table } = layoutOf(view);
  const index = selectedIndex(view);
  const lowest = Math.max(0, Math.min(index, view.rows.length - table));
  const top = Math.min(Math.max(view.top, index - Math.max(1, table) + 1), lowest);
  return { ...view, top };
}

/** The open trial as it is now. */
function withPage(view: ViewState): ViewState {
  const row = view.rows[selectedIndex(view)];
  const { overview } = view.study;
  if (view.page === undefined || row === undefined || overview === undefined) return view;
  const trial = trialOf(view.study, row.trialNumber);
  if (trial === undefined) return view;
  const { width, page: height } = layoutOf(view);
  const page = trialPage(trial, row, overview, view.now, width);
  return { ...view, page, pageTop: Math.min(view.pageTop, Math.max(0, page.length - height)) };
}
