import type { Key } from 'ink';
import type { Action, Movement, ViewState } from './view-state.js';

const vi: Readonly<Record<string, Movement>> = { k: 'up', j: 'down', g: 'first', G: 'last' };

/** What a key means in what is on the screen now; undefined for nothing. */
export function actionOf(input: string, key: Key, view: ViewState): Action | undefined {
  if (key.ctrl) return input === 'c' ? { type: 'stopped' } : undefined;
  if (view.asking) return input === 'y' || input === 'Y' ? { type: 'stopped' } : { type: 'declined' };
  if (input === '?') return { type: 'help-toggled' };
  const movement = movementOf(input, key);
  if (movement) return { type: 'moved', movement };
  return view.page ? onPage(input, key) : onLeaderboard(input, key, view);
}

function movementOf(input: string, key: Key): Movement | undefined {
  if (key.upArrow) return 'up';
  if (key.downArrow) return 'down';
  if (key.pageUp) return 'page-up';
  if (key.pageDown) return 'page-down';
  if (key.home) return 'first';
  if (key.end) return 'last';
  return vi[input];
}

function onLeaderboard(input: string, key: Key, view: ViewState): Action | undefined {
  if (key.return) return { type: 'opened' };
  // Once is enough: whoever cannot wait has Ctrl-C.
  if (input === 'q' && !view.stopping) return { type: 'asked' };
  return undefined;
}

function onPage(input: string, key: Key): Action | undefined {
  if (key.leftArrow) return { type: 'turned', movement: 'up' };
  if (key.rightArrow) return { type: 'turned', movement: 'down' };
  if (key.escape || key.return || key.backspace || input === 'q') return { type: 'closed' };
  return undefined;
}
