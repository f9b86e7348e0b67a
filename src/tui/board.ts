import type { Objective } from '../core/objective.js';
import type { Trial } from '../core/trial.js';
import { compareStanding, type LeaderboardRow, leaderboard, rowOf } from '../study/leaderboard.js';

/** Which trials are on the board, and in which order. */
export interface Selection {
  /** Left out: all of them. */
  readonly accepts?: (trial: Trial) => boolean;
  /** Left out: the best first. Equals stand by their place on the leaderboard. */
  readonly compare?: (a: Trial, b: Trial) => number;
}

/**
 * The leaderboard of a study at work. What has changed is told by the trials' identity, taken out and put in again: of the other
 * trials not one is looked at, so that a change costs a copy of the list, not a sort. Rows are made of those in sight alone.
 */
export interface Board {
  /** Those that it was made of, in number order. */
  readonly trials: readonly Trial[];
  readonly selection: Selection;
  /** All, the best first. */
  readonly standing: readonly Trial[];
  /** The selected ones in their order. */
  readonly shown: readonly Trial[];
  readonly running: readonly Trial[];
  /** With several objectives, by trial number: the rows with their ranks and fronts. */
  readonly fronts?: ReadonlyMap<number, LeaderboardRow>;
}

export const emptyBoard: Board = { trials: [], selection: {}, standing: [], shown: [], running: [] };

/** The board of these trials; the same object when nothing has changed. */
export function updatedBoard(
  board: Board,
  trials: readonly Trial[],
  selection: Selection,
  objectives: readonly Objective[],
): Board {
  if (trials === board.trials && selection === board.selection) return board;
  if (objectives.length > 1) return paretoBoard(board, trials, selection, objectives);
  const change = changeBetween(board.trials, trials);
  const standing = changed(board.standing, change, compareStanding);
  const running = [
    ...board.running.filter((trial) => !change.gone.includes(trial)),
    ...change.come.filter(({ state }) => state === 'running'),
  ];
  const isSame = selection === board.selection;
  return {
    trials,
    selection,
    standing,
    running,
    shown: isSame ? selectedAgain(board, standing, change) : selected(standing, selection),
  };
}

/** The index of a trial among the shown ones; -1 when it is not among them. */
export function indexOf({ trials, shown, selection, fronts }: Board, trialNumber: number): number {
  const trial = trials[trialNumber];
  if (fronts || trial?.number !== trialNumber) return shown.findIndex(({ number }) => number === trialNumber);
  const place = placeIn(shown, trial, comparisonOf(selection));
  return shown[place] === trial ? place : -1;
}

/** The rows of `shown` from one index to before another, with their ranks. */
export function rowsOf(board: Board, from: number, to: number): LeaderboardRow[] {
  return board.shown.slice(from, to).map((trial) => rankedRow(board, trial));
}

export function rankedRow(board: Board, trial: Trial): LeaderboardRow {
  const inFronts = board.fronts?.get(trial.number);
  if (inFronts) return inFronts;
  return trial.state === 'complete' ? { ...rowOf(trial), rank: rankOf(board, trial) } : rowOf(trial);
}

/** Complete trials are ranked among themselves, but running ones stand between them. */
function rankOf({ standing, running }: Board, trial: Trial): number {
  const above = running.filter((other) => compareStanding(other, trial) < 0).length;
  return placeIn(standing, trial, compareStanding) + 1 - above;
}

/** Ranks by front hang on all trials at once. */
function paretoBoard(board: Board, trials: readonly Trial[], selection: Selection, objectives: readonly Objective[]): Board {
  const rows = leaderboard(trials, objectives);
  const byNumber = new Map(trials.map((trial) => [trial.number, trial]));
  const standing = trials === board.trials ? board.standing : rows.map(({ trialNumber }) => byNumber.get(trialNumber) as Trial);
  const fronts = new Map(rows.map((row) => [row.trialNumber, row]));
  return { trials, selection, standing, shown: selected(standing, selection), running: [], fronts };
}

function selected(standing: readonly Trial[], { accepts, compare }: Selection): readonly Trial[] {
  const accepted = accepts === undefined ? standing : standing.filter(accepts);
  return compare === undefined ? accepted : accepted.toSorted(compare);
}

function selectedAgain({ shown, selection }: Board, standing: readonly Trial[], { gone, come }: Change): readonly Trial[] {
  const { accepts = () => true, compare } = selection;
  if (selection.accepts === undefined && compare === undefined) return standing;
  return changed(shown, { gone: gone.filter(accepts), come: come.filter(accepts) }, comparisonOf(selection));
}

/** Never 0 for two trials. */
function comparisonOf({ compare }: Selection): (a: Trial, b: Trial) => number {
  return compare === undefined ? compareStanding : (a, b) => compare(a, b) || compareStanding(a, b);
}

/** Trials as they were and as they are. */
interface Change {
  readonly gone: readonly Trial[];
  readonly come: readonly Trial[];
}

function changeBetween(before: readonly Trial[], now: readonly Trial[]): Change {
  const gone: Trial[] = [];
  const come: Trial[] = [];
  for (let i = 0; i < Math.max(before.length, now.length); i++) {
    const [old, current] = [before[i], now[i]];
    if (old === current) continue;
    if (old) gone.push(old);
    if (current) come.push(current);
  }
  return { gone, come };
}

/** More changes than this are sooner sorted than put in one by one. */
const FEW = 200;

/** The sorted trials after a change. */
function changed(sorted: readonly Trial[], { gone, come }: Change, compare: (a: Trial, b: Trial) => number): readonly Trial[] {
  if (gone.length + come.length === 0) return sorted;
  if (gone.length + come.length > FEW) {
    const left = new Set(gone);
    return [...sorted.filter((trial) => !left.has(trial)), ...come].sort(compare);
  }
  const result = [...sorted];
  for (const trial of gone) result.splice(placeIn(result, trial, compare), 1);
  for (const trial of come) result.splice(placeIn(result, trial, compare), 0, trial);
  return result;
}

/** How many of the sorted trials stand before this one. */
function placeIn(sorted: readonly Trial[], trial: Trial, compare: (a: Trial, b: Trial) => number): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compare(sorted[middle] as Trial, trial) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
