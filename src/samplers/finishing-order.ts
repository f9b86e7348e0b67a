import { type FinishedTrial, isFinished, type Trial } from '../core/trial.js';

/**
 * Finished trials in the order in which they finished, the lower number first at the same time: how methods that work in
 * generations are replayed from the trials alone, however many trials ran at a time.
 */
export function inFinishingOrder(trials: readonly Trial[]): FinishedTrial[] {
  return trials.filter(isFinished).sort((a, b) => a.finishedAt - b.finishedAt || a.number - b.number);
}
