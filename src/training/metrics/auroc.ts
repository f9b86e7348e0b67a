/**
 * Area under the receiver operating characteristic: the probability that an example of a class gets a higher score for it than one
 * of another class, a tie counting half (Hanley and McNeil, "The Meaning and Use of the Area under a ROC Curve", 1982,
 * https://doi.org/10.1148/radiology.143.1.7063747). Of two classes it is that of the second; of more the mean of each class against
 * the rest, over those that occur (scikit-learn's `roc_auc_score` with `multi_class='ovr'`). NaN where only one class occurs.
 *
 * @param logProbabilities [examples, classes]
 * @param truth [examples]
 */
export function auroc(logProbabilities: Float32Array, truth: Int32Array, classes: number): number {
  const scores = (score: (row: number) => number) => Float32Array.from(truth, (_, i) => score(i * classes));
  const logP = (index: number) => logProbabilities[index] as number;
  // The logit, which tells probabilities apart that round to 1.
  if (classes === 2)
    return areaOf(
      scores((row) => logP(row + 1) - logP(row)),
      truth,
      1,
    );
  const areas = Array.from({ length: classes }, (_, k) =>
    areaOf(
      scores((row) => logP(row + k)),
      truth,
      k,
    ),
  );
  const known = areas.filter((area) => !Number.isNaN(area));
  return known.reduce((sum, area) => sum + area, 0) / known.length;
}

/** By the rank sum of the class's examples (Mann and Whitney's U), ties taking the mean of their ranks. */
function areaOf(scores: Float32Array, truth: Int32Array, k: number): number {
  const sorted = scores.slice().sort();
  let positives = 0;
  let rankSum = 0;
  truth.forEach((label, i) => {
    if (label !== k) return;
    positives++;
    rankSum += meanRank(sorted, scores[i] as number);
  });
  const negatives = truth.length - positives;
  return (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives);
}

/** From 1, of a score among all scores, which are sorted. */
function meanRank(sorted: Float32Array, score: number): number {
  const below = countWhile(sorted, (other) => other < score);
  const upTo = countWhile(sorted, (other) => other <= score);
  return (below + 1 + upTo) / 2;
}

/** How many of the first values fulfil what later ones do not, by bisection. */
function countWhile(sorted: Float32Array, holds: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (holds(sorted[middle] as number)) low = middle + 1;
    else high = middle;
  }
  return low;
}
