import type { DeviceReading } from '../core/device-reading.js';
import type { StudyEvent } from '../core/events.js';
import type { Trial } from '../core/trial.js';
import type { LeaderboardRow } from '../study/leaderboard.js';
import type { Ask } from './asking.js';
import { type Board, emptyBoard, indexOf, type Selection } from './board.js';
import { type ColumnChoice, type Columns, noChoice } from './columns.js';
import { drawnTrials } from './curves-page.js';
import type { Dialog, Effect } from './dialog.js';
import type { ImportanceTable } from './importance-table.js';
import type { Size } from './layout.js';
import type { Line } from './line.js';
import type { Press } from './presses.js';
import type { Sorting } from './sorting.js';
import { initialState, type StudyState } from './state.js';
import type { Tone } from './theme.js';

/** What fills the screen below the study's head. */
export type Pane = 'leaderboard' | 'trial' | 'curves' | 'importance' | 'timeline' | 'devices' | 'log' | 'help';

/** In the order of their digits. */
export const panes: readonly Pane[] = ['leaderboard', 'trial', 'curves', 'importance', 'timeline', 'devices', 'log', 'help'];

/** All that is on the screen: the study, and what the person at the keys looks at. */
export interface ViewState {
  readonly study: StudyState;
  readonly size: Size;
  /** Milliseconds since the epoch. */
  readonly now: number;
  /** When the view was. */
  readonly openedAt: number;
  readonly pane: Pane;
  /** As of the last refresh. */
  readonly board: Board;
  /** What the board shows. */
  readonly selection: Selection;
  /** As it was typed; empty for none. */
  readonly filter: string;
  readonly sorting?: Sorting;
  readonly search: string;
  readonly columns: ColumnChoice;
  /** A trial's number, so that the selection stays on its trial when ranks change. Undefined: the first row, whichever. */
  readonly selected?: number;
  /** The first row in sight. */
  readonly top: number;
  /** Those in sight, and how they are laid out; of a study that has not begun, none. */
  readonly rows: readonly LeaderboardRow[];
  readonly table?: Columns;
  /** What every pane but the leaderboard shows. */
  readonly page: readonly Line[];
  /** The first line of it in sight; Infinity: its end, whatever is added. */
  readonly pageTop: number;
  readonly log: readonly Line[];
  /** The last lines of a trial's log. */
  /** Trials that are looked at with all their reports, where the study's have only outlines. */
  readonly whole: readonly Trial[];
  readonly trialLog?: { readonly trialNumber: number; readonly lines: readonly string[] };
  readonly importance?: ImportanceTable;
  /** The last readings of the devices, the newest last. */
  readonly devices: readonly (readonly DeviceReading[])[];
  /** Milliseconds that the timeline looks back; left out: to the beginning of the run. */
  readonly windowMs?: number;
  readonly dialog?: Dialog;
  /** What the last key came to, until the next one. */
  readonly message?: { readonly text: string; readonly tone: Tone };
  /** To be done by whoever runs the view, in order. */
  readonly outbox: readonly Effect[];
  /** The study is another process's: leaving it does not end it. */
  readonly watches: boolean;
  /** Requests can be made. */
  readonly steers: boolean;
  /** Where several are watched: which of them this is, from 1, and how many there are. */
  readonly among?: readonly [number, number];
  /** The user has asked to stop. */
  readonly stopping: boolean;
}

export type Movement = 'up' | 'down' | 'page-up' | 'page-down' | 'half-up' | 'half-down' | 'first' | 'last';

export type Action =
  | { readonly type: 'event'; readonly event: StudyEvent }
  /** Before drawing: what is too dear for every event, the ranking above all, is done here. */
  | { readonly type: 'refreshed'; readonly now: number }
  | { readonly type: 'resized'; readonly size: Size }
  | { readonly type: 'moved'; readonly movement: Movement }
  | { readonly type: 'shown'; readonly pane: Pane }
  /** The pane after or before this one. */
  | { readonly type: 'cycled'; readonly by: 1 | -1 }
  /** The trial above or below, while one is open. */
  | { readonly type: 'turned'; readonly movement: 'up' | 'down' }
  /** Back to the leaderboard; there: filter and sorting are gone. */
  | { readonly type: 'closed' }
  /** A key that asks for something. */
  | { readonly type: 'asked'; readonly ask: Ask }
  /** A key while something is asked. */
  | { readonly type: 'pressed'; readonly press: Press }
  | { readonly type: 'searched'; readonly by: 1 | -1 }
  | { readonly type: 'sorted'; readonly sorting?: Sorting }
  | { readonly type: 'zoomed'; readonly windowMs?: number }
  | { readonly type: 'told'; readonly text: string; readonly tone: Tone }
  /** The message has been read. */
  | { readonly type: 'untold' }
  | { readonly type: 'caused'; readonly effect: Effect }
  /** What was in the outbox is under way. */
  | { readonly type: 'sent' }
  | { readonly type: 'log-read'; readonly trialNumber: number; readonly lines: readonly string[] }
  | { readonly type: 'trials-opened'; readonly trials: readonly Trial[] }
  | { readonly type: 'devices-read'; readonly readings: readonly DeviceReading[] };

export interface ViewOptions {
  readonly watches?: boolean;
  readonly steers?: boolean;
  readonly among?: readonly [number, number];
}

export function initialView(size: Size, now: number, { watches = false, steers = false, among }: ViewOptions = {}): ViewState {
  return {
    ...{ study: initialState, size, now, pane: 'leaderboard', board: emptyBoard, selection: {}, filter: '', search: '' },
    ...{
      openedAt: now,
      columns: noChoice,
      top: 0,
      rows: [],
      page: [],
      pageTop: 0,
      log: [],
      whole: [],
      devices: [],
      outbox: [],
      watches,
      steers,
      stopping: false,
    },
    ...(among && { among }),
  };
}

/** The row that is selected: the first one while the selected trial is not on the board. */
export function selectedIndex({ board, selected }: ViewState): number {
  return selected === undefined ? 0 : Math.max(0, indexOf(board, selected));
}

/** The trial of the selected row; none while there are no rows. */
export function selectedTrial(view: ViewState): Trial | undefined {
  return view.board.shown.at(selectedIndex(view));
}

/** Those whose reports its pane shows: the selected one, or the first on the board. */
export function openedTrials(view: ViewState): readonly Trial[] {
  if (view.pane === 'trial') return [selectedTrial(view)].filter((trial) => trial !== undefined);
  return view.pane === 'curves' ? drawnTrials(view.board.shown) : [];
}

/** A trial with all its reports, as far as they were read. */
export function wholeOf({ whole }: ViewState, trial: Trial): Trial {
  return (trial.outline && whole.find(({ number, attempt }) => number === trial.number && attempt === trial.attempt)) ?? trial;
}

/** With something to be done by whoever runs the view. */
export function caused(view: ViewState, effect: Effect): ViewState {
  return { ...view, outbox: [...view.outbox, effect], stopping: view.stopping || (effect.type === 'quit' && !view.watches) };
}
