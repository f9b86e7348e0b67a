/**
 * Stops a trial when its learning curve, extrapolated to its end, has little chance of beating the incumbent's result: the rule
 * of Domhan, Springenberg & Hutter (2015) on the model of `curve-model.ts`.
 */

import { courseOf } from '../../core/course.js';
import { fromLoss } from '../../core/objective.js';
import type { PruneContext, PruneDecision, Pruner } from '../../core/pruner.js';
import type { CompleteTrial } from '../../core/trial.js';
import { definePruner } from '../define.js';
import { lastMeasured, pruneDiverged } from '../divergence.js';
import { bestLoss, inMetricUnits } from '../intermediate-value.js';
import { CompleteCurves } from './complete-curves.js';
import { predictEnd } from './curve-model.js';
import { curveOf, type LearnedPrior, learnPrior } from './curve-prior.js';
import { probabilityBelow, quantile } from './prediction.js';

interface CurveOptions {
  readonly probability: number;
  readonly min_iter: number;
  readonly min_trials: number;
}

/** The latest complete trials say enough about how curves run, and cost a fixed time. */
const mostPeers = 30;

export const curve = definePruner({
  description: 'A trial stops when its extrapolated learning curve has little chance of ending better than the best trial',
  options: {
    probability: {
      description: 'It stops when its chance of becoming the best falls below this',
      kind: 'number',
      minimum: 0,
      maximum: 1,
      exclusive: true,
      default: 0.05,
    },
    min_iter: { description: 'Reports of a trial before the first decision', kind: 'integer', minimum: 1, default: 2 },
    min_trials: {
      description: 'Startup trials: nothing is pruned before this many trials were complete',
      kind: 'integer',
      minimum: 1,
      default: 3,
    },
  },
  create: createCurve,
});

function createCurve(options: CurveOptions): Pruner {
  const priorOf = rememberingLast(learnPrior);
  const complete = new CompleteCurves();
  return {
    decide(context: PruneContext): PruneDecision {
      const { trial, trials, objective, epochs, stepsOf } = context;
      const report = lastMeasured(context);
      if (report === undefined || trial.reports.length < options.min_iter) return { prune: false };
      const diverged = pruneDiverged(report, objective);
      if (diverged) return diverged;

      complete.follow(trials);
      const { incumbent } = complete;
      const steps = stepsOf?.(trial) ?? epochs ?? complete.longest;
      if (complete.count < options.min_trials || report.step >= steps) return { prune: false };
      const course = courseOf(trial);
      if (bestLoss(course) <= incumbent) return { prune: false };

      const learned = priorOf(complete.latest(mostPeers));
      const { at, values } = curveOf(course, learned);
      const prediction = predictEnd(at, values, steps, learned.prior);
      const chance = probabilityBelow(prediction, learned.scale.toScale(incumbent));
      const expected = learned.scale.toLoss(quantile(prediction, 0.5));
      const numbers = {
        value: fromLoss(objective, report.loss),
        expected: fromLoss(objective, expected),
        incumbent: fromLoss(objective, incumbent),
        chance,
        steps,
      };
      if (chance >= options.probability) return { prune: false, numbers };
      return {
        prune: true,
        explanation:
          `${objective.metric} ${inMetricUnits(objective, report.loss)} at step ${report.step} is expected to end at ` +
          `${inMetricUnits(objective, expected)} at step ${steps}: a chance of ${chance.toPrecision(2)} to beat ` +
          `${inMetricUnits(objective, incumbent)}`,
        numbers,
      };
    },
  };
}

/** The prior changes only when a trial completes. */
function rememberingLast(learn: (peers: readonly CompleteTrial[]) => LearnedPrior): typeof learn {
  let last: { readonly peers: readonly CompleteTrial[]; readonly learned: LearnedPrior } | undefined;
  return (peers) => {
    const isSame = last?.peers.length === peers.length && last.peers.every((peer, i) => peer === peers[i]);
    if (last === undefined || !isSame) last = { peers, learned: learn(peers) };
    return last.learned;
  };
}
