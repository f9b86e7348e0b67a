import { UsageError } from '../core/errors.js';
import { fromLoss } from '../core/objective.js';
import type { PruneContext, PruneDecision } from '../core/pruner.js';
import { type DecisionSteps, decisionStepOptions, isDecisionStep } from './decision-steps.js';
import { definePruner } from './define.js';
import { lastMeasured, pruneDiverged } from './divergence.js';
import { inMetricUnits } from './intermediate-value.js';

interface ThresholdOptions extends DecisionSteps {
  /** In the metric's units, as is `upper`. */
  readonly lower: number | undefined;
  readonly upper: number | undefined;
}

/** For values that no trial worth its time has, such as an accuracy below chance; it needs no other trials to compare with. */
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
    return { decide: (context) => decide(options, context) };
  },
});

function decide(options: ThresholdOptions, context: PruneContext): PruneDecision {
  const { trial, objective } = context;
  const { lower = Number.NEGATIVE_INFINITY, upper = Number.POSITIVE_INFINITY } = options;
  const report = lastMeasured(context);
  if (report === undefined || !isDecisionStep(options, trial.reports, report.step)) return { prune: false };
  const diverged = pruneDiverged(report, objective);
  if (diverged) return diverged;
  const value = fromLoss(objective, report.loss);
  const isAbove = value > upper;
  const bound = isAbove ? upper : lower;
  const numbers = {
    step: report.step,
    value,
    ...(options.lower !== undefined && { lower: options.lower }),
    ...(options.upper !== undefined && { upper: options.upper }),
  };
  if (!isAbove && value >= lower) return { prune: false, numbers };
  const words = `${objective.metric} ${inMetricUnits(objective, report.loss)} at step ${report.step}`;
  return { prune: true, explanation: `${words} is ${isAbove ? 'above the upper' : 'below the lower'} bound ${bound}`, numbers };
}
