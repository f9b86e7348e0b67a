import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { accuracy } from '../../../src/training/metrics/accuracy.js';
import * as areas from '../../../src/training/metrics/auroc.js';
import { macroF1, macroPrecision, macroRecall, microF1, weightedF1 } from '../../../src/training/metrics/averages.js';
import { calibrationError } from '../../../src/training/metrics/calibration-error.js';
import { countClasses } from '../../../src/training/metrics/class-counts.js';
import { logLoss } from '../../../src/training/metrics/log-loss.js';
import { matthews } from '../../../src/training/metrics/matthews.js';
import { mostProbable } from '../../../src/training/metrics/most-probable.js';
import { countWins } from '../../../src/training/metrics/wins.js';

/** Log-probabilities [examples, classes] from rows of probabilities. */
function logs(rows: readonly (readonly number[])[]): Float32Array {
  return Float32Array.from(rows.flat(), Math.log);
}

function auroc(logProbabilities: Float32Array, truth: Int32Array, classes: number): number {
  return areas.auroc(countWins(logProbabilities, truth, classes));
}

function pairwiseAuroc(logProbabilities: Float32Array, truth: Int32Array, classes: number): number {
  return areas.pairwiseAuroc(countWins(logProbabilities, truth, classes));
}

// The example of scikit-learn's documentation of f1_score, precision_score, recall_score and their `fscore_support`.
const truth = Int32Array.of(0, 1, 2, 0, 1, 2);
const predicted = Int32Array.of(0, 2, 1, 0, 0, 1);

describe('counts', () => {
  it("computes scikit-learn's averages", () => {
    const counts = countClasses(predicted, truth, 3);
    expect(macroPrecision(counts)).toBeCloseTo(0.2222222, 6);
    expect(macroRecall(counts)).toBeCloseTo(0.3333333, 6);
    expect(macroF1(counts)).toBeCloseTo(0.2666666, 6);
    expect(microF1(counts)).toBeCloseTo(0.3333333, 6);
    expect(accuracy(predicted, truth)).toBeCloseTo(1 / 3, 12);
  });

  it("computes scikit-learn's weighted F1 and Matthews' coefficient of unequal classes", () => {
    // scikit-learn 1.9.1: f1_score(truth, predicted, average='weighted'), matthews_corrcoef(truth, predicted)
    const unequal = Int32Array.of(0, 0, 0, 0, 0, 0, 1, 1, 1, 2);
    const counts = countClasses(Int32Array.of(0, 0, 0, 0, 1, 2, 1, 1, 0, 2), unequal, 3);
    expect(weightedF1(counts)).toBeCloseTo(0.703030303030303, 12);
    expect(matthews(counts)).toBeCloseTo(0.5011933191197055, 12);
    expect(matthews(countClasses(predicted, truth, 3))).toBeCloseTo(0, 12);
    expect(matthews(countClasses(unequal, unequal, 3))).toBeCloseTo(1, 12);
  });

  it('is 0 for one class for all, as scikit-learn has it', () => {
    expect(matthews(countClasses(Int32Array.of(0, 0, 0), Int32Array.of(0, 0, 1), 2))).toBe(0);
    expect(matthews(countClasses(Int32Array.of(0, 0), Int32Array.of(0, 0), 2))).toBe(0);
  });

  it('leaves classes out that occur nowhere', () => {
    const counts = countClasses(Int32Array.of(0, 3), Int32Array.of(0, 3), 5);
    expect([macroPrecision(counts), macroRecall(counts), macroF1(counts)]).toEqual([1, 1, 1]);
  });

  it('counts a class that was only predicted, or never', () => {
    const counts = countClasses(Int32Array.of(0, 1), Int32Array.of(0, 0), 3);
    expect(macroPrecision(counts)).toBe((1 + 0) / 2);
    expect(macroRecall(counts)).toBe((1 / 2 + 0) / 2);
    expect(macroF1(counts)).toBeCloseTo((2 / 3 + 0) / 2, 12);
  });

  it('has the accuracy for micro F1, whatever the predictions', () => {
    const labels = fc.array(fc.tuple(fc.nat(3), fc.nat(3)), { minLength: 1, maxLength: 30 });
    fc.assert(
      fc.property(labels, (pairs) => {
        const [guesses, classes] = [0, 1].map((side) => Int32Array.from(pairs, (pair) => pair[side] as number));
        const counts = countClasses(guesses as Int32Array, classes as Int32Array, 4);
        expect(microF1(counts)).toBeCloseTo(accuracy(guesses as Int32Array, classes as Int32Array), 12);
      }),
    );
  });
});

