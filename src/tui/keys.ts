import type { Key } from 'ink';
import type { Action, Movement, ViewState } from './view-state.js';

const vi: Readonly<Record<string, Movement>> = { k: 'up', j: 'down', g: 'first', G: 'last' };

/**
 * One press after another. While a frame was drawn several may have come, and the terminal hands them over as one text:
 * none of them may be lost, a Ctrl-C least of all.
 */
export function pressesOf(input: string, key: Key): (readonly [input: string, key: Key])[] {
  if (input.length <= 1) return [[input, key]];
  return [...input].map((character) => {
    if (character === '\r') return ['', { ...key, return: true }];
    return character === '\u0003' ? ['c', { ...key, ctrl: true }] : [character, key];
  });
}

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
