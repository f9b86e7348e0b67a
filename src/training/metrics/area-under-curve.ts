/**
 * Area under the receiver operating characteristic: the probability that an example of one class gets a higher score than one of
 * another, a tie counting half (Hanley and McNeil, "The Meaning and Use of the Area under a ROC Curve", 1982,
 * https://doi.org/10.1148/radiology.143.1.7063747), by the rank sum of the class's examples (Mann and Whitney's U), ties taking the
 * mean of their ranks. NaN where one of the two has no example.
 *
 * @param scores [examples]
 * @param isOfClass whether an example, by its place, is of the one class
 */
export function areaUnderCurve(scores: Float32Array, isOfClass: (example: number) => boolean): number {
  const sorted = scores.slice().sort();
  let positives = 0;
  let rankSum = 0;
  scores.forEach((score, i) => {
    if (!isOfClass(i)) return;
    positives++;
    rankSum += meanRank(sorted, score);
  });
  const negatives = scores.length - positives;
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
