/**
 * What NaN and infinite values mean, to every pruner but `none`:
 * - A trial whose objective is NaN or infinite at a step where its pruner decides is stopped, whatever its peers are: weights that
 *   have diverged do not come back. It is never paused, as there is nothing to go on from, and counts as failed (study/study.ts).
 *   Elsewhere such a value decides nothing.
 * - A report that lacks the objective's metric altogether is none of its values: nothing is decided, the next one stands for it.
 * - Peers count by their finite values alone: no bound, rank or number of trials has a NaN or an infinite one in it.
 */
import type { Objective } from '../core/objective.js';
import type { PruneContext, PruneDecision } from '../core/pruner.js';
import type { Report } from '../core/trial.js';

/** What `judge` says of the trial's last report, a finite one, if the pruner decides there; a diverged trial is pruned there. */
export function decideOn(
  context: PruneContext,
  decidesAt: (report: Report) => boolean,
  judge: (report: Report) => PruneDecision,
): PruneDecision {
  const report = lastMeasured(context);
  if (report === undefined || !decidesAt(report)) return { prune: false };
  return pruneDiverged(report, context.objective) ?? judge(report);
}

/** The last report, if it measured the objective, be it as NaN. */
export function lastMeasured({ trial, objective }: PruneContext): Report | undefined {
  const report = trial.reports.at(-1);
  return report?.metrics[objective.metric] === undefined ? undefined : report;
}

/** At a step of decision: to prune a trial that has diverged; undefined for one that has not. */
export function pruneDiverged(report: Report, { metric }: Objective): PruneDecision | undefined {
  if (Number.isFinite(report.loss)) return undefined;
  return {
    prune: true,
    explanation: `${metric} ${report.metrics[metric]} at step ${report.step}: a trial that has diverged does not come back`,
    numbers: { step: report.step },
  };
}
