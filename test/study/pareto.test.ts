import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypervolume, referencePoint } from '../../src/math/hypervolume.js';
import { dominates } from '../../src/math/pareto.js';
import { paretoStandings } from '../../src/study/pareto.js';
import { completeTrial } from '../fixtures/trials.js';

type Point = readonly number[];

/** Trial numbers in the order that the words say: front after front, within each by what the hypervolume loses without the point. */
function naiveRanking(points: readonly Point[]): { number: number; front: number }[] {
  const reference = referencePoint(points);
  const ranking: { number: number; front: number }[] = [];
  let rest = points.map((losses, number) => ({ losses, number }));
  for (let front = 1; rest.length > 0; front++) {
    const members = rest.filter(({ losses }) => !rest.some((other) => dominates(other.losses, losses)));
    const volumeOf = (some: typeof members) =>
      hypervolume(
        some.map(({ losses }) => losses),
        reference,
      );
    const contributions = new Map(
      members.map((member) => [member, volumeOf(members) - volumeOf(members.filter((other) => other !== member))]),
    );
    const lost = (member: (typeof members)[number]) => contributions.get(member) as number;
    ranking.push(...members.sort((a, b) => lost(b) - lost(a) || a.number - b.number).map(({ number }) => ({ number, front })));
    rest = rest.filter((point) => !members.includes(point));
  }
  return ranking;
}

describe('the ranking of several objectives', () => {
  it.each([2, 3, 4])('is the naive one, with %d objectives', (count) => {
    const names = ['a', 'b', 'c', 'd'].slice(0, count);
    const objectives = names.map((metric) => ({ metric, goal: 'minimize' as const }));
    // Tens, so that the reference point, a tenth of the extent beyond them, is whole and no sum is rounded.
    const point = fc.array(
      fc.integer({ min: 0, max: 6 }).map((tens) => 10 * tens),
      { minLength: count, maxLength: count },
    );
    fc.assert(
      fc.property(fc.array(point, { maxLength: 30 }), (points) => {
        const trials = points.map((losses, number) => ({
          ...completeTrial(number, [0]),
          metrics: Object.fromEntries(names.map((name, m) => [name, losses[m] as number])),
        }));
        const ranking = [...paretoStandings(trials, objectives)].map(({ trial, front }) => ({ number: trial.number, front }));
        expect(ranking).toEqual(naiveRanking(points));
      }),
    );
  });
});
