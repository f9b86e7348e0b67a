import { isFinished, type Trial } from '../core/trial.js';

/** How many trials were drawn, and between which losses the best of them is in eight of ten orders. */
export interface BandPoint {
  readonly drawn: number;
  readonly low: number;
  readonly high: number;
}

/** The share of orders on either side of the band. */
const tail = 0.1;
/** Points along the band. */
const mostPoints = 200;

/**
 * Where the best loss so far would be if the same trials had come in any other order: exact, without a simulation. Drawing n of N
 * without replacement leaves out the best r with probability C(N - r, n) / C(N, n). What is chance in the course of a search is in
 * the band; a search that learns finds its good trials late and is below it first. Trials without a final loss are worse than all.
 */
export function orderBand(trials: readonly Trial[]): BandPoint[] {
  const total = trials.filter(isFinished).length;
  const losses = trials
    .flatMap((trial) => (trial.state === 'complete' && Number.isFinite(trial.loss) ? [trial.loss] : []))
    .sort((a, b) => a - b);
  const step = Math.max(1, total / mostPoints);
  const points = Array.from({ length: Math.min(total, mostPoints) }, (_, i) => Math.min(total, Math.round((i + 1) * step)));
  return points.flatMap((drawn): BandPoint[] => {
    const [low, high] = [tail, 1 - tail].map((share) => losses[rankReached(share, drawn, total) - 1]);
    return low === undefined || high === undefined ? [] : [{ drawn, low, high }];
  });
}

/** The least r such that one of the best r of `total` is among `drawn` with probability `share` at least. */
function rankReached(share: number, drawn: number, total: number): number {
  let missed = 1;
  for (let rank = 1; rank <= total; rank++) {
    missed *= Math.max(0, total - drawn - rank + 1) / (total - rank + 1);
    if (1 - missed >= share) return rank;
  }
  return total;
}
