import { courseOf, lastLoss, lastStep } from '../core/course.js';
import type { FinishedTrial } from '../core/trial.js';

/**
 * Orders finished trials for methods that go by rank alone: complete ones by loss, then pruned ones, those that came further
 * first and among equals by their last value, then failed ones; the earlier one of equals first.
 */
export function byStanding(a: FinishedTrial, b: FinishedTrial): number {
  return classOf[a.state] - classOf[b.state] || withinClass(a, b) || a.number - b.number;
}

const classOf = { complete: 0, pruned: 1, failed: 2 } as const;

function withinClass(a: FinishedTrial, b: FinishedTrial): number {
  if (a.state === 'complete' && b.state === 'complete') return a.loss - b.loss;
  if (a.state === 'failed') return 0;
  const [ofA, ofB] = [courseOf(a), courseOf(b)];
  return lastStep(ofB) - lastStep(ofA) || orWorst(lastLoss(ofA)) - orWorst(lastLoss(ofB));
}

function orWorst(loss: number | undefined): number {
  return loss === undefined || Number.isNaN(loss) ? Number.MAX_VALUE : loss;
}
