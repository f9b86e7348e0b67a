import { normalCdf } from '../src/math/normal.js';

/**
 * Two-sided p of the Mann-Whitney test that two samples come from one distribution, by the normal approximation with corrections
 * for ties and continuity: Mann & Whitney 1947, https://doi.org/10.1214/aoms/1177730491. Samples of 20 are enough for it.
 */
export function rankSumTest(a: readonly number[], b: readonly number[]): number {
  const pooled = [...a, ...b].sort((x, y) => x - y);
  const [n, m, total] = [a.length, b.length, pooled.length];
  const counts = new Map<number, number>();
  for (const value of pooled) counts.set(value, (counts.get(value) ?? 0) + 1);
  const ties = [...counts.values()].reduce((sum, t) => sum + t ** 3 - t, 0);
  const variance = ((n * m) / 12) * (total + 1 - ties / (total * (total - 1)));
  if (variance === 0) return 1;
  const offset = Math.abs(wins(a, b) - (n * m) / 2);
  return Math.min(1, 2 * normalCdf(-Math.max(0, offset - 0.5) / Math.sqrt(variance)));
}

/** Pairs in which a's value is the smaller; ties count half. */
export function wins(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, x) => sum + b.reduce((won, y) => won + (x < y ? 1 : x === y ? 0.5 : 0), 0), 0);
}