describe('mostProbable', () => {
  it('takes the first of equally probable classes', () => {
    expect([...mostProbable(Float32Array.of(1, 3, 3, 2, 0, 1), 3)]).toEqual([1, 0]);
  });
});

describe('logLoss', () => {
  // The example of scikit-learn's documentation of log_loss: classes ham, spam
  it("computes scikit-learn's", () => {
    const probabilities = [
      [0.1, 0.9],
      [0.9, 0.1],
      [0.8, 0.2],
      [0.35, 0.65],
    ];
    expect(logLoss(logs(probabilities), Int32Array.of(1, 0, 0, 1))).toBeCloseTo(0.21616, 5);
  });
});

/** The share of pairs (one of the class, one of another) that are in the right order, ties half. */
function shareOfPairs(scores: readonly number[], classes: Int32Array, k: number): number {
  let pairs = 0;
  let right = 0;
  scores.forEach((positive, i) => {
    scores.forEach((negative, j) => {
      if (classes[i] !== k || classes[j] === k) return;
      pairs++;
      right += positive > negative ? 1 : positive === negative ? 0.5 : 0;
    });
  });
  return right / pairs;
}

describe('auroc', () => {
  // The example of scikit-learn's user guide of roc_auc_score
  it("computes scikit-learn's of two classes", () => {
    const rows = [0.1, 0.4, 0.35, 0.8].map((p) => [1 - p, p]);
    expect(auroc(logs(rows), Int32Array.of(0, 0, 1, 1), 2)).toBe(0.75);
  });

  it('counts a tie half', () => {
    const rows = [0.5, 0.5, 0.5, 0.9].map((p) => [1 - p, p]);
    // Pairs (positive, negative): (0.5, 0.5) half, (0.9, 0.5) right.
    expect(auroc(logs(rows.slice(1)), Int32Array.of(0, 1, 1), 2)).toBe((0.5 + 1) / 2);
    expect(auroc(logs([...rows.slice(0, 3)]), Int32Array.of(0, 1, 0), 2)).toBe(0.5);
  });

  it('tells probabilities apart that round to 1', () => {
    const rows = Float32Array.of(-20, 0, -30, 0, -25, 0);
    expect(auroc(rows, Int32Array.of(0, 1, 1), 2)).toBe(1);
  });

  it('is the mean of the classes that occur, each against the rest', () => {
    const levels = [0.05, 0.1, 0.2, 0.3, 0.35];
    const example = fc.tuple(fc.nat(2), fc.tuple(...[0, 1, 2, 3].map(() => fc.constantFrom(...levels))));
    fc.assert(
      fc.property(fc.array(example, { minLength: 2, maxLength: 25 }), (examples) => {
        const classes = Int32Array.from(examples, ([label]) => label);
        fc.pre(new Set(classes).size > 1);
        const present = [0, 1, 2, 3].filter((k) => classes.includes(k));
        const shares = present.map((k) =>
          shareOfPairs(
            examples.map(([, row]) => row[k] as number),
            classes,
            k,
          ),
        );
        const expected = shares.reduce((sum, share) => sum + share, 0) / shares.length;
        expect(auroc(logs(examples.map(([, row]) => row)), classes, 4)).toBeCloseTo(expected, 12);
      }),
    );
  });

  it('is not a number where one class is all there is', () => {
    const rows = [0.1, 0.4].map((p) => [1 - p, p]);
    expect(auroc(logs(rows), Int32Array.of(1, 1), 2)).toBeNaN();
  });
});

