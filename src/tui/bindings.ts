import type { Ask } from './asking.js';
import { steeringKeys } from './steering-keys.js';
import { windows } from './timeline-page.js';
import { type Action, type Pane, panes, type ViewState } from './view-state.js';

/** What a key does, and how that is told. */
export interface Binding {
  /** As presses are named. */
  readonly keys: readonly string[];
  /** How the bar and the help name them. */
  readonly shown: string;
  /** For the help; empty where another binding tells it. */
  readonly help: string;
  readonly group: Group;
  /** Where it works; left out: everywhere. */
  readonly panes?: readonly Pane[];
  /** A word or two for the bar; left out: it is told in the help only. */
  readonly label?: string;
  /** The higher, the sooner it has a place in the bar. */
  readonly weight?: number;
  /** Undefined where there is nothing to do. */
  readonly action: (view: ViewState) => Action | undefined;
}

type Group = 'Views' | 'Leaderboard' | 'Steering' | 'Leaving';

export const groups: readonly Group[] = ['Views', 'Leaderboard', 'Steering', 'Leaving'];

const onBoard: readonly Pane[] = ['leaderboard'];
const onPages: readonly Pane[] = panes.filter((pane) => pane !== 'leaderboard');
const onTrials: readonly Pane[] = ['leaderboard', 'trial'];

const paneHelp: Readonly<Record<Pane, string>> = {
  leaderboard: 'the leaderboard',
  trial: 'the selected trial: parameters, curves, decisions, its log',
  curves: 'the curves of the first ten trials over one another',
  importance: 'which parameters matter',
  timeline: 'what the slots ran, and how much of the time',
  devices: 'load and memory of the devices',
  log: 'what the study said',
  help: 'the keys',
};

/** All keys but those that move. Of two bindings of a key the first that works where the user is counts. */
export const bindings: readonly Binding[] = [
  {
    ...{ keys: ['enter'], shown: 'Enter', label: 'open', weight: 9, group: 'Leaderboard', panes: onBoard },
    help: 'opens the selected trial',
    action: () => ({ type: 'shown', pane: 'trial' }),
  },
  {
    ...{ keys: ['escape', 'backspace', 'enter', 'q'], shown: 'Esc', label: 'back', weight: 9, group: 'Views', panes: onPages },
    help: 'or q: back to the leaderboard',
    action: () => ({ type: 'closed' }),
  },
  {
    ...{ keys: ['left', 'h'], shown: 'left/right', label: 'other trial', weight: 8, group: 'Views', panes: ['trial'] },
    help: 'the trial above or below the open one',
    action: () => ({ type: 'turned', movement: 'up' }),
  },
  told({ keys: ['right', 'l'], group: 'Views', panes: ['trial'], action: () => ({ type: 'turned', movement: 'down' }) }),
  ...panes.map(
    (pane, i): Binding => ({
      ...{ keys: [keyOf(pane, i)], shown: keyOf(pane, i), group: 'Views', help: paneHelp[pane] },
      action: (view) => ({ type: 'shown', pane: pane === view.pane ? 'leaderboard' : pane }),
    }),
  ),
  {
    ...{ keys: ['tab'], shown: 'Tab', group: 'Views', help: 'the next view; Shift-Tab: the one before' },
    action: () => ({ type: 'cycled', by: 1 }),
  },
  told({ keys: ['shift-tab'], group: 'Views', action: () => ({ type: 'cycled', by: -1 }) }),
  {
    ...{ keys: ['+', '='], shown: '+/-', label: 'zoom', weight: 8, group: 'Views', panes: ['timeline'] },
    help: 'a shorter or a longer time, on the timeline',
    action: (view) => zoomed(view, -1),
  },
  told({ keys: ['-'], group: 'Views', panes: ['timeline'], action: (view) => zoomed(view, 1) }),
  asking('/', 'search', 'search', 'looks for a word; n and N go to the next trial with it and the one before', 6),
  told({ keys: ['n'], group: 'Leaderboard', panes: onBoard, action: (view) => searching(view, 1) }),
  told({ keys: ['N'], group: 'Leaderboard', panes: onBoard, action: (view) => searching(view, -1) }),
  {
    ...asking(
      'f',
      'filter',
      'filter',
      'or &: some trials only: state:pruned,failed lr<1e-3 encoder=cnn epochs:3..10 !loss=mse',
      7,
    ),
    keys: ['f', '&'],
    panes: ['leaderboard', 'curves'],
  },
  asking('s', 'sort', 'sort', 'sorts by a parameter, a metric, the number ...; the same again turns the order round', 5),
  {
    ...{ keys: ['S', 'I'], shown: 'S', group: 'Leaderboard', panes: onBoard, help: 'turns the order round' },
    action: ({ sorting }) => sorting && { type: 'sorted', sorting: { ...sorting, descending: !sorting.descending } },
  },
  asking('c', 'columns', 'columns', 'chooses the columns', 3),
  {
    ...{ keys: ['escape'], shown: 'Esc', group: 'Leaderboard', panes: onBoard, help: 'all trials again, the best first' },
    action: () => ({ type: 'closed' }),
  },
  { ...asking('y', 'copy', 'copy', "copies the trial's parameters, as JSON", 2), panes: onTrials },
  {
    ...{ keys: ['a'], shown: 'a', label: 'actions', weight: 4, group: 'Steering', help: 'a list of these' },
    action: () => ({ type: 'asked', ask: 'actions' }),
  },
  ...steeringKeys.map(
    ({ ask, key, help }): Binding => ({
      ...{ keys: [key], shown: key, help, group: 'Steering' },
      action: () => ({ type: 'asked', ask }),
    }),
  ),
  { ...asking('q', 'quit', 'quit', 'stops the study after a question, or leaves one that is only watched', 8), group: 'Leaving' },
  {
    ...{
      keys: ['ctrl-c'],
      shown: 'Ctrl-C',
      group: 'Leaving',
      help: 'stops at once, with everything saved; once more: without waiting',
    },
    action: () => ({ type: 'caused', effect: { type: 'quit' } }),
  },
];

/** A pane is shown by its digit, the help by a question mark. */
export function keyOf(pane: Pane, index: number): string {
  return pane === 'help' ? '?' : String(index + 1);
}

/** One that opens something on the leaderboard. */
function asking(key: string, ask: Ask, label: string, help: string, weight: number): Binding {
  const action = () => ({ type: 'asked', ask }) as const;
  return { keys: [key], shown: key, label, weight, group: 'Leaderboard', panes: onBoard, help, action };
}

/** One that the help tells with another. */
function told(binding: Omit<Binding, 'shown' | 'help'>): Binding {
  return { ...binding, shown: '', help: '' };
}

function searching({ search }: ViewState, by: 1 | -1): Action | undefined {
  return search === '' ? undefined : { type: 'searched', by };
}

function zoomed({ windowMs }: ViewState, by: 1 | -1): Action {
  const chosen = windows[Math.max(0, Math.min(windows.length - 1, windows.indexOf(windowMs) + by))];
  return { type: 'zoomed', ...(chosen !== undefined && { windowMs: chosen }) };
}
