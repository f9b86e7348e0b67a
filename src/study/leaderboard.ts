import { courseOf, lastLoss, lossesIn, metricsOf } from '../core/course.js';
import { lossesOf, type Objective } from '../core/objective.js';
import type { Standing } from '../core/standing.js';
import {
  type CompleteTrial,
  isFinished,
  type Metrics,
  type Params,
  type RepeatMarks,
  repeatMarks,
  stepsOf,
  type Trial,
  type TrialState,
  workedMs,
} from '../core/trial.js';
import { isRepeat } from './configurations.js';
import { Fronts } from './fronts.js';
import { paretoStandings } from './pareto.js';
import { bestOfConfigurations, withStandings } from './standings.js';
import { marksOf, type StateMarks } from './state-text.js';

/** One line of the leaderboard. */
export interface LeaderboardRow extends StateMarks, RepeatMarks {
  /** From 1; only complete trials have one. */
  readonly rank?: number;
  readonly trialNumber: number;
  readonly state: TrialState;
  readonly params: Params;
  /** Of a complete trial its final loss, the mean over fresh seeds where it has some; otherwise that of its last report. */
  readonly loss?: number;
  /** Of a study with repeats: what the seeds say; left out where it has one and is worse than the best. */
  readonly standing?: Standing;
  /** With several objectives, the same for all of them (M,), in their order, where each was measured. */
  readonly losses?: readonly number[];
  /** With several objectives, of a complete trial: its Pareto front, from 1. */
  readonly front?: number;
  readonly metrics?: Metrics;
  /** Steps reported. */
  readonly steps: number;
  /** Loss by report, for a sparkline. */
  readonly curve: readonly number[];
  /** Without the pauses of a paused trial. */
  readonly durationMs?: number;
  /** Of a pruned or failed trial: why. */
  readonly explanation?: string;
}

/**
 * All trials of the search, the best first, each together with its repeats (study/standings.ts). With one objective complete and running ones stand together by loss, so that a rising trial is
 * seen to rise, but only complete ones have a rank; pruned ones follow, then those without a value.
 *
 * With several objectives (all of the study's, the first one first) complete trials are ranked by Pareto front, within a front
 * by hypervolume contribution, and running ones follow them.
 */
export function leaderboard(trials: readonly Trial[], objectives: readonly Objective[] = []): LeaderboardRow[] {
  if (objectives.length > 1) return paretoLeaderboard(searched(trials), objectives);
  const rows = inStandingOrder(withStandings(trials)).map(rowOf);
  let rank = 0;
  return rows.map((row) => (row.state === 'complete' ? { ...row, rank: ++rank } : row));
}

/** The complete trial that stands first on the leaderboard: with one objective and no repeats the best, the earlier one of equals. */
export function incumbent(trials: readonly Trial[], objectives: readonly Objective[] = []): CompleteTrial | undefined {
  if (objectives.length > 1) return Fronts.of(searched(trials).filter(isComplete), objectives, 'first').best;
  if (trials.some(isRepeat)) return bestOfConfigurations(trials);
  let best: CompleteTrial | undefined;
  for (const trial of trials) if (isComplete(trial) && (best === undefined || trial.loss < best.loss)) best = trial;
  return best;
}

function paretoLeaderboard(trials: readonly Trial[], objectives: readonly Objective[]): LeaderboardRow[] {
  const ranked = [...paretoStandings(trials.filter(isComplete), objectives)].map(({ trial, losses, front }, i) => ({
    ...rowOf(trial),
    losses,
    front,
    rank: i + 1,
  }));
  const others = trials
    .filter((trial) => !isComplete(trial))
    .sort(compareStanding)
    .map((trial) => {
      const losses = lossesOf(objectives, metricsOf(trial) ?? {});
      return { ...rowOf(trial), ...(losses.every(Number.isFinite) && { losses }) };
    });
  return [...ranked, ...others];
}

function searched(trials: readonly Trial[]): readonly Trial[] {
  return trials.some(isRepeat) ? trials.filter((trial) => !isRepeat(trial)) : trials;
}

function isComplete(trial: Trial): trial is CompleteTrial {
  return trial.state === 'complete';
}

/** The trial's row, without its rank and front, which hang on the others. */
export function rowOf(trial: Trial): LeaderboardRow {
  const loss = trial.standing?.loss ?? lossOf(trial);
  const metrics = metricsOf(trial);
  return {
    trialNumber: trial.number,
    state: trial.state,
    params: trial.params,
    steps: stepsOf(trial),
    curve: trial.outline?.curve ?? lossesIn(courseOf(trial)),
    ...(loss !== undefined && { loss }),
    ...(trial.standing && { standing: trial.standing }),
    ...(metrics && { metrics }),
    ...(isFinished(trial) && { durationMs: workedMs(trial) }),
    ...(trial.state === 'pruned' && { explanation: trial.explanation }),
    ...marksOf(trial),
    ...repeatMarks(trial),
    ...(trial.state === 'failed' && { explanation: `${trial.reason}: ${trial.message}` }),
  };
}

const tier: Record<TrialState, number> = { complete: 0, running: 0, pruned: 1, failed: 2, waiting: 3 };

/** With one objective, which of two trials stands above the other on the leaderboard: negative when `a` does. Never 0 for two trials. */
export function compareStanding(a: Trial, b: Trial): number {
  return tierOf(a) - tierOf(b) || compareLoss(rankedBy(a), rankedBy(b)) || a.number - b.number;
}

/** In the order of `compareStanding`, with what it compares taken out of every trial once. */
export function inStandingOrder(trials: readonly Trial[]): Trial[] {
  return trials
    .map((trial) => ({ trial, tier: tierOf(trial), loss: rankedBy(trial) ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.tier - b.tier || compareLoss(a.loss, b.loss) || a.trial.number - b.trial.number)
    .map(({ trial }) => trial);
}

function tierOf({ state, standing }: Trial): number {
  return standing?.isFinalist ? -1 : tier[state];
}

function rankedBy(trial: Trial): number | undefined {
  return trial.standing?.rankedBy ?? lossOf(trial);
}

/** Undefined when nothing finite was measured. */
function lossOf(trial: Trial): number | undefined {
  const loss = trial.state === 'complete' ? trial.loss : lastLoss(courseOf(trial));
  return Number.isFinite(loss) ? loss : undefined;
}

function compareLoss(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a === b ? 0 : a - b;
}
