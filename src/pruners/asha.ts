/**
 * Asynchronous successive halving, stopping type: when a trial reaches a rung (min_iter, min_iter * eta, min_iter * eta^2, ...),
 * it goes on only if it is in the best 1/eta of all trials that came to that rung so far.
 *
 * Li, Jamieson, Rostamizadeh, Gonina, Hardt, Recht & Talwalkar: A System for Massively Parallel Hyperparameter Tuning, 2020,
 * https://arxiv.org/abs/1810.05934. There, trials pause at a rung and may be promoted later; here, as in the stopping variants
 * of Ray Tune and Syne Tune, the decision falls at once, so nothing has to be resumed from a checkpoint. With fewer than eta
 * trials at a rung only the best of them goes on: letting all of them pass would spend most of a short study on its first trials.
 */

import { fromLoss } from '../core/objective.js';
import type { PruneContext, PruneDecision } from '../core/pruner.js';
import { definePruner } from './define.js';
import { inMetricUnits, reportAt } from './intermediate-value.js';

interface AshaOptions {
  readonly min_iter: number;
  readonly max_iter: number;
  readonly eta: number;
}

export const asha = definePruner({
  description: 'Asynchronous successive halving: at each rung only the best 1/eta of the trials so far go on',
  options: {
    min_iter: { description: 'Step of the first rung', kind: 'integer', minimum: 1, default: 1 },
    max_iter: { description: 'No rung at this step or after it; 0 for no end', kind: 'integer', minimum: 0, default: 0 },
    eta: {
      description: 'Reduction factor: the best 1/eta of the trials at a rung go on',
      kind: 'number',
      minimum: 2,
      default: 3,
    },
  },
  create: (options) => ({ decide: (context) => decide(options, context) }),
});

function decide(options: AshaOptions, { trial, trials, objective }: PruneContext): PruneDecision {
  const report = trial.reports.at(-1);
  const rung = report && rungReached(options, report.step, trial.reports.at(-2)?.step ?? 0);
  if (report === undefined || rung === undefined) return { prune: false };
  const where = `${objective.metric} ${inMetricUnits(objective, report.loss)} at step ${report.step}`;
  if (Number.isNaN(report.loss)) {
    return { prune: true, explanation: `${where} cannot be compared at the rung of step ${rung}`, numbers: { rung } };
  }

  const losses = trials.flatMap((other) => reportAt(other.reports, rung)?.loss ?? []).filter((loss) => !Number.isNaN(loss));
  losses.sort((a, b) => a - b);
  const goOn = Math.max(1, Math.floor(losses.length / options.eta));
  const bound = losses[goOn - 1] as number;
  const numbers = { rung, value: fromLoss(objective, report.loss), bound: fromLoss(objective, bound), of: losses.length };
  if (report.loss <= bound) return { prune: false, numbers };
  return {
    prune: true,
    explanation: `${where} is not in the best 1/${options.eta} of ${losses.length} trials there (bound ${inMetricUnits(objective, bound)})`,
    numbers,
  };
}

/** The highest rung in (previousStep, step]. */
function rungReached({ min_iter, max_iter, eta }: AshaOptions, step: number, previousStep: number): number | undefined {
  const end = max_iter === 0 ? Number.POSITIVE_INFINITY : max_iter;
  let reached: number | undefined;
  for (let level = min_iter; Math.round(level) <= step && Math.round(level) < end; level *= eta) {
    if (Math.round(level) > previousStep) reached = Math.round(level);
  }
  return reached;
}
