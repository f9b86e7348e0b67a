import { keyOf } from '../bindings.js';
import { type Line, pieces } from '../line.js';
import { type Pane, panes } from '../view-state.js';

const names: Readonly<Record<Pane, string>> = {
  leaderboard: 'board',
  trial: 'trial',
  curves: 'curves',
  importance: 'importance',
  timeline: 'timeline',
  devices: 'devices',
  log: 'log',
  help: 'help',
};

/** The views and their keys, across the screen; where that is too narrow, the name of the one that is shown alone. */
export function tabsLine(pane: Pane, width: number): Line {
  const all = panes.map((each, i) => ({ each, text: `${keyOf(each, i)} ${names[each]}` }));
  const isWide = all.reduce((sum, { text }) => sum + text.length + 2, -2) <= width;
  const tabs = isWide ? all : all.map(({ each, text }, i) => ({ each, text: each === pane ? text : keyOf(each, i) }));
  return pieces(...tabs.map(({ each, text }, i) => [i === 0 ? text : `  ${text}`, each === pane ? 'title' : 'muted'] as const));
}
