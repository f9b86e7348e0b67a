/** The share of examples whose class was predicted, both [examples]. */
export function accuracy(predicted: Int32Array, truth: Int32Array): number {
  let correct = 0;
  truth.forEach((label, i) => {
    if (predicted[i] === label) correct++;
  });
  return correct / truth.length;
}
