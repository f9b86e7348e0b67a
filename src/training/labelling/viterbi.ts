/** The scores of paths, as plain numbers. K tags. */
export interface PathScores {
  /** [time, K] */
  readonly emissions: Float32Array;
  /** [K, K], from row to column */
  readonly transitions: Float32Array;
  /** [K] */
  readonly start: Float32Array;
  /** [K] */
  readonly end: Float32Array;
}

/**
 * The path with the highest score (Viterbi, "Error Bounds for Convolutional Codes and an Asymptotically Optimum Decoding
 * Algorithm", 1967, https://doi.org/10.1109/TIT.1967.1054010): a tag for each step of time, the first of equals. It takes
 * time x K^2 steps.
 */
export function viterbi({ emissions, transitions, start, end }: PathScores): Int32Array {
  const count = start.length;
  const time = emissions.length / count;
  const best = Float64Array.from(start); // of the paths that end in each tag
  const origins = new Int32Array(time * count); // the tag before it on that path
  for (let t = 0; t < time; t++) {
    const before = best.slice();
    for (let tag = 0; tag < count; tag++) {
      const origin = t === 0 ? tag : bestOrigin(before, transitions, tag);
      const change = t === 0 ? 0 : (transitions[origin * count + tag] as number);
      origins[t * count + tag] = origin;
      best[tag] = (before[origin] as number) + change + (emissions[t * count + tag] as number);
    }
  }
  const path = new Int32Array(time);
  let tag = indexOfLargest(best.map((score, i) => score + (end[i] as number)));
  for (let t = time - 1; t >= 0; t--) {
    path[t] = tag;
    tag = origins[t * count + tag] as number;
  }
  return path;
}

function bestOrigin(before: Float64Array, transitions: Float32Array, tag: number): number {
  const count = before.length;
  let origin = 0;
  let highest = Number.NEGATIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const score = (before[i] as number) + (transitions[i * count + tag] as number);
    if (score <= highest) continue;
    highest = score;
    origin = i;
  }
  return origin;
}

function indexOfLargest(scores: Float64Array): number {
  return scores.reduce((best, score, i) => (score > (scores[best] as number) ? i : best), 0);
}
