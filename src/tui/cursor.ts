import { mentions } from './filter.js';
import { layoutOf } from './view-layout.js';
import { type Movement, selectedIndex, type ViewState } from './view-state.js';

/** The selection after a movement over the rows. */
export function cursorMoved(view: ViewState, movement: Movement): ViewState {
  const last = view.board.shown.length - 1;
  if (last < 0) return view;
  return selectedAt(view, Math.max(0, Math.min(last, target(movement, selectedIndex(view), last, layoutOf(view).table))));
}

/** The next trial after the selected one, or before it, that the words searched for stand in; past the end the first one. */
export function searched(view: ViewState, by: 1 | -1): ViewState {
  const { shown } = view.board;
  const from = selectedIndex(view);
  for (let distance = 1; distance <= shown.length; distance++) {
    const index = (from + by * distance + shown.length * 2) % shown.length;
    const trial = shown.at(index);
    if (trial && mentions(trial, view.search)) return selectedAt(view, index);
  }
  return { ...view, message: { text: `No trial with "${view.search}"`, tone: 'warning' } };
}

/** Where a movement leads from one of the places 0 to `last`, not yet within them. */
export function target(movement: Movement, from: number, last: number, page: number): number {
  switch (movement) {
    case 'up':
      return from - 1;
    case 'down':
      return from + 1;
    case 'page-up':
      return from - Math.max(1, page - 1);
    case 'page-down':
      return from + Math.max(1, page - 1);
    case 'half-up':
      return from - Math.max(1, page >> 1);
    case 'half-down':
      return from + Math.max(1, page >> 1);
    case 'first':
      return 0;
    case 'last':
      return last;
  }
}

/** The rows scrolled no further than needed to see the selected one, and no further than they go. */
export function inSight(view: ViewState): ViewState {
  const { table } = layoutOf(view);
  const index = selectedIndex(view);
  const lowest = Math.max(0, Math.min(index, view.board.shown.length - table));
  const top = Math.min(Math.max(view.top, index - Math.max(1, table) + 1), lowest);
  return { ...view, top };
}

/** At the first row the selection follows the leader again. */
function selectedAt(view: ViewState, index: number): ViewState {
  const trial = view.board.shown.at(index);
  const { selected: _, ...rest } = view;
  return index === 0 || trial === undefined ? rest : { ...rest, selected: trial.number };
}
