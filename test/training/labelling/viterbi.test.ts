import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { viterbi } from '../../../src/training/labelling/viterbi.js';
import { allPaths, type ListedScores, scoreOf } from './brute-force.js';

function decode({ emissions, transitions, start, end }: ListedScores): number[] {
  const flat = (lists: readonly (readonly number[])[]) => Float32Array.from(lists.flat());
  return [
    ...viterbi({
      emissions: flat(emissions),
      transitions: flat(transitions),
      start: Float32Array.from(start),
      end: Float32Array.from(end),
    }),
  ];
}

/** Whole numbers, which add up exactly. */
const score = fc.integer({ min: -20, max: 20 });
const list = (length: number) => fc.array(score, { minLength: length, maxLength: length });
const table = (rows: number, columns: number) => fc.array(list(columns), { minLength: rows, maxLength: rows });

const scores = fc
  .tuple(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 5 }))
  .chain(([count, time]) =>
    fc.record({ emissions: table(time, count), transitions: table(count, count), start: list(count), end: list(count) }),
  );

describe('the best path', () => {
  it('is none the worse than any other', () => {
    fc.assert(
      fc.property(scores, (given) => {
        const all = allPaths(given.start.length, given.emissions.length);
        expect(scoreOf(given, decode(given))).toBe(Math.max(...all.map((path) => scoreOf(given, path))));
      }),
    );
  });

  it('keeps to what may follow, however good the rest looks', () => {
    const forbidden = -1e4;
    const transitions = [
      [0, forbidden],
      [0, 0],
    ];
    const emissions = [
      [0, 5],
      [0, 9],
      [0, 9],
    ];
    expect(decode({ emissions, transitions, start: [0, forbidden], end: [0, 0] })).toEqual([0, 0, 0]);
  });

  it('of one step counts start and end', () => {
    const transitions = [
      [0, 0],
      [0, 0],
    ];
    expect(decode({ emissions: [[0, 1]], transitions, start: [2, 0], end: [0, 0] })).toEqual([0]);
    expect(decode({ emissions: [[0, 1]], transitions, start: [2, 0], end: [0, 2] })).toEqual([1]);
  });

  it('is empty for a sentence without words', () => {
    expect(decode({ emissions: [], transitions: [[0]], start: [0], end: [0] })).toEqual([]);
  });
});
