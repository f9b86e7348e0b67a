import { resample } from '../core/resample.js';

const LEVELS = '▁▂▃▄▅▆▇█';
const MISSING = '·';

/**
 * A learning curve in one line of at most `width` characters, scaled to its own range and turned so that up is better
 * whatever the objective's goal. A longer curve shows the mean of each stretch; NaN and infinities are dots.
 */
export function sparkline(losses: readonly number[], width: number): string {
  const points = resample(losses, width);
  const finite = points.filter(Number.isFinite);
  const best = Math.min(...finite);
  const worst = Math.max(...finite);
  return points
    .map((loss) => {
      if (!Number.isFinite(loss)) return MISSING;
      const height = worst > best ? (worst - loss) / (worst - best) : 0.5;
      return LEVELS[Math.round(height * (LEVELS.length - 1))];
    })
    .join('');
}
