/**
 * The percentile rule: a trial stops when its best value so far is worse than a percentile of the values that the complete trials
 * had at the same step. At 50 it is the median stopping rule of Golovin, Solnik, Moitra, Kochanski, Karro & Sculley: Google Vizier:
 * A Service for Black-Box Optimization, KDD 2017, section 3.2.1, https://doi.org/10.1145/3097983.3098043. Vizier takes the others'
 * running averages; we compare their values at the step, as Optuna's PercentilePruner does, because an average remembers how a
 * learning curve began.
 *
 * Where we differ from Optuna: `min_trials` is how many of the complete trials must have come to that step, since a percentile
 * of fewer says little, instead of how many there must be (its n_startup_trials) beside how many came to the step (its
 * n_min_trials); a trial without a value at the step stands there with its next one, instead of being left out; NaN and infinite
 * values: divergence.ts.
 */

import { courseOf } from '../core/course.js';
import { fromLoss } from '../core/objective.js';
import type { PruneContext, PruneDecision, Pruner } from '../core/pruner.js';
import { percentileOf } from '../math/percentile.js';
import { type DecisionSteps, decisionStepOptions, isDecisionStep } from './decision-steps.js';
import { definePruner } from './define.js';
import { decideOn } from './divergence.js';
import { bestLoss, inMetricUnits, lossAt } from './intermediate-value.js';
import { ordinal } from './ordinal.js';
import { PeerIndex } from './peer-index.js';
import type { RankedLosses } from './ranked-losses.js';

/** The options of the rule at whatever percentile. */
export const percentileOptions = {
  min_trials: {
    description: 'Startup trials: nothing is pruned at a step before this many complete trials have a value there',
    kind: 'integer',
    minimum: 1,
    default: 5,
  },
  ...decisionStepOptions,
} as const;

interface PercentileOptions extends DecisionSteps {
  readonly percentile: number;
  readonly min_trials: number;
}

export const percentile = definePruner({
  description: "A trial stops when its best value so far is worse than a percentile of the other trials' at that step",
  options: {
    percentile: {
      description: 'Share of the trials, in percent from the best, that are good enough',
      kind: 'number',
      minimum: 0,
      maximum: 100,
      default: 25,
    },
    ...percentileOptions,
  },
  create: (options) => createPercentile(options, `${ordinal(options.percentile)} percentile`),
});

/** `name`: what the bound is called in explanations. */
export function createPercentile(options: PercentileOptions, name: string): Pruner {
  const complete = new PeerIndex({
    counts: ({ state }) => state === 'complete',
    lossAt: (trial, step) => lossAt(courseOf(trial), step),
  });
  return {
    decide: (context) =>
      decideOn(
        context,
        ({ step }) => isDecisionStep(options, courseOf(context.trial), step),
        ({ step }) => judge(options, name, complete.at(context.trials, step), step, context),
      ),
  };
}

/** `peers`: the values of the complete trials at the step. */
function judge(
  { min_trials, percentile: share }: PercentileOptions,
  name: string,
  peers: RankedLosses,
  step: number,
  { trial, objective }: PruneContext,
): PruneDecision {
  if (peers.length < min_trials) return { prune: false };
  const best = bestLoss(courseOf(trial));
  const bound = percentileOf(peers, share);
  const numbers = {
    step,
    value: fromLoss(objective, best),
    bound: fromLoss(objective, bound),
    rank: peers.rankOf(best),
    of: peers.length + 1,
  };
  if (best <= bound) return { prune: false, numbers };
  const explanation =
    `best ${objective.metric} ${inMetricUnits(objective, best)} up to step ${step} is worse than the ${name} ` +
    `${inMetricUnits(objective, bound)} of ${peers.length} trials there`;
  return { prune: true, explanation, numbers };
}
