import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { courseOf } from '../../src/core/course.js';
import type { Trial } from '../../src/core/trial.js';
import { lossAt } from '../../src/pruners/intermediate-value.js';
import { PeerIndex, type PeerRule } from '../../src/pruners/peer-index.js';
import type { RankedLosses } from '../../src/pruners/ranked-losses.js';
import { completeTrial, prunedTrial, runningTrial } from '../fixtures/trials.js';

const rule: PeerRule = {
  counts: ({ state }) => state === 'complete',
  lossAt: (trial, step) => lossAt(courseOf(trial), step),
};

/** The same without an index. */
function ranked(trials: readonly Trial[], level: number): { losses: number[]; numbers: number[] } {
  const entries = trials
    .filter(rule.counts)
    .map((trial) => ({ number: trial.number, loss: rule.lossAt(trial, level) ?? Number.NaN }))
    .filter(({ loss }) => !Number.isNaN(loss))
    .sort((a, b) => a.loss - b.loss || a.number - b.number);
  return { losses: entries.map(({ loss }) => loss), numbers: entries.map(({ number }) => number) };
}

function inOrder(losses: RankedLosses): ReturnType<typeof ranked> {
  const places = Array.from({ length: losses.length }, (_, place) => place);
  return { losses: places.map((place) => losses.at(place) as number), numbers: places.map((i) => losses.numberAt(i) as number) };
}

// Few different losses, so that many are equal.
const history = fc.array(fc.oneof({ weight: 5, arbitrary: fc.integer({ min: 0, max: 3 }) }, fc.constant(Number.NaN)), {
  maxLength: 4,
});
const list = fc
  .array(fc.tuple(history, fc.constantFrom(completeTrial, completeTrial, prunedTrial, runningTrial)), { maxLength: 8 })
  .map((histories) => histories.map(([losses, make], number): Trial => make(number, losses)));

describe('an index of peers', () => {
  it('answers of any list what the list says, whichever it was asked of before', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(list, fc.integer({ min: 1, max: 4 })), { minLength: 2, maxLength: 12 }), (questions) => {
        const index = new PeerIndex(rule);
        for (const [trials, level] of questions) {
          expect(inOrder(index.at(trials, level))).toEqual(ranked(trials, level));
        }
      }),
    );
  });

  it('does not mistake another list for one that goes on', () => {
    const index = new PeerIndex(rule);
    const numbered = (...numbers: number[]) => numbers.map((number) => completeTrial(number, [number]));
    for (const trials of [numbered(0, 1, 2), numbered(2), numbered(1, 2), numbered(0, 2, 1)]) {
      expect(inOrder(index.at(trials, 1)).numbers).toEqual(ranked(trials, 1).numbers);
    }
  });

  it('ranks by what is better, equals alike', () => {
    const trials = [3, 1, 1, 2].map((loss, i) => completeTrial(i, [loss]));
    const peers = new PeerIndex(rule).at(trials, 1);
    expect([0, 1, 2, 2.5, 9].map((loss) => peers.rankOf(loss))).toEqual([1, 1, 3, 4, 5]);
  });
});

describe('the loss that stands for a step', () => {
  it('is that of the first finite value at it or after it', () => {
    const sparse = courseOf({ reports: [2, 4, 9].map((step) => ({ step, metrics: { loss: step }, loss: step })) });
    expect([1, 2, 3, 4, 5, 9, 10].map((step) => lossAt(sparse, step))).toEqual([2, 2, 4, 4, 9, 9, undefined]);
    expect(lossAt(courseOf(completeTrial(0, [1, Number.NaN, 3])), 2)).toBe(3);
    expect(lossAt(courseOf(completeTrial(0, [1, Number.POSITIVE_INFINITY])), 2)).toBeUndefined();
  });
});
