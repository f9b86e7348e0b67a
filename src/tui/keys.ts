import { bindings } from './bindings.js';
import { movementOf } from './movement-keys.js';
import type { Press } from './presses.js';
import type { Action, ViewState } from './view-state.js';

/** What a key means in what is on the screen now; undefined for nothing. */
export function actionOf(press: Press, view: ViewState): Action | undefined {
  if (press.name === 'ctrl-c') return { type: 'caused', effect: { type: 'quit' } };
  if (view.dialog) return { type: 'pressed', press };
  const binding = bindings.find(({ keys, panes }) => keys.includes(press.name) && (panes?.includes(view.pane) ?? true));
  if (binding) return binding.action(view);
  const movement = movementOf(press);
  return movement && { type: 'moved', movement };
}
