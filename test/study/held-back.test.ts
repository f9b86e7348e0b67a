import { expect, it } from 'vitest';
import type { Budget, StudySpec } from '../../src/core/study-spec.js';
import { endReason } from '../../src/study/budget.js';
import { epochLimit, repeatsEndReason, timeLimit } from '../../src/study/held-back.js';
import { smallSpace } from '../fixtures/search-spaces.js';
import { completeTrial } from '../fixtures/trials.js';

const race = { seeds: 3, top: 4, drop: true } as const;
const finals = { top: 3, seeds: 5 };

function specOf(budget: Budget, further: Pick<StudySpec, 'repeats' | 'finalize'> = {}): StudySpec {
  return {
    ...{ name: 'test', objective: { metric: 'loss', goal: 'minimize' }, space: smallSpace, sampler: { type: 'random' } },
    ...{ pruner: { type: 'none' }, budget, seed: 0, task: { kind: 'inline' } },
    ...further,
  };
}

it('keeps a fifth of the time and of the epochs each for the race and for the final retrainings', () => {
  const limits = (further: Pick<StudySpec, 'repeats' | 'finalize'>) => {
    const spec = specOf({ timeMs: 1000, epochs: 50 }, further);
    return ([undefined, 'repeat', 'finalize'] as const).map((phase) => [timeLimit(spec, phase), epochLimit(spec, phase)]);
  };
  expect(limits({})).toEqual([
    [1000, 50],
    [1000, 50],
    [1000, 50],
  ]);
  expect(limits({ repeats: race, finalize: finals })).toEqual([
    [expect.closeTo(600), expect.closeTo(30)],
    [800, 40],
    [1000, 50],
  ]);
  expect(limits({ repeats: race })[0]).toEqual([800, 40]);
  expect(limits({ finalize: finals })[0]).toEqual([800, 40]);
  expect(timeLimit(specOf({ trials: 5 }, { repeats: race }), undefined)).toBeUndefined();
});

it('of time that was given later it keeps a share of that', () => {
  const spec = specOf({ timeMs: 3000, timeFromMs: 2000 }, { repeats: race });
  expect(timeLimit(spec, undefined)).toBe(2800);
});

it('ends the search before the repeats', () => {
  const spec = specOf({ timeMs: 1000, epochs: 10 }, { repeats: race });
  expect([endReason(spec, [], 799), endReason(spec, [], 800)]).toEqual([undefined, 'time']);
  const trials = [completeTrial(0, [1, 1, 1, 1]), completeTrial(1, [1, 1, 1, 1])];
  expect(endReason(spec, trials, 0)).toBe('epochs');
  expect(repeatsEndReason(spec, trials, 999, 'repeat')).toBeUndefined();
  expect(repeatsEndReason(spec, trials, 1000, 'repeat')).toBe('time');
  expect(repeatsEndReason(spec, [...trials, completeTrial(2, [1, 1])], 0, 'repeat')).toBe('epochs');
});
