import type { CompleteTrial, Trial } from '../core/trial.js';
import { RankedLosses } from './ranked-losses.js';

/** Where an audited trial ended, among the trials that were complete by then. */
export interface AuditStanding {
  /** Pruning it would have been wrong: it was the best of all. */
  readonly won: boolean;
  /** How many of them the pruner had let through, and how many of these were better than it. */
  readonly of: number;
  readonly better: number;
}

/** The step at which a trial would have been pruned, if it is one that ran on as an audit. */
export function auditedAt({ reports }: Trial): number | undefined {
  return reports.find(({ decision }) => decision?.verdict === 'audited')?.step;
}

/** The standings of all audited trials that are complete, in the order in which they ended. */
export function auditStandings(complete: readonly CompleteTrial[]): AuditStanding[] {
  const letThrough = new RankedLosses([]);
  let lowest = Number.NaN;
  return complete.toSorted(byEnd).flatMap((trial) => {
    const { number, loss } = trial;
    const standing = { won: loss < lowest, of: letThrough.size, better: letThrough.rankOf(loss) - 1 };
    if (!(loss >= lowest)) lowest = loss;
    if (auditedAt(trial) !== undefined) return [standing];
    letThrough.set(number, loss);
    return [];
  });
}

/** Trials that end at the same millisecond count as ended in number order. */
function byEnd(a: CompleteTrial, b: CompleteTrial): number {
  return a.finishedAt - b.finishedAt || a.number - b.number;
}

/** Steps that an audited trial ran beyond where it would have been pruned; 0 for any other. */
export function extraSteps(trial: Trial): number {
  const step = auditedAt(trial);
  return step === undefined ? 0 : (trial.reports.at(-1)?.step ?? step) - step;
}
