/** Mean of -log p of the true class, from log-probabilities [examples, classes]. */
export function logLoss(logProbabilities: Float32Array, truth: Int32Array): number {
  const classes = logProbabilities.length / truth.length;
  let sum = 0;
  truth.forEach((label, i) => {
    sum -= logProbabilities[i * classes + label] as number;
  });
  return sum / truth.length;
}
