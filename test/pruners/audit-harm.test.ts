import { expect, it } from 'vitest';
import { chanceOfHarm, hazardPosterior } from '../../src/pruners/audit-harm.js';

const standings = (count: number, better: number, of: number) =>
  Array.from({ length: count }, () => ({ won: better === 0, better, of }));
const harm = (of: Parameters<typeof hazardPosterior>[0], costRatio: number) => chanceOfHarm(hazardPosterior(of), costRatio);

it('believes before the first audit what the prior says', () => {
  const posterior = hazardPosterior([]);
  expect(posterior.reduce((sum, probability) => sum + probability, 0)).toBeCloseTo(1, 12);
  // One deviation, a factor of e^1.5, above the prior's median of 1 to 5: P(Z > 1) = 0.1587, of which half a point's mass may miss.
  expect(Math.abs(chanceOfHarm(posterior, 5 / Math.exp(1.5)) - 0.1587)).toBeLessThan(0.016);
});

it('distrusts a pruner whose audited trials end first, the more of them the more', () => {
  const chances = [0, 1, 2, 4].map((count) => harm(standings(count, 0, 5), 2.5));
  expect(chances).toEqual(chances.toSorted((a, b) => a - b));
  expect(chances[0]).toBeLessThan(0.5);
  expect(chances[2]).toBeGreaterThan(0.5);
});

it('trusts one whose audited trials end last, and looks no further than the best quarter', () => {
  expect(harm(standings(20, 8, 8), 2.5)).toBeLessThan(0.05);
  expect(hazardPosterior(standings(4, 8, 8))).toEqual(hazardPosterior(standings(4, 3, 8)));
  expect(hazardPosterior(standings(4, 2, 8))).not.toEqual(hazardPosterior(standings(4, 3, 8)));
});

it('takes pruning for the more harmful the more whole trials one that is let through costs', () => {
  const chances = [0.5, 1, 2, 4, 8].map((costRatio) => harm(standings(3, 6, 6), costRatio));
  expect(chances).toEqual(chances.toSorted((a, b) => a - b));
  expect(chances[4]).toBeGreaterThan(1.1 * (chances[0] as number));
});

it('is the rule of Bayes: an audited trial that beats the only other one has the chance hazard / (1 + hazard)', () => {
  const [before, after] = [hazardPosterior([]), hazardPosterior(standings(1, 0, 1))];
  // The likelihood, found again from the ratio of the two, up to a factor.
  const ratios = before.map((probability, i) => (after[i] as number) / probability);
  const hazards = before.map((_, i) => 0.2 * Math.exp((1.5 * (i - 32)) / 8));
  const factor = (ratios[32] as number) / (0.2 / 1.2);
  for (const [i, hazard] of hazards.entries()) expect((ratios[i] as number) / factor).toBeCloseTo(hazard / (1 + hazard), 10);
});

it('learns nothing from an audited trial that ended before any other', () => {
  expect(hazardPosterior(standings(3, 0, 0))).toEqual(hazardPosterior([]));
});
