import { describe, expect, it } from 'vitest';
import { accuracy, macroF1, meanCrossEntropy, mostProbable } from '../../src/training/metrics.js';

describe('metrics', () => {
  // scikit-learn 1.5: f1_score([0, 1, 2, 0, 1, 2], [0, 2, 1, 0, 0, 1], average='macro'), the example of its documentation
  it("computes scikit-learn's macro F1", () => {
    const truth = Int32Array.of(0, 1, 2, 0, 1, 2);
    const predicted = Int32Array.of(0, 2, 1, 0, 0, 1);
    expect(macroF1(predicted, truth, 3)).toBeCloseTo(0.26666666, 6);
    expect(accuracy(predicted, truth)).toBeCloseTo(1 / 3, 12);
  });

  it('leaves classes out of macro F1 that occur nowhere', () => {
    expect(macroF1(Int32Array.of(0, 3), Int32Array.of(0, 3), 5)).toBe(1);
  });

  it('counts a class that was only predicted', () => {
    expect(macroF1(Int32Array.of(0, 1), Int32Array.of(0, 0), 3)).toBeCloseTo((2 / 3 + 0) / 2, 12);
  });

  it('takes the first of equally probable classes', () => {
    expect([...mostProbable(Float32Array.of(1, 3, 3, 2, 0, 1), 3)]).toEqual([1, 0]);
  });

  it('means -log p of the true class', () => {
    const logProbabilities = Float32Array.from([0.5, 0.5, 0.9, 0.1], Math.log);
    const expected = -(Math.log(0.5) + Math.log(0.1)) / 2;
    expect(meanCrossEntropy(logProbabilities, Int32Array.of(0, 1))).toBeCloseTo(expected, 6);
  });
});
