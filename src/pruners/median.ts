/**
 * The median stopping rule: a trial stops when its best value so far is worse than the median of the values that the complete
 * trials had at the same step.
 *
 * Golovin, Solnik, Moitra, Kochanski, Karro & Sculley: Google Vizier: A Service for Black-Box Optimization, KDD 2017, section
 * 3.2.1, https://doi.org/10.1145/3097983.3098043. Vizier takes the others' running averages; we compare their values at the
 * step, as Optuna does, because an average remembers how a learning curve began.
 */

import { fromLoss } from '../core/objective.js';
import type { PruneContext, PruneDecision } from '../core/pruner.js';
import { median as medianOf } from '../math/statistics.js';
import { definePruner } from './define.js';
import { inMetricUnits, reportAt } from './intermediate-value.js';

interface MedianOptions {
  readonly min_trials: number;
  readonly warmup: number;
  readonly interval: number;
}

export const median = definePruner({
  description: "A trial stops when its best value so far is worse than the median of the other trials' at that step",
  options: {
    min_trials: {
      description: 'Startup trials: nothing is pruned before this many trials were complete',
      kind: 'integer',
      minimum: 1,
      default: 5,
    },
    warmup: { description: 'No trial is pruned before it has passed this many steps', kind: 'integer', minimum: 0, default: 0 },
    interval: { description: 'Steps between two decisions', kind: 'integer', minimum: 1, default: 1 },
  },
  create: (options) => ({ decide: (context) => decide(options, context) }),
});

function decide(options: MedianOptions, { trial, trials, objective }: PruneContext): PruneDecision {
  const report = trial.reports.at(-1);
  if (report === undefined || !isDecisionStep(options, report.step, trial.reports.at(-2)?.step ?? 0)) return { prune: false };
  const peers = trials.filter((other) => other.state === 'complete');
  if (peers.length < options.min_trials) return { prune: false };

  const losses = peers.flatMap((other) => reportAt(other.reports, report.step)?.loss ?? []).filter((loss) => !Number.isNaN(loss));
  if (losses.length === 0) return { prune: false };
  const bound = medianOf(losses);
  const best = Math.min(...trial.reports.map(({ loss }) => loss).filter((loss) => !Number.isNaN(loss)));
  const numbers = { value: fromLoss(objective, best), bound: fromLoss(objective, bound), of: losses.length };
  if (Number.isFinite(best) && best <= bound && !Number.isNaN(report.loss)) return { prune: false, numbers };
  return {
    prune: true,
    explanation:
      `best ${objective.metric} ${inMetricUnits(objective, best)} up to step ${report.step} is worse than the median ` +
      `${inMetricUnits(objective, bound)} of ${losses.length} trials there`,
    numbers,
  };
}

/** Whether warmup, warmup + interval, ... was passed since the report before: a trial need not report at every step. */
function isDecisionStep({ warmup, interval }: MedianOptions, step: number, previousStep: number): boolean {
  const decisionsBy = (upTo: number) => Math.floor((upTo - warmup - 1) / interval);
  return step > warmup && decisionsBy(step) > (previousStep > warmup ? decisionsBy(previousStep) : -1);
}
