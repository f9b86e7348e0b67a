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

/** The values as at most `count` means of neighbouring ones; a stretch without a finite value is NaN. */
export function resample(values: readonly number[], count: number): readonly number[] {
  if (values.length <= count) return values;
  return Array.from({ length: count }, (_, i) => {
    const from = Math.floor((i * values.length) / count);
    const stretch = values.slice(from, Math.floor(((i + 1) * values.length) / count)).filter(Number.isFinite);
    return stretch.reduce((sum, value) => sum + value, 0) / stretch.length;
  });
}
