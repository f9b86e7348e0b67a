import { metricsOf } from '../core/course.js';
import { lossesOf, type Objective } from '../core/objective.js';
import type { CompleteTrial, Trial } from '../core/trial.js';
import { isRepeat } from '../study/configurations.js';
import { Fronts } from '../study/fronts.js';
import { compareStanding, inStandingOrder, type LeaderboardRow, rowOf } from '../study/leaderboard.js';
import { Acceptance, FrontOrder } from './front-order.js';
import { type Change, type Ordered, SortedList } from './sorted-list.js';
import { byNumber, noTrials, numbered } from './trials.js';

/** Which trials are on the board, and in which order. */
export interface Selection {
  /** Left out: all of them. */
  readonly accepts?: (trial: Trial) => boolean;
  /** Left out: the best first. Equals stand by their place on the leaderboard, with several objectives by their number. */
  readonly compare?: (a: Trial, b: Trial) => number;
}

/**
 * The leaderboard of a study at work. What has changed is told by the trials' identity, taken out and put in again: of the other
 * trials not one is looked at. Rows are made of those in sight alone.
 */
export interface Board {
  /** Those that it was made of. */
  readonly trials: SortedList<Trial>;
  readonly selection: Selection;
  /** All, the best first. */
  readonly standing: Ordered<Trial>;
  /** The selected ones in their order. */
  readonly shown: Ordered<Trial>;
  readonly running: readonly Trial[];
  /** By standing; with several objectives those that are not complete. */
  readonly sorted: SortedList<Trial>;
  /** Of several objectives: the complete trials. */
  readonly pareto?: { readonly fronts: Fronts; readonly accepts: Acceptance };
}

const nothing = SortedList.of<Trial>([], compareStanding, inStandingOrder);

export const emptyBoard: Board = {
  ...{ trials: noTrials, selection: {}, standing: nothing, shown: nothing, running: [], sorted: nothing },
};

/** The board of these trials; the same object when nothing has changed. */
export function updatedBoard(
  board: Board,
  trials: SortedList<Trial>,
  selection: Selection,
  objectives: readonly Objective[],
): Board {
  if (trials === board.trials && selection === board.selection) return board;
  const change = withoutRepeats(trials.changeSince(board.trials));
  if (objectives.length > 1) return paretoBoard(board, { trials, selection, change }, objectives);
  const sorted = board.sorted.changed(change);
  const running = [
    ...board.running.filter((trial) => !change.gone.includes(trial)),
    ...change.come.filter(({ state }) => state === 'running'),
  ];
  const shown = isPlain(selection) ? sorted : selected({ board, selection, change }, sorted, comparisonOf(selection));
  return { trials, selection, standing: sorted, sorted, running, shown };
}

/** The index of a trial among the shown ones; -1 when it is not among them. */
export function indexOf({ trials, shown }: Board, trialNumber: number): number {
  const trial = numbered(trials, trialNumber);
  return trial === undefined ? -1 : shown.placeOf(trial);
}

/** The rows of `shown` from one index to before another, with their ranks. */
export function rowsOf(board: Board, from: number, to: number): LeaderboardRow[] {
  return board.shown.slice(from, to).map((trial) => rankedRow(board, trial));
}

export function rankedRow(board: Board, trial: Trial): LeaderboardRow {
  if (board.pareto) return paretoRow(board.pareto.fronts, board.standing, trial);
  return trial.state === 'complete' ? { ...rowOf(trial), rank: rankOf(board, trial) } : rowOf(trial);
}

/** Complete trials are ranked among themselves, but running ones stand between them. */
function rankOf({ sorted, running }: Board, trial: Trial): number {
  const above = running.filter((other) => compareStanding(other, trial) < 0).length;
  return sorted.countBefore(trial) + 1 - above;
}

function paretoRow(fronts: Fronts, standing: Ordered<Trial>, trial: Trial): LeaderboardRow {
  const complete = trial.state === 'complete';
  const losses = lossesOf(fronts.objectives, metricsOf(trial) ?? {});
  if (complete) return { ...rowOf(trial), losses, front: fronts.frontOf(trial) + 1, rank: standing.placeOf(trial) + 1 };
  return { ...rowOf(trial), ...(losses.every(Number.isFinite) && { losses }) };
}

/** What the board is to be of. */
interface Next {
  readonly trials: SortedList<Trial>;
  readonly selection: Selection;
  readonly change: Change<Trial>;
}

/** More new trials than this are sooner ranked with all others than one by one. */
const FEW = 20;

function paretoBoard(board: Board, { trials, selection, change }: Next, objectives: readonly Objective[]): Board {
  const fronts = frontsAfter(board.pareto?.fronts, trials, change, objectives);
  const sorted = board.sorted.changed({
    gone: change.gone.filter((trial) => !isComplete(trial)),
    come: change.come.filter((trial) => !isComplete(trial)),
  });
  const standing = new FrontOrder(fronts, sorted, new Acceptance());
  const { accepts, compare } = selection;
  const isSame = selection === board.selection && board.pareto !== undefined;
  const acceptance = isSame ? board.pareto.accepts : new Acceptance(accepts);
  const base = { trials, selection, standing, sorted, running: [], pareto: { fronts, accepts: acceptance } };
  if (compare !== undefined) {
    return { ...base, shown: selected({ board, selection, change }, trials, (a, b) => compare(a, b) || byNumber(a, b)) };
  }
  if (accepts === undefined) return { ...base, shown: standing };
  return { ...base, shown: new FrontOrder(fronts, sorted.filtered(accepts), acceptance) };
}

function frontsAfter(
  fronts: Fronts | undefined,
  trials: SortedList<Trial>,
  { gone, come }: Change<Trial>,
  objectives: readonly Objective[],
): Fronts {
  const added = come.filter(isComplete);
  if (fronts === undefined || gone.some(isComplete) || added.length > FEW) {
    return Fronts.of([...trials].filter(isOnBoard).filter(isComplete), objectives);
  }
  return added.reduce((before, trial) => before.with(trial), fronts);
}

function withoutRepeats({ gone, come }: Change<Trial>): Change<Trial> {
  return { gone: gone.filter(isOnBoard), come: come.filter(isOnBoard) };
}

/** A repeat has its place in the row of what it repeats. */
function isOnBoard(trial: Trial): boolean {
  return !isRepeat(trial);
}

/** Those of `all` on the board that are selected; where the selection is as it was, by what has changed. */
function selected(
  { board, selection, change }: { readonly board: Board; readonly selection: Selection; readonly change: Change<Trial> },
  all: Iterable<Trial>,
  compare: (a: Trial, b: Trial) => number,
): SortedList<Trial> {
  const { accepts = () => true } = selection;
  if (selection === board.selection && board.shown instanceof SortedList) {
    return board.shown.changed({ gone: change.gone.filter(accepts), come: change.come.filter(accepts) });
  }
  return SortedList.of(
    [...all].filter((trial) => isOnBoard(trial) && accepts(trial)),
    compare,
  );
}

function isPlain({ accepts, compare }: Selection): boolean {
  return accepts === undefined && compare === undefined;
}

/** Never 0 for two trials. */
function comparisonOf({ compare }: Selection): (a: Trial, b: Trial) => number {
  return compare === undefined ? compareStanding : (a, b) => compare(a, b) || compareStanding(a, b);
}

function isComplete(trial: Trial): trial is CompleteTrial {
  return trial.state === 'complete';
}
