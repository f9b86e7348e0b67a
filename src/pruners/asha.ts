/**
 * Asynchronous successive halving: of the trials that come to a rung (min_iter, min_iter * eta, min_iter * eta^2, ...), the best
 * 1/eta go on.
 *
 * Li, Jamieson, Rostamizadeh, Gonina, Hardt, Recht & Talwalkar: A System for Massively Parallel Hyperparameter Tuning, 2020,
 * https://arxiv.org/abs/1810.05934.
 *
 * `mode: promote` is their Algorithm 2: every trial pauses at each rung and goes on from its checkpoint once it is among the best
 * 1/eta there. `mode: stop`, the default, decides at once and for good, as the stopping variants of Ray Tune and Syne Tune do, so
 * nothing has to be resumed. There, with fewer than eta trials at a rung, the best of them goes on: none would ever come far
 * otherwise, and letting all of them pass would spend most of a short study on its first trials.
 */

import { courseOf, lastStep } from '../core/course.js';
import { UsageError } from '../core/errors.js';
import type { PeerContext, PruneContext, PruneDecision, Pruner } from '../core/pruner.js';
import type { Trial } from '../core/trial.js';
import { definePruner } from './define.js';
import { Halving, inNumbers, inWords } from './halving.js';
import { inMetricUnits, lossAt } from './intermediate-value.js';
import { PeerIndex } from './peer-index.js';
import { Rungs } from './rungs.js';
import { isPaused } from './trial-changes.js';

export const asha = definePruner({
  description: 'Asynchronous successive halving: at each rung only the best 1/eta of the trials so far go on',
  options: {
    min_iter: { description: 'Step of the first rung', kind: 'integer', minimum: 1, default: 1 },
    max_iter: {
      description: 'No rung at this step or after it; left out: at the last step',
      kind: 'integer',
      minimum: 1,
    },
    eta: {
      description: 'Reduction factor: the best 1/eta of the trials at a rung go on',
      kind: 'number',
      minimum: 2,
      default: 3,
    },
    mode: {
      description: 'stop: what is not among the best ends; promote: it pauses, and goes on when it is among them later',
      kind: 'choice',
      choices: ['stop', 'promote'],
      default: 'stop',
    },
  },
  create: ({ min_iter, max_iter, eta, mode }, { epochs }) => {
    if (max_iter !== undefined && max_iter <= min_iter) {
      throw new UsageError(`Expected \`max_iter\` of the pruner asha to be above \`min_iter\`, got ${max_iter} and ${min_iter}`);
    }
    const halving = new Halving(new Rungs(min_iter, eta, max_iter ?? epochs), eta);
    return mode === 'promote' ? promoting(halving) : { decide: (context) => decideToStop(halving, context) };
  },
});

/** Whether the trial is among the best 1/eta at the rung that it has reached, or the best of fewer. `place` is for the words. */
export function decideToStop(halving: Halving, context: PruneContext, place = ''): PruneDecision {
  return halving.decide(context, (standing) => {
    const { report, ranked } = standing;
    const goOn = Math.max(1, halving.share(ranked));
    const bound = ranked.at(goOn - 1) as number;
    const numbers = inNumbers(standing, goOn, context);
    if (report.loss <= bound) return { prune: false, numbers };
    const best = goOn === 1 ? 'the best one goes on' : `the best ${goOn} go on`;
    const explanation = `${inWords(standing, context)}${place}; ${best} (bound ${inMetricUnits(context.objective, bound)})`;
    return { prune: true, explanation, numbers };
  });
}

function promoting(halving: Halving): Pruner {
  const paused = pausedAtRungs(halving);
  return {
    decide: (context) => decideToPause(halving, context),
    promote: (context, pausing) => promote(halving, paused, context, pausing),
  };
}

function decideToPause(halving: Halving, context: PruneContext): PruneDecision {
  return halving.decide(context, (standing) => {
    const explanation = `${inWords(standing, context)}; it goes on once it is in the best 1/${halving.eta} there`;
    return { prune: true, pause: true, explanation, numbers: inNumbers(standing, halving.share(standing.ranked), context) };
  });
}

/** Algorithm 2, get_job: from the highest rung down, the best trial among the best 1/eta of a rung that has not left it. */
function promote(halving: Halving, paused: PeerIndex, { trials }: PeerContext, pausing?: Trial): number | undefined {
  let promoted: number | undefined;
  for (const rung of halving.rungs) {
    const ranked = halving.at(trials, rung);
    // Trials pass every rung on their way, so where none has come none is higher.
    if (ranked.length === 0) break;
    const share = halving.share(ranked);
    const own = pausing && lossWhereItWaits(halving, pausing, rung);
    const best = paused.at(trials, rung);
    const candidates = [
      [best.numberAt(0), best.at(0)],
      [pausing?.number, own],
    ] as const;
    const places = candidates.flatMap(([number, loss]) =>
      number === undefined || loss === undefined ? [] : [{ number, place: ranked.placeOf(number, loss) }],
    );
    const [first] = places.sort((a, b) => a.place - b.place);
    if (first && first.place < share) promoted = first.number;
  }
  return promoted;
}

/** Of the paused trials, by the last rung that they have reached, their losses there. Promoted ones run, or have gone beyond. */
function pausedAtRungs(halving: Halving): PeerIndex {
  return new PeerIndex({ counts: isPaused, lossAt: (trial, rung) => lossWhereItWaits(halving, trial, rung) });
}

/** Of a paused trial: its loss at a rung if this is the last that it has reached. */
function lossWhereItWaits({ rungs }: Halving, trial: Trial, rung: number): number | undefined {
  const course = courseOf(trial);
  return rungs.reached(lastStep(course), 0) === rung ? lossAt(course, rung) : undefined;
}
