import type { Press } from './presses.js';
import type { Movement } from './view-state.js';

/** Those of arrows, less and vim. */
const movements: Readonly<Record<string, Movement>> = {
  up: 'up',
  k: 'up',
  'ctrl-p': 'up',
  down: 'down',
  j: 'down',
  'ctrl-n': 'down',
  'page-up': 'page-up',
  'ctrl-b': 'page-up',
  'page-down': 'page-down',
  'ctrl-f': 'page-down',
  'ctrl-u': 'half-up',
  'ctrl-d': 'half-down',
  home: 'first',
  g: 'first',
  end: 'last',
  G: 'last',
};

/** For the help. */
export const movementHelp: readonly (readonly [keys: string, help: string])[] = [
  ['up down  j k', 'by one'],
  ['PgUp PgDn  ^B ^F', 'by a screen; ^U ^D by half of one'],
  ['Home End  g G', 'to the first and the last; from the first row on the selection follows the best'],
];

export function movementOf({ name }: Press): Movement | undefined {
  return movements[name];
}
