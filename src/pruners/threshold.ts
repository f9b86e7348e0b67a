import { courseOf } from '../core/course.js';
import { UsageError } from '../core/errors.js';
import { fromLoss, type Objective } from '../core/objective.js';
import type { PruneDecision } from '../core/pruner.js';
import type { Report } from '../core/trial.js';
import { type DecisionSteps, decisionStepOptions, isDecisionStep } from './decision-steps.js';
import { definePruner } from './define.js';
import { decideOn } from './divergence.js';
import { inMetricUnits } from './intermediate-value.js';

interface ThresholdOptions extends DecisionSteps {
  /** In the metric's units, as is `upper`. */
  readonly lower: number | undefined;
  readonly upper: number | undefined;
}

/**
 * For values that no trial worth its time has, such as an accuracy below chance: Optuna's ThresholdPruner. It needs no other
 * trials to compare with.
 */
export const threshold = definePruner({
  description: 'A trial stops when its value leaves the bounds that you give',
  options: {
    lower: { description: "A value below this stops the trial, in the metric's units", kind: 'number' },
    upper: { description: "A value above this stops the trial, in the metric's units", kind: 'number' },
    ...decisionStepOptions,
  },
  create: (options) => {
    const { lower, upper } = options;
    if (lower === undefined && upper === undefined) {
      throw new UsageError('Expected the pruner threshold to have a `lower` or an `upper` bound, got neither');
    }
    if (lower !== undefined && upper !== undefined && lower > upper) {
      throw new UsageError(`Expected \`lower\` of the pruner threshold to be at most \`upper\`, got ${lower} and ${upper}`);
    }
    return {
      decide: (context) =>
        decideOn(
          context,
          ({ step }) => isDecisionStep(options, courseOf(context.trial), step),
          (report) => judge(options, report, context.objective),
        ),
    };
  },
});

function judge({ lower, upper }: ThresholdOptions, { step, loss }: Report, objective: Objective): PruneDecision {
  const value = fromLoss(objective, loss);
  const numbers = { step, value, ...(lower !== undefined && { lower }), ...(upper !== undefined && { upper }) };
  const words = `${objective.metric} ${inMetricUnits(objective, loss)} at step ${step} is`;
  if (upper !== undefined && value > upper)
    return { prune: true, explanation: `${words} above the upper bound ${upper}`, numbers };
  if (lower !== undefined && value < lower)
    return { prune: true, explanation: `${words} below the lower bound ${lower}`, numbers };
  return { prune: false, numbers };
}
