import { areaUnderCurve } from './area-under-curve.js';

/**
 * How well scores rank the examples of a class above others, as the area under the receiver operating characteristic. Of two classes
 * it is that of the second; of more the mean of each class against the rest, over those that occur (scikit-learn's `roc_auc_score`
 * with `multi_class='ovr'`): it depends on how frequent the classes are. NaN where only one class occurs.
 *
 * @param logProbabilities [examples, classes]
 * @param truth [examples]
 */
export function auroc(logProbabilities: Float32Array, truth: Int32Array, classes: number): number {
  if (classes === 2) return areaUnderCurve(logits(logProbabilities), (i) => truth[i] === 1);
  const areas = Array.from({ length: classes }, (_, k) => {
    const scores = Float32Array.from(truth, (_, i) => logProbabilities[i * classes + k] as number);
    return areaUnderCurve(scores, (i) => truth[i] === k);
  });
  return meanOfKnown(areas);
}

/**
 * The measure M of Hand and Till ("A Simple Generalisation of the Area Under the ROC Curve for Multiple Class Classification
 * Problems", 2001, eq. 7, https://doi.org/10.1023/A:1010920819831): the mean over all pairs of classes that occur of how well each
 * is told from the other among the examples of these two, so that it does not depend on how frequent they are (scikit-learn's
 * `roc_auc_score` with `multi_class='ovo'`). Of two classes it is `auroc`. NaN where only one class occurs.
 *
 * @param logProbabilities [examples, classes]
 * @param truth [examples]
 */
export function pairwiseAuroc(logProbabilities: Float32Array, truth: Int32Array, classes: number): number {
  if (classes === 2) return auroc(logProbabilities, truth, classes);
  const examples = Array.from({ length: classes }, (): number[] => []);
  truth.forEach((k, i) => {
    (examples[k] as number[]).push(i);
  });
  /** How well the score of class `k` tells it from class `other`. */
  const area = (k: number, other: number): number => {
    const own = examples[k] as number[];
    const both = [...own, ...(examples[other] as number[])];
    const scores = Float32Array.from(both, (i) => logProbabilities[i * classes + k] as number);
    return areaUnderCurve(scores, (place) => place < own.length);
  };
  const present = examples.flatMap((list, k) => (list.length > 0 ? [k] : []));
  return meanOfKnown(present.flatMap((k) => present.filter((other) => other !== k).map((other) => area(k, other))));
}

/** [examples] Of two classes: they tell probabilities apart that round to 1. */
function logits(logProbabilities: Float32Array): Float32Array {
  return Float32Array.from(
    { length: logProbabilities.length / 2 },
    (_, i) => (logProbabilities[2 * i + 1] as number) - (logProbabilities[2 * i] as number),
  );
}

function meanOfKnown(areas: readonly number[]): number {
  const known = areas.filter((area) => !Number.isNaN(area));
  return known.reduce((sum, area) => sum + area, 0) / known.length;
}
