import { describe, expect, it } from 'vitest';
import type { Objective } from '../../../src/core/objective.js';
import type { CompleteTrial, Trial } from '../../../src/core/trial.js';
import { paretoSplit } from '../../../src/samplers/tpe/pareto-split.js';
import { completeTrial, failedTrial, prunedTrial, runningTrial } from '../../fixtures/trials.js';

const objectives: readonly Objective[] = [
  { metric: 'a', goal: 'minimize' },
  { metric: 'b', goal: 'minimize' },
];

/** Complete trials of these losses, filled up with dominated ones to `count`: a tenth of them is good. */
function trialsOf(points: readonly (readonly [a: number, b: number])[], count: number): CompleteTrial[] {
  const filled = [...points, ...Array.from({ length: count - points.length }, (_, i) => [50 + i, 50 + i] as const)];
  return filled.map(([a, b], number) => ({ ...completeTrial(number, [a]), metrics: { a, b } }));
}

const goodOf = (trials: readonly Trial[]) => [...paretoSplit(trials, objectives, true).good];

describe('the split for several objectives', () => {
  it('takes whole fronts, and of the one that does not fit what dominates most', () => {
    // (1, 4) and (4, 1) are the front. Behind it, up to (6.4, 6.4), (2, 6) dominates 4.4 * 0.4, (3, 5) 3.4 * 1.4 and (6, 2) 0.4 * 4.4.
    const trials = trialsOf(
      [
        [2, 6],
        [1, 4],
        [3, 5],
        [6, 2],
        [4, 1],
      ],
      21,
    );
    expect(goodOf(trials)).toEqual([1, 2, 4]);
  });

  it('takes what dominates most together', () => {
    // Up to (11, 11): (2, 7) dominates 36, (1, 8) and (8, 1) 30, the ends 11. Beside (2, 7) they add 3, 18, 2 and 7; beside
    // (8, 1) as well, (1, 8) adds 3, (0, 10) 2 and (10, 0) 1.
    const trials = trialsOf(
      [
        [0, 10],
        [1, 8],
        [2, 7],
        [8, 1],
        [10, 0],
      ],
      21,
    );
    expect(goodOf(trials)).toEqual([1, 2, 3]);
    expect(goodOf(trials.slice(0, 20))).toEqual([2, 3]);
    expect(goodOf(trials.slice(0, 10))).toEqual([2]);
  });

  it('weighs good trials by what each dominates alone', () => {
    const trials = trialsOf(
      [
        [1, 4],
        [4, 1],
        [3, 5],
      ],
      21,
    );
    // Up to (4.3, 5.4): (1, 4) dominates 3.3 * 1.4 = 4.62, of which 0.3 * 1.4 = 0.42 are also (4, 1)'s, 1.3 * 0.4 = 0.52 (3, 5)'s and
    // 0.3 * 0.4 = 0.12 both's: 3.8 alone. (4, 1) dominates 0.3 * 4.4 = 1.32, 0.9 alone. (3, 5) is behind (1, 4).
    const { good, goodWeights } = paretoSplit(trials, objectives, true);
    expect([...good]).toEqual([0, 1, 2]);
    expect(goodWeights?.[0]).toBe(1);
    expect(goodWeights?.[1]).toBeCloseTo(0.9 / 3.8, 12);
    expect(goodWeights?.[2]).toBe(1e-12);
  });

  it('weighs good trials alike where none dominates anything alone', () => {
    const twice = trialsOf(
      [
        [1, 1],
        [1, 1],
      ],
      11,
    );
    expect([...(paretoSplit(twice, objectives, true).goodWeights ?? [])]).toEqual([1, 1]);
  });

  it('turns the sign of what is maximized', () => {
    const best = trialsOf([[10, 60]], 10);
    const worst = { ...best[3], metrics: { a: 5, b: 20 } } as CompleteTrial;
    const speed = [objectives[0] as Objective, { metric: 'b', goal: 'maximize' } as const];
    const trials = best.map((trial) => (trial.number === 3 ? worst : trial));
    expect([...paretoSplit(trials, speed, true).good]).toEqual([0]);
    expect([...paretoSplit(trials, objectives, true).good]).toEqual([3]);
  });

  it('counts failed trials as bad, running ones as the liar says, and pruned ones not at all', () => {
    const trials = [...trialsOf([[1, 1]], 10), failedTrial(10), prunedTrial(11, [0]), runningTrial(12)];
    const [asLiar, honest] = [paretoSplit(trials, objectives, true), paretoSplit(trials, objectives, false)];
    expect([...asLiar.notBad]).toEqual([0, 11]);
    expect([...honest.notBad]).toEqual([0, 11, 12]);
    expect([[...asLiar.good], [...honest.good]]).toEqual([[0], [0]]);
  });
});
