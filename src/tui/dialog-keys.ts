import { entered } from './answers.js';
import { type Ask, asked, columnItems } from './asking.js';
import { target } from './cursor.js';
import type { Dialog } from './dialog.js';
import { movementOf } from './movement-keys.js';
import type { Press } from './presses.js';
import { withSorting } from './selecting.js';
import { edited } from './text-field.js';
import { layoutOf } from './view-layout.js';
import { caused, type ViewState } from './view-state.js';

type Of<Kind extends Dialog['kind']> = Extract<Dialog, { kind: Kind }>;

/** The view after a key while something is asked. */
export function pressed(view: ViewState, press: Press): ViewState {
  const { dialog } = view;
  switch (dialog?.kind) {
    case 'question':
      return press.name === 'y' || press.name === 'Y' ? caused(without(view), dialog.effect) : without(view);
    case 'prompt':
      return inPrompt(view, dialog, press);
    case 'list':
      return inList(view, dialog, press);
    default:
      return without(view);
  }
}

function inPrompt(view: ViewState, dialog: Of<'prompt'>, press: Press): ViewState {
  if (press.name === 'escape') return without(view);
  if (press.name === 'enter') {
    const next = entered(view, dialog.asked, dialog.field.text);
    return 'error' in next ? { ...view, dialog: { ...dialog, error: next.error } } : without(next);
  }
  // As in less and vim: rubbing out what is not there leaves the line.
  if (press.name === 'backspace' && dialog.field.text === '') return without(view);
  const field = edited(dialog.field, press);
  if (field === undefined) return view;
  const { error: _, ...rest } = dialog;
  return { ...view, dialog: { ...rest, field } };
}

function inList(view: ViewState, dialog: Of<'list'>, press: Press): ViewState {
  const item = dialog.items[dialog.index];
  if (press.name === 'escape' || press.name === 'q' || item === undefined) return without(view);
  if (press.name === 'enter' || press.name === ' ') return chosen(view, dialog, item.id);
  const movement = movementOf(press);
  const last = dialog.items.length - 1;
  if (movement) {
    const to = target(movement, dialog.index, last, layoutOf(view).page - 1);
    return { ...view, dialog: { ...dialog, index: Math.max(0, Math.min(last, to)) } };
  }
  // The key of an action does it from its list, too.
  const byKey = dialog.of === 'actions' ? dialog.items.find(({ text }) => text.startsWith(`${press.name} `)) : undefined;
  return byKey === undefined ? view : chosen(view, dialog, byKey.id);
}

function chosen(view: ViewState, dialog: Of<'list'>, id: string): ViewState {
  switch (dialog.of) {
    case 'actions':
      return asked(without(view), id as Ask);
    case 'sort': {
      const again = view.sorting?.field === id;
      const sorting = id === '' ? undefined : { field: id, descending: again ? !view.sorting?.descending : false };
      return withSorting(without(view), sorting);
    }
    case 'columns': {
      const next = withColumn(view, id);
      return { ...next, dialog: { ...dialog, items: columnItems(next) } };
    }
  }
}

/** A column that is there by itself is hidden or back, another one is added or gone. */
function withColumn(view: ViewState, title: string): ViewState {
  const { hidden, added } = view.columns;
  const isAddable = columnItems({ ...view, columns: { hidden: [], added: [] } }).some(
    ({ id, text }) => id === title && text.startsWith('[ ]'),
  );
  return { ...view, columns: isAddable ? { hidden, added: toggled(added, title) } : { hidden: toggled(hidden, title), added } };
}

function toggled(titles: readonly string[], title: string): readonly string[] {
  return titles.includes(title) ? titles.filter((other) => other !== title) : [...titles, title];
}

function without(view: ViewState): ViewState {
  const { dialog: _, ...rest } = view;
  return rest;
}
