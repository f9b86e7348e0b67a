/** Mean of -log p of the true class, from log-probabilities [examples, classes]. */
export function meanCrossEntropy(logProbabilities: Float32Array, truth: Int32Array): number {
  const classes = logProbabilities.length / truth.length;
  let sum = 0;
  truth.forEach((label, i) => {
    sum -= logProbabilities[i * classes + label] as number;
  });
  return sum / truth.length;
}

/** The most probable class of each example, the first of equals: from [examples, classes] to [examples]. */
export function mostProbable(scores: Float32Array, classes: number): Int32Array {
  const predicted = new Int32Array(scores.length / classes);
  for (let i = 0; i < predicted.length; i++) {
    let best = 0;
    for (let k = 1; k < classes; k++) {
      if ((scores[i * classes + k] as number) > (scores[i * classes + best] as number)) best = k;
    }
    predicted[i] = best;
  }
  return predicted;
}

export function accuracy(predicted: Int32Array, truth: Int32Array): number {
  let correct = 0;
  truth.forEach((label, i) => {
    if (predicted[i] === label) correct++;
  });
  return correct / truth.length;
}

/** Mean of the classes' F1 = 2 TP / (2 TP + FP + FN), over the classes that occur in `truth` or `predicted` (as scikit-learn does). */
export function macroF1(predicted: Int32Array, truth: Int32Array, classes: number): number {
  const hits = new Float64Array(classes);
  const occurrences = new Float64Array(classes); // TP + FN, plus TP + FP
  truth.forEach((label, i) => {
    const guess = predicted[i] as number;
    occurrences[label] = (occurrences[label] as number) + 1;
    occurrences[guess] = (occurrences[guess] as number) + 1;
    if (guess === label) hits[label] = (hits[label] as number) + 1;
  });
  let sum = 0;
  let present = 0;
  occurrences.forEach((count, k) => {
    if (count === 0) return;
    present++;
    sum += (2 * (hits[k] as number)) / count;
  });
  return sum / present;
}
