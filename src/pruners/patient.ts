/**
 * Patience around another pruner: that one may stop a trial only when the trial has not become better for some reports, so that
 * a trial that is behind but still learns goes on. After Optuna's PatientPruner; where we differ: there, a trial has to become
 * worse than it was by more than `min_delta`, here it is enough that it does not become better by more than `min_delta`, which
 * is what patience means in early stopping.
 */

import { courseOf } from '../core/course.js';
import { fromLoss } from '../core/objective.js';
import { readOptions } from '../core/option.js';
import type { PruneContext, PruneDecision, Pruner } from '../core/pruner.js';
import { asha } from './asha.js';
import { curve } from './curve/curve.js';
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

const patienceOption = {
  description: 'Reports without a better value before it may stop a trial; 0 for none',
  kind: 'integer',
  minimum: 0,
  default: 0,
} as const;

/** The same pruner with the option `patience`. */
export function withPatience(definition: PrunerDefinition): PrunerDefinition {
  return definePruner({
    ...definition,
    options: { ...definition.options, patience: patienceOption },
    create({ patience, ...options }, study) {
      const pruner = definition.create(options, study);
      return patience === 0 ? pruner : patiently({ patience: patience as number, min_delta: 0 }, pruner);
    },
  });
}

/** The pruners that can be wrapped. */
const others: Readonly<Record<string, PrunerDefinition>> = {
  median,
  percentile,
  asha,
  hyperband,
  curve,
  wilcoxon,
};

export const patient = definePruner({
  description: 'Another pruner may stop a trial only when the trial has not become better for some reports',
  options: {
    of: {
      description:
        'The other pruner, with its defaults (with options of its own it takes `patience` itself); none: a trial stops as soon as it has not become better for so long',
      kind: 'choice',
      choices: ['none', ...Object.keys(others)],
      default: 'median',
    },
    patience: { description: 'Reports without a better value', kind: 'integer', minimum: 1, default: 3 },
    min_delta: { description: "How much better counts, in the metric's units", kind: 'number', minimum: 0, default: 0 },
  },
  create: ({ of, ...patience }, study) => {
    const other = others[String(of)];
    return patiently(patience, other?.create(readOptions(`the pruner ${of}`, other.options, {}), study));
  },
});

/** What `pruner`, or without one patience alone, decides for trials that have not become better. */
function patiently(patience: Patience, pruner?: Pruner): Pruner {
  return {
    ...pruner,
    decide: (context) =>
      decideOn(
        context,
        () => true,
        ({ step }) => judge(patience, pruner, step, context),
      ),
  };
}

function judge(
  { patience, min_delta }: Patience,
  wrapped: Pruner | undefined,
  step: number,
  context: PruneContext,
): PruneDecision {
  const { trial, objective } = context;
  const measured = trial.reports.filter(({ loss }) => Number.isFinite(loss));
  if (measured.length <= patience) return { prune: false };
  const before = bestLoss(courseOf({ reports: measured.slice(0, -patience) }));
  const since = bestLoss(courseOf({ reports: measured.slice(-patience) }));
  const own = { step, value: fromLoss(objective, since), before: fromLoss(objective, before), patience };
  if (before - since > min_delta) return { prune: false, numbers: own };
  const stalled =
    `${objective.metric} ${inMetricUnits(objective, since)} is the best of the last ${patience} reports up to step ` +
    `${step}, no better than the ${inMetricUnits(objective, before)} before`;
  if (wrapped === undefined) return { prune: true, explanation: stalled, numbers: own };
  const decision = wrapped.decide(context);
  const numbers = { ...own, ...decision.numbers };
  return decision.prune ? { ...decision, explanation: `${decision.explanation}; ${stalled}`, numbers } : { ...decision, numbers };
}
