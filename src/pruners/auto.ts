/**
 * The default: picks a pruner by how many steps a trial takes, keeps an audit of it, and eases off where it does harm.
 *
 * - Unknown or one step: nobody knows what early is, or nothing can be stopped early.
 * - A few steps: the median rule. Rungs a factor apart would be one or two, too few to correct a bad start.
 * - Otherwise asynchronous successive halving, trials of different length compared at the same share of their run. It promotes
 *   where trials are known to go on from a checkpoint, as its paper does: a low rung errs, and what it paused can come back. A
 *   user's own function may ignore checkpoints.
 */

import { isTrainingKind } from '../core/task-spec.js';
import { asha } from './asha.js';
import { audited, auditOption } from './audit.js';
import { definePruner } from './define.js';
import { median } from './median.js';
import { none } from './none.js';
import { onOwnLength } from './own-length.js';

const mostStepsOfMedian = 4;
/**
 * Of a run, before the first decision: 54 full random trials are equalled at the least cost over all recorded sweeps
 * (bench/recorded-sweeps.ts). A fiftieth is cheaper for recurrent classifiers, but mostly noise where encoders are fine-tuned.
 */
const firstRungShare = 0.03;
/** A third going on is cheaper for the same recurrent classifiers, and dearer where encoders are fine-tuned. */
const eta = 2;

export const auto = definePruner({
  description: 'Picks by the number of epochs, audits its choice, and eases off where curves cross',
  options: { audit: auditOption },
  create: ({ audit }, { epochs, kind }) => {
    if (epochs === undefined || epochs === 1) {
      const why = epochs === 1 ? 'trials run for 1 epoch' : 'it is not known for how many epochs a trial runs';
      return { ...none.create({}, {}), explain: () => `early termination none, since ${why}` };
    }
    const { name, pruner } =
      epochs <= mostStepsOfMedian
        ? medianRule(epochs)
        : successiveHalving(epochs, kind === 'table' || (kind !== undefined && isTrainingKind(kind)));
    const share = audit === 0 ? '' : `; up to ${Number((100 * audit).toFixed(2))} % of the pruned run on as an audit`;
    return {
      ...audited(onOwnLength(pruner), audit, true),
      explain: () => `early termination ${name}, since trials run up to ${epochs} epochs${share}`,
    };
  },
});

function medianRule(epochs: number) {
  return { name: 'median', pruner: median.create({ min_trials: 5, warmup: 0, interval: 1 }, { epochs }) };
}

function successiveHalving(epochs: number, resumes: boolean) {
  const min_iter = Math.max(1, Math.round(epochs * firstRungShare));
  const mode = resumes ? 'promote' : 'stop';
  return {
    name: `asha (min_iter ${min_iter}, eta ${eta}${resumes ? ', promoting' : ''})`,
    pruner: asha.create({ min_iter, max_iter: epochs, eta, mode }, { epochs }),
  };
}
