import type { Trial } from '../core/trial.js';
import { SortedList } from './sorted-list.js';

/** None yet; in number order. */
export const noTrials = SortedList.of<Trial>([], byNumber);

export function byNumber(a: Trial, b: Trial): number {
  return a.number - b.number;
}

/** The trial with a number, of trials in number order. */
export function numbered(trials: SortedList<Trial>, trialNumber: number): Trial | undefined {
  const trial = trials.firstNot(({ number }) => number < trialNumber);
  return trial?.number === trialNumber ? trial : undefined;
}
