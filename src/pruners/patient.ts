/**
 * Patience around another pruner: that one may stop a trial only when the trial has not become better for some reports, so that
 * a trial that is behind but still learns goes on. After Optuna's PatientPruner; where we differ: there, a trial has to become
 * worse than it was by more than `min_delta`, here it is enough that it does not become better by more than `min_delta`, which
 * is what patience means in early stopping.
 */

import { fromLoss } from '../core/objective.js';
import { readOptions } from '../core/option.js';
import type { PruneContext, PruneDecision, Pruner } from '../core/pruner.js';
import { asha } from './asha.js';
import { definePruner, type PrunerDefinition } from './define.js';
import { decideOn } from './divergence.js';
import { hyperband } from './hyperband.js';
import { bestLoss, inMetricUnits } from './intermediate-value.js';
import { median } from './median.js';
import { percentile } from './percentile.js';
import { wilcoxon } from './wilcoxon.js';

interface Patience {
  /** In reports. */
  readonly patience: number;
  /** In the metric's units. */
  readonly min_delta: number;
}

/** The pruners that can be wrapped. */
const others: Readonly<Record<string, PrunerDefinition>> = { median, percentile, asha, hyperband, wilcoxon };

export const patient = definePruner({
  description: 'Another pruner may stop a trial only when the trial has not become better for some reports',
  options: {
    of: {
      description: 'The other pruner, with its defaults; none: a trial stops as soon as it has not become better for so long',
      kind: 'choice',
      choices: ['none', ...Object.keys(others)],
      default: 'median',
    },
    patience: { description: 'Reports without a better value', kind: 'integer', minimum: 1, default: 3 },
    min_delta: { description: "How much better counts, in the metric's units", kind: 'number', minimum: 0, default: 0 },
  },
  create: ({ of, ...patience }, study) => {
    const other = others[String(of)];
    const wrapped = other?.create(readOptions(`the pruner ${of}`, other.options, {}), study);
    return {
      decide: (context) =>
        decideOn(
          context,
          () => true,
          ({ step }) => judge(patience, wrapped, step, context),
        ),
    };
  },
});

function judge(
  { patience, min_delta }: Patience,
  wrapped: Pruner | undefined,
  step: number,
  context: PruneContext,
): PruneDecision {
  const { trial, objective } = context;
  const measured = trial.reports.filter(({ loss }) => Number.isFinite(loss));
  if (measured.length <= patience) return { prune: false };
  const before = bestLoss(measured.slice(0, -patience));
  const since = bestLoss(measured.slice(-patience));
  const own = { step, value: fromLoss(objective, since), before: fromLoss(objective, before), patience };
  if (before - since > min_delta) return { prune: false, numbers: own };
  const impatient =
    `${objective.metric} ${inMetricUnits(objective, since)} is the best of the last ${patience} reports up to step ` +
    `${step}, no better than the ${inMetricUnits(objective, before)} before`;
  if (wrapped === undefined) return { prune: true, explanation: impatient, numbers: own };
  const decision = wrapped.decide(context);
  const numbers = { ...own, ...decision.numbers };
  return decision.prune
    ? { ...decision, explanation: `${decision.explanation}; ${impatient}`, numbers }
    : { ...decision, numbers };
}
