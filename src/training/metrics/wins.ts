/** How well the scores of each class rank its own examples above those of every other class. */
export interface Wins {
  /** [classes], the examples of each. */
  readonly counts: Int32Array;
  /**
   * [classes, classes]: of the pairs of an example of class k and one of class j, at [k, j], those in which the former has the higher
   * score of class k, a tie counting half (Mann and Whitney's U).
   */
  readonly won: Float64Array;
}

/**
 * Counts the wins of every class over every other, with as many sorts as there are classes.
 *
 * @param logProbabilities [examples, classes], the scores; of two classes their difference, which tells probabilities apart that
 *   round to 1
 * @param truth [examples]
 */
export function countWins(logProbabilities: Float32Array, truth: Int32Array, classes: number): Wins {
  const { order, starts } = byClass(truth, classes);
  const counts = Int32Array.from({ length: classes }, (_, k) => (starts[k + 1] as number) - (starts[k] as number));
  const won = new Float64Array(classes * classes);
  const scores = new Float32Array(truth.length);
  const ofClass = (j: number) => scores.subarray(starts[j], starts[j + 1]);
  for (let k = 0; k < classes; k++) {
    for (let place = 0; place < order.length; place++) {
      const row = (order[place] as number) * classes;
      const score = logProbabilities[row + k] as number;
      scores[place] = classes === 2 ? score - (logProbabilities[row + 1 - k] as number) : score;
    }
    for (let j = 0; j < classes; j++) ofClass(j).sort();
    for (let j = 0; j < classes; j++) {
      if (j !== k) won[k * classes + j] = winsOver(ofClass(k), ofClass(j));
    }
  }
  return { counts, won };
}

/** The examples class by class, [examples], and where each class begins, [classes + 1]. */
function byClass(truth: Int32Array, classes: number): { order: Int32Array; starts: Int32Array } {
  const starts = new Int32Array(classes + 1);
  for (let i = 0; i < truth.length; i++) increment(starts, (truth[i] as number) + 1);
  for (let k = 0; k < classes; k++) starts[k + 1] = (starts[k + 1] as number) + (starts[k] as number);
  const next = starts.slice();
  const order = new Int32Array(truth.length);
  for (let i = 0; i < truth.length; i++) {
    const k = truth[i] as number;
    order[next[k] as number] = i;
    increment(next, k);
  }
  return { order, starts };
}

/** Of two rising lists: the pairs in which the one's value is above the other's, a tie counting half. */
function winsOver(own: Float32Array, others: Float32Array): number {
  let below = 0;
  let upTo = 0;
  let won = 0;
  for (let i = 0; i < own.length; i++) {
    const score = own[i] as number;
    while (below < others.length && (others[below] as number) < score) below++;
    while (upTo < others.length && (others[upTo] as number) <= score) upTo++;
    won += (below + upTo) / 2;
  }
  return won;
}

function increment(counts: Int32Array, place: number): void {
  counts[place] = (counts[place] as number) + 1;
}
