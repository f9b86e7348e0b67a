import { median } from '../../math/statistics.js';

/** Losses as numbers about 1 wide: 0 the best one seen, 1 the median. What lies far off is drawn near, within (-3, 3). */
export interface LossScale {
  /** Rises with the loss. */
  toScale(loss: number): number;
  /** Its inverse; what lies near or beyond the ends of (-3, 3) comes out about a hundred widths away. */
  toLoss(x: number): number;
}

/** Beyond, the scale is bent: how bad a bad trial is says nothing about the others, and a loss may well explode to 1e30. */
const bend = 2;

/** `losses`: what the trials began and ended with, finite ones, at least one. */
export function lossScale(losses: readonly number[]): LossScale {
  const best = losses.reduce((low, loss) => Math.min(low, loss), Number.POSITIVE_INFINITY);
  const width = median([...losses]) - best || 1;
  return {
    toScale: (loss) => {
      const x = (loss - best) / width;
      const beyond = Math.abs(x) - bend;
      return beyond <= 0 ? x : Math.sign(x) * (bend + 1 - 1 / (1 + beyond));
    },
    toLoss: (x) => {
      const beyond = Math.min(0.99, Math.abs(x) - bend);
      return best + width * (beyond <= 0 ? x : Math.sign(x) * (bend + beyond / (1 - beyond)));
    },
  };
}
