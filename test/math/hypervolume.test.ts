import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hypervolume, hypervolumeContributions, referencePoint } from '../../src/math/hypervolume.js';

const pointsOf = (losses: number) =>
  fc.array(fc.array(fc.integer({ min: 0, max: 5 }), { minLength: losses, maxLength: losses }), { maxLength: 12 });

/** The unit cells of the grid that a point dominates, counted one by one. */
function countedVolume(points: readonly number[][], reference: readonly number[]): number {
  const cells = (m: number): number[][] =>
    m === reference.length
      ? [[]]
      : cells(m + 1).flatMap((rest) => Array.from({ length: reference[m] as number }, (_, i) => [i, ...rest]));
  return cells(0).filter((cell) => points.some((point) => point.every((loss, m) => loss <= (cell[m] as number)))).length;
}

describe('hypervolume', () => {
  it('is the area under a staircase', () => {
    const front = [
      [1, 3],
      [2, 1],
    ];
    // Up to (4, 4): 3 x 1, and 2 x 2 below it.
    expect(hypervolume(front, [4, 4])).toBe(7);
    expect(hypervolume([...front, [3, 3], [5, 0]], [4, 4])).toBe(7);
    expect(hypervolume([], [4, 4])).toBe(0);
    expect(hypervolumeContributions(front, [4, 4])).toEqual([1, 4]);
  });

  it.each([1, 2, 3, 4])('counts the same cells as counting does, with %d losses', (losses) => {
    const reference = Array.from({ length: losses }, () => 5);
    fc.assert(
      fc.property(pointsOf(losses), (points) => {
        expect(hypervolume(points, reference)).toBe(countedVolume(points, reference));
      }),
      { numRuns: 60 },
    );
  });

  it.each([2, 3])('contributes what is lost without a point, with %d losses', (losses) => {
    const reference = Array.from({ length: losses }, () => 5);
    fc.assert(
      fc.property(pointsOf(losses), (points) => {
        const all = hypervolume(points, reference);
        const lost = points.map((_, i) => all - hypervolume(points.toSpliced(i, 1), reference));
        expect(hypervolumeContributions(points, reference)).toEqual(lost);
      }),
    );
  });
});

describe('referencePoint', () => {
  it('lies a tenth of the extent beyond the worst', () => {
    const points = [
      [0, 3],
      [10, 3],
    ];
    expect(referencePoint(points)).toEqual([11, 4]);
    expect(referencePoint([])).toEqual([]);
  });
});
