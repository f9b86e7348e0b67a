import { objectivesOf } from '../core/study-spec.js';
import { asked } from './asking.js';
import { updatedBoard } from './board.js';
import { cursorMoved, inSight, searched } from './cursor.js';
import { pressed } from './dialog-keys.js';
import { logged } from './log.js';
import { composed, scrolled } from './pages.js';
import { cleared, withSorting } from './selecting.js';
import { reduce } from './state.js';
import { type Action, caused, type Pane, panes, selectedIndex, selectedTrial, type ViewState } from './view-state.js';

/** Readings of devices that are kept: one every two seconds is two minutes. */
const KEPT_READINGS = 60;

/** What is on the screen after an event or a key. */
export function reduceView(view: ViewState, action: Action): ViewState {
  if (action.type === 'event') {
    const study = reduce(view.study, action.event);
    return { ...view, study, log: logged(view.log, action.event, study, view.study) };
  }
  return composed(inSight(changed(view, action)));
}

function changed(view: ViewState, action: Exclude<Action, { type: 'event' }>): ViewState {
  switch (action.type) {
    case 'refreshed':
      return ranked({ ...view, now: action.now });
    case 'resized':
      return { ...view, size: action.size };
    case 'moved':
      return view.pane === 'leaderboard' ? cursorMoved(view, action.movement) : scrolled(view, action.movement);
    case 'shown':
      return shown(view, action.pane);
    case 'cycled':
      return shown(view, panes.at((panes.indexOf(view.pane) + action.by) % panes.length) as Pane);
    case 'turned':
      return { ...cursorMoved(view, action.movement), pageTop: 0 };
    case 'closed':
      return view.pane === 'leaderboard' ? ranked(cleared(view)) : shown(view, 'leaderboard');
    case 'asked':
      return asked(view, action.ask);
    case 'pressed':
      return ranked(pressed(view, action.press));
    case 'searched':
      return searched(view, action.by);
    case 'sorted':
      return ranked(withSorting(view, action.sorting));
    case 'zoomed': {
      const { windowMs: _, ...rest } = view;
      return action.windowMs === undefined ? rest : { ...rest, windowMs: action.windowMs };
    }
    case 'told':
      return { ...view, message: { text: action.text, tone: action.tone } };
    case 'untold': {
      const { message: _, ...rest } = view;
      return rest;
    }
    case 'caused':
      return caused(view, action.effect);
    case 'sent':
      return { ...view, outbox: [] };
    case 'log-read':
      return { ...view, trialLog: { trialNumber: action.trialNumber, lines: action.lines } };
    case 'trials-opened':
      return { ...view, whole: action.trials };
    case 'devices-read':
      return { ...view, devices: [...view.devices, action.readings].slice(-KEPT_READINGS) };
  }
}

/** An opened trial stays open when another one takes the lead; from the first row the selection follows the leader again. */
function shown(view: ViewState, pane: Pane): ViewState {
  if (pane === view.pane) return view;
  const { selected: before, ...rest } = view;
  const selected = pane === 'trial' ? selectedTrial(view)?.number : selectedIndex(view) === 0 ? undefined : before;
  const pageTop = pane === 'log' ? Number.POSITIVE_INFINITY : 0;
  return { ...rest, pane, pageTop, ...(selected !== undefined && { selected }) };
}

function ranked(view: ViewState): ViewState {
  const { trials, overview } = view.study;
  if (overview === undefined) return view;
  return { ...view, board: updatedBoard(view.board, trials, view.selection, objectivesOf(overview)) };
}
