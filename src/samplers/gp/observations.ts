/** What the trials say, as points with a loss each. */
import type { CompleteTrial, FinishedTrial, Params, PrunedTrial } from '../../core/trial.js';
import { median } from '../../math/statistics.js';

export interface Observation {
  readonly params: Params;
  /** Undefined for a failed trial, which is as bad as the worst. */
  readonly loss: number | undefined;
}

/**
 * Of finished trials, in their order. A pruned trial counts as it would probably have ended: its last loss, changed by as much as
 * complete trials changed from that step on (the median), and at best as the middle one of these. One that cannot be compared
 * says nothing and is left out.
 */
export function observationsOf(finished: readonly FinishedTrial[]): Observation[] {
  const complete = finished.filter((trial) => trial.state === 'complete');
  const middle = complete.length > 0 ? median(complete.map(({ loss }) => loss)) : Number.NaN;
  const changes = new Map<number, number | undefined>();
  const changeFrom = (step: number) => {
    if (!changes.has(step)) changes.set(step, medianChange(complete, step));
    return changes.get(step);
  };
  return finished.flatMap((trial): Observation[] => {
    const { params, state } = trial;
    if (state === 'complete') return [{ params, loss: trial.loss }];
    if (state === 'failed' || Number.isNaN(trial.reports.at(-1)?.loss)) return [{ params, loss: undefined }];
    const end = expectedEnd(trial, changeFrom);
    return end === undefined ? [] : [{ params, loss: Math.max(end, middle) }];
  });
}

function expectedEnd({ reports }: PrunedTrial, changeFrom: (step: number) => number | undefined): number | undefined {
  const last = reports.at(-1);
  if (last === undefined) return undefined;
  const change = changeFrom(last.step);
  return change === undefined ? undefined : last.loss + change;
}

/** How the loss of complete trials changed from `step` to their end; undefined where none reported at that step. */
function medianChange(complete: readonly CompleteTrial[], step: number): number | undefined {
  const changes = complete.flatMap(({ loss, reports }) => {
    const then = reports.find((report) => report.step === step);
    return then && Number.isFinite(then.loss) ? [loss - then.loss] : [];
  });
  return changes.length === 0 ? undefined : median(changes);
}
