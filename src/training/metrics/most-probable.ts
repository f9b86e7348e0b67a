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
