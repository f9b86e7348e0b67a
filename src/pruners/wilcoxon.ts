/**
 * For trials whose steps are instances, such as the folds of a cross-validation: a trial stops when it is worse than the best
 * complete trial on the instances that both have, by the signed-rank test of their differences.
 *
 * After Optuna's WilcoxonPruner. Where we differ: it spares a trial whose mean is not worse than the best trial's final value, we
 * one whose mean is not worse than the best trial's on the same instances; and NaN and infinite values (divergence.ts).
 */

import { courseOf } from '../core/course.js';
import { fromLoss } from '../core/objective.js';
import type { PruneContext, PruneDecision } from '../core/pruner.js';
import type { Course, Trial } from '../core/trial.js';
import { signedRankPValue } from '../math/wilcoxon.js';
import { definePruner } from './define.js';
import { decideOn } from './divergence.js';
import { inMetricUnits } from './intermediate-value.js';
import { PeerIndex } from './peer-index.js';

interface WilcoxonOptions {
  readonly p_threshold: number;
  readonly startup_steps: number;
}

export const wilcoxon = definePruner({
  description: 'For steps that are instances, such as folds: a trial stops when it is significantly worse than the best one',
  options: {
    p_threshold: {
      description: 'A trial stops when the chance to differ so much by luck is below this',
      kind: 'number',
      minimum: 0,
      maximum: 1,
      default: 0.1,
    },
    startup_steps: {
      description: 'Nothing is pruned before this many instances can be compared',
      kind: 'integer',
      minimum: 0,
      default: 2,
    },
  },
  create: (options) => {
    const complete = new PeerIndex({
      counts: ({ state }) => state === 'complete',
      lossAt: (trial) => (trial.state === 'complete' ? trial.loss : undefined),
    });
    return {
      decide: (context) =>
        decideOn(
          context,
          () => context.trial.reports.length >= options.startup_steps,
          ({ step }) => {
            const incumbent = complete.at(context.trials, finalLevel).numberAt(0);
            const best = incumbent === undefined ? undefined : context.trials[incumbent];
            return best === undefined ? { prune: false } : judge(options, best, step, context);
          },
        ),
    };
  },
});

/** Complete trials are ranked by their final loss alone. */
const finalLevel = 0;

function judge(options: WilcoxonOptions, best: Trial, step: number, { trial, objective }: PruneContext): PruneDecision {
  const pairs = pairsOf(courseOf(trial), courseOf(best));
  if (pairs.length === 0 || pairs.length < options.startup_steps) return { prune: false };
  const p = signedRankPValue(pairs.map(([loss, bestLoss]) => loss - bestLoss));
  const value = meanOf(pairs.map(([loss]) => loss));
  const bound = meanOf(pairs.map(([, bestLoss]) => bestLoss));
  const numbers = {
    step,
    value: fromLoss(objective, value),
    bound: fromLoss(objective, bound),
    p,
    of: pairs.length,
  };
  if (p >= options.p_threshold || value <= bound) return { prune: false, numbers };
  const explanation =
    `mean ${objective.metric} ${inMetricUnits(objective, value)} up to step ${step} is worse than the ` +
    `${inMetricUnits(objective, bound)} of trial ${best.number} on the same ${pairs.length} instances (p = ${p.toPrecision(2)})`;
  return { prune: true, explanation, numbers };
}

/** Finite losses [a's, b's] at the steps that both have. */
function pairsOf(a: Course, b: Course): [number, number][] {
  const pairs: [number, number][] = [];
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const ahead = a.step(i) - b.step(j);
    if (ahead === 0 && Number.isFinite(a.loss(i) - b.loss(j))) pairs.push([a.loss(i), b.loss(j)]);
    if (ahead <= 0) i++;
    if (ahead >= 0) j++;
  }
  return pairs;
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
