import type { FailedTrial, FailureReason, PrunedTrial, Trial } from '../core/trial.js';

export interface FailureGroup {
  readonly reason: FailureReason;
  readonly trialNumbers: readonly number[];
  /** Of the first such trial. */
  readonly message: string;
}

/** What went wrong, the most frequent reason first. */
export function failuresByReason(trials: readonly Trial[]): FailureGroup[] {
  const groups = new Map<FailureReason, FailedTrial[]>();
  for (const trial of trials)
    if (trial.state === 'failed') groups.set(trial.reason, [...(groups.get(trial.reason) ?? []), trial]);
  return [...groups]
    .map(([reason, group]) => ({ reason, trialNumbers: group.map(({ number }) => number), message: group[0]?.message ?? '' }))
    .sort((a, b) => b.trialNumbers.length - a.trialNumbers.length);
}

export interface PrunedGroup {
  /** The step of the last report. */
  readonly step: number;
  readonly trialNumbers: readonly number[];
  /** Of the last such trial, which was judged against the most others. */
  readonly explanation: string;
}

/** What was stopped early, by the step at which it was. */
export function prunedByStep(trials: readonly Trial[]): PrunedGroup[] {
  const groups = new Map<number, PrunedTrial[]>();
  for (const trial of trials) {
    if (trial.state !== 'pruned') continue;
    const step = trial.reports.at(-1)?.step ?? 0;
    groups.set(step, [...(groups.get(step) ?? []), trial]);
  }
  return [...groups]
    .map(([step, group]) => ({
      step,
      trialNumbers: group.map(({ number }) => number),
      explanation: group.at(-1)?.explanation ?? '',
    }))
    .sort((a, b) => a.step - b.step);
}
