import type { Metrics, Params, Trial, TrialState } from '../core/trial.js';

/** One line of the leaderboard. */
export interface LeaderboardRow {
  /** From 1; only complete trials have one. */
  readonly rank?: number;
  readonly trialNumber: number;
  readonly state: TrialState;
  readonly params: Params;
  /** Of a complete trial its final loss, otherwise that of its last report. */
  readonly loss?: number;
  readonly metrics?: Metrics;
  /** Steps reported. */
  readonly steps: number;
  /** Loss by report, for a sparkline. */
  readonly curve: readonly number[];
  readonly durationMs?: number;
  /** Of a pruned or failed trial: why. */
  readonly explanation?: string;
}

/**
 * All trials, the best first. Complete and running ones stand together by loss, so that a rising trial is seen to rise, but
 * only complete ones have a rank; pruned ones follow, then those without a value.
 */
export function leaderboard(trials: readonly Trial[]): LeaderboardRow[] {
  const rows = trials.map(toRow).sort(byStanding);
  let rank = 0;
  return rows.map((row) => (row.state === 'complete' ? { ...row, rank: ++rank } : row));
}

/** The best complete trial, the earlier one of equals. */
export function incumbent(trials: readonly Trial[]): Extract<Trial, { state: 'complete' }> | undefined {
  let best: Extract<Trial, { state: 'complete' }> | undefined;
  for (const trial of trials) if (trial.state === 'complete' && (best === undefined || trial.loss < best.loss)) best = trial;
  return best;
}

function toRow(trial: Trial): LeaderboardRow {
  const last = trial.reports.at(-1);
  const loss = trial.state === 'complete' ? trial.loss : last?.loss;
  const metrics = trial.state === 'complete' ? trial.metrics : last?.metrics;
  return {
    trialNumber: trial.number,
    state: trial.state,
    params: trial.params,
    steps: trial.reports.length,
    curve: trial.reports.map((report) => report.loss),
    ...(loss !== undefined && Number.isFinite(loss) && { loss }),
    ...(metrics && { metrics }),
    ...('finishedAt' in trial && { durationMs: trial.finishedAt - trial.startedAt }),
    ...(trial.state === 'pruned' && { explanation: trial.explanation }),
    ...(trial.state === 'failed' && { explanation: `${trial.reason}: ${trial.message}` }),
  };
}

const standing: Record<TrialState, number> = { complete: 0, running: 0, pruned: 1, failed: 2, waiting: 3 };

function byStanding(a: LeaderboardRow, b: LeaderboardRow): number {
  return standing[a.state] - standing[b.state] || compareLoss(a.loss, b.loss) || a.trialNumber - b.trialNumber;
}

function compareLoss(a: number | undefined, b: number | undefined): number {
  if (a === undefined || b === undefined) return Number(a === undefined) - Number(b === undefined);
  return a - b;
}
