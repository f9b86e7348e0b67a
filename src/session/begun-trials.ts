import { isFinished, type Trial, type WaitingTrial } from '../core/trial.js';

/** One whose current attempt has begun. */
export type BegunTrial = Exclude<Trial, WaitingTrial>;

export function hasBegun(trial: Trial): trial is BegunTrial {
  return trial.state !== 'waiting';
}

export function endOf(trial: BegunTrial): number {
  return isFinished(trial) ? trial.finishedAt : trial.startedAt;
}

/** Beginnings and ends by their times; of the same moment the ends first. */
export function inOrder(trials: readonly BegunTrial[]) {
  const begins = trials.map((trial) => ({ at: trial.startedAt, isEnd: false, trial }));
  const ends = trials
    .filter(isFinished)
    .map((trial) => ({ at: Math.max(trial.finishedAt, trial.startedAt), isEnd: true, trial }));
  return [...begins, ...ends].sort((a, b) => a.at - b.at || order(a) - order(b));
}

/** A trial that ended in the millisecond in which it began still begins first. */
function order({
  isEnd,
  trial,
  at,
}: {
  readonly isEnd: boolean;
  readonly trial: { readonly startedAt: number };
  readonly at: number;
}): number {
  if (!isEnd) return 1;
  return trial.startedAt === at ? 2 : 0;
}