/** Ten examples of three classes, some with equal scores. */
const three = {
  truth: Int32Array.of(0, 0, 0, 0, 0, 1, 1, 1, 2, 2),
  probabilities: [
    [0.7, 0.2, 0.1],
    [0.4, 0.5, 0.1],
    [0.6, 0.3, 0.1],
    [0.3, 0.3, 0.4],
    [0.5, 0.1, 0.4],
    [0.2, 0.6, 0.2],
    [0.4, 0.4, 0.2],
    [0.1, 0.5, 0.4],
    [0.3, 0.2, 0.5],
    [0.4, 0.3, 0.3],
  ],
};

describe('auroc and pairwiseAuroc', () => {
  // scikit-learn 1.9.1: roc_auc_score(truth, probabilities, average='macro', multi_class='ovr') and 'ovo'
  it("compute scikit-learn's of three classes", () => {
    const logProbabilities = logs(three.probabilities);
    expect(auroc(logProbabilities, three.truth, 3)).toBeCloseTo(0.8670238095238095, 12);
    expect(pairwiseAuroc(logProbabilities, three.truth, 3)).toBeCloseTo(0.8722222222222223, 12);
  });

  it('are the same of two classes', () => {
    const rows = logs([0.1, 0.4, 0.35, 0.8].map((p) => [1 - p, p]));
    expect(pairwiseAuroc(rows, Int32Array.of(0, 0, 1, 1), 2)).toBe(0.75);
  });

  it('differ in that one of the two does not depend on how frequent the classes are', () => {
    // The five examples of class 0 three times.
    const places = [...three.truth.keys(), 0, 1, 2, 3, 4, 0, 1, 2, 3, 4];
    const rows = logs(places.map((place) => three.probabilities[place] as number[]));
    const truth = Int32Array.from(places, (place) => three.truth[place] as number);
    expect(pairwiseAuroc(rows, truth, 3)).toBeCloseTo(0.8722222222222223, 12);
    expect(auroc(rows, truth, 3)).not.toBeCloseTo(0.8670238095238095, 3);
  });
});

describe('pairwiseAuroc', () => {
  it('leaves out a class that does not occur, and is not a number where one class is all there is', () => {
    const rows = logs([
      [0.5, 0.3, 0.2],
      [0.2, 0.3, 0.5],
      [0.4, 0.2, 0.4],
    ]);
    // Classes 0 and 2 alone: the scores of each rank their examples rightly.
    expect(pairwiseAuroc(rows, Int32Array.of(0, 2, 2), 3)).toBe(1);
    expect(pairwiseAuroc(rows, Int32Array.of(1, 1, 1), 3)).toBeNaN();
  });
});

describe('calibrationError', () => {
  // The example of torchmetrics' documentation of MulticlassCalibrationError, three bins, l1
  it("computes torchmetrics'", () => {
    const probabilities = [
      [0.25, 0.2, 0.55],
      [0.55, 0.05, 0.4],
      [0.1, 0.3, 0.6],
      [0.9, 0.05, 0.05],
    ];
    const guesses = Int32Array.of(2, 0, 2, 0);
    expect(calibrationError(logs(probabilities), guesses, Int32Array.of(0, 1, 2, 0), 3)).toBeCloseTo(0.2, 6);
  });

  it('has fifteen bins, whose ends are multiples of 1/15, and 1 in the last', () => {
    const guesses = Int32Array.of(0, 0);
    const errorOf = (...confidences: number[]) =>
      calibrationError(logs(confidences.map((p) => [p, 1 - p])), guesses, Int32Array.of(0, 1));
    // Bin 12 ends at 0.8: what the one has too little and the other too much does not cancel out, but does within bin 13.
    expect(errorOf(0.79, 0.81)).toBeCloseTo((0.21 + 0.81) / 2, 6);
    expect(errorOf(0.81, 0.86)).toBeCloseTo((0.86 - 0.19) / 2, 6);
    expect(calibrationError(Float32Array.of(0, -100), Int32Array.of(0), Int32Array.of(0))).toBe(0);
  });
});
