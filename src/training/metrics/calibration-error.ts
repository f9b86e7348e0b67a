/**
 * Expected calibration error: how far the confidence in a prediction is from the share of right ones, over bins of equal width,
 * weighted by their examples (Guo et al., "On Calibration of Modern Neural Networks", 2017, eq. 3,
 * https://arxiv.org/abs/1706.04599, with their 15 bins): 0 at best, 1 at worst.
 *
 * @param logProbabilities [examples, classes]
 * @param predicted [examples], the most probable class of each
 * @param truth [examples]
 */
export function calibrationError(
  logProbabilities: Float32Array,
  predicted: Int32Array,
  truth: Int32Array,
  bins: number = 15,
): number {
  const classes = logProbabilities.length / truth.length;
  /** By bin: the sum over its examples of (right, 1 or 0) - confidence. */
  const gaps = new Float64Array(bins);
  truth.forEach((label, i) => {
    const guess = predicted[i] as number;
    const confidence = Math.exp(logProbabilities[i * classes + guess] as number);
    // Bin m is ((m - 1) / M, m / M].
    const bin = Math.min(bins - 1, Math.max(0, Math.ceil(confidence * bins) - 1));
    gaps[bin] = (gaps[bin] as number) + Number(guess === label) - confidence;
  });
  // |B| / n |acc(B) - conf(B)| is |sum of the bin's gaps| / n.
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / truth.length;
}
