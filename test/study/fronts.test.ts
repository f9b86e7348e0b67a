import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Objective } from '../../src/core/objective.js';
import type { CompleteTrial } from '../../src/core/trial.js';
import { Fronts } from '../../src/study/fronts.js';
import { paretoStandings } from '../../src/study/pareto.js';

const objectives: readonly Objective[] = ['a', 'b', 'c'].map((metric) => ({ metric, goal: 'minimize' }));

function trialsOf(points: readonly (readonly number[])[]): CompleteTrial[] {
  return points.map(([a = 0, b = 0, c = 0], number) => ({
    ...{ number, params: {}, attempt: 1, reports: [], startedAt: 0, finishedAt: 1 },
    ...{ state: 'complete', loss: a, metrics: { a, b, c } },
  }));
}

/** Few different values, so that there are equals. */
const points = fc.array(fc.tuple(fc.nat({ max: 6 }), fc.nat({ max: 6 }), fc.nat({ max: 6 })), { minLength: 1, maxLength: 40 });

it('has the fronts and their order that ranking all at once gives, whatever is added', () => {
  fc.assert(
    fc.property(points, fc.constantFrom(2, 3), fc.nat({ max: 40 }), (losses, count, earlier) => {
      const trials = trialsOf(losses);
      const asked = objectives.slice(0, count);
      const expected = [...paretoStandings(trials, asked)];
      for (const which of ['all', 'first'] as const) {
        const start = Fronts.of(trials.slice(0, earlier), asked, which);
        const fronts = trials.slice(earlier).reduce((before, trial) => before.with(trial), start);
        const seen = fronts.fronts.flatMap((front, i) =>
          front.ordered(fronts.reference).map(({ trial }) => [trial.number, i + 1]),
        );
        const wanted = expected.map(({ trial, front }) => [trial.number, front]);
        expect(seen).toEqual(which === 'all' ? wanted : wanted.filter(([, front]) => front === 1));
        expect(fronts.best).toBe(expected[0]?.trial);
        if (which === 'first') continue;
        for (const { trial, front } of expected) expect(fronts.frontOf(trial)).toBe(front - 1);
        // Also of those that it was made of.
        for (const { trial, front } of paretoStandings(trials.slice(0, earlier), asked)) {
          expect(start.frontOf(trial)).toBe(front - 1);
        }
      }
    }),
  );
});

it('puts a large front of three objectives in the order of the trials', () => {
  const angles = Array.from({ length: 300 }, (_, i) => ((i * 37) % 300) / 300);
  const trials = trialsOf(angles.map((x) => [x, 1 - x, (x * 7) % 1]));
  const [front] = Fronts.of(trials, objectives).fronts;
  expect(front?.ordered([2, 2, 2]).map(({ trial }) => trial.number)).toEqual(trials.map(({ number }) => number));
});
