/** Trials that a density is made from. */
export interface WeightedTrials {
  /** Rising. */
  readonly numbers: Int32Array;
  /** Of each; trials that stand for left out ones weigh as much as these. */
  readonly weights: Float64Array;
  /** How many trials they stand for. */
  readonly count: number;
}

/** All weigh 1 up to 24; of more, the newest 25 weigh 1 and older ones ever less, down to 1/n. */
export function fading(numbers: Int32Array): WeightedTrials {
  const n = numbers.length;
  const weightOf = fadingWeights(n);
  const weights = new Float64Array(n).fill(1);
  for (let i = 0; i < n - 25; i++) weights[i] = weightOf(i);
  return { numbers, weights, count: n };
}

/** Of the i-th of n, oldest first. */
function fadingWeights(n: number): (i: number) => number {
  const fadingOnes = n - 25;
  const least = 1 / n;
  return (i) => {
    if (i >= fadingOnes) return 1;
    return fadingOnes === 1 ? least : least + (i / (fadingOnes - 1)) * (1 - least);
  };
}

/**
 * The same for at most `most` of the trials that are not left out: the newest ones, half of them, stay; of the older ones every second,
 * fourth or eighth ... number stays and weighs as much as the ones that it stands for. As a trial comes in, all but one or two stay.
 * `leftOut` are among the numbers; both rise. It looks at no more trials than these and twice as many as stay.
 */
export function thinned(numbers: Int32Array, leftOut: Int32Array, most: number): WeightedTrials {
  const n = numbers.length - leftOut.length;
  if (n <= most) return fading(newest(numbers, leftOut, n).kept);
  const half = Math.floor(most / 2);
  const old = n - half;
  let stride = 2;
  while (old / stride > most / 2) stride *= 2;
  const weightOf = fadingWeights(n);
  const { kept, from } = newest(numbers, leftOut, half);
  const thin: number[] = [];
  const weightsOfThin: number[] = [];
  let before = 0; // that are left out
  for (const i of multiples(stride, numbers.subarray(0, from))) {
    const number = numbers[i] as number;
    while (before < leftOut.length && (leftOut[before] as number) < number) before++;
    if (leftOut[before] === number) continue;
    thin.push(number);
    weightsOfThin.push(stride * weightOf(i - before));
  }
  const all = new Int32Array(thin.length + half);
  const weights = new Float64Array(all.length);
  all.set(thin);
  all.set(kept, thin.length);
  weights.set(weightsOfThin);
  for (let i = 0; i < half; i++) weights[thin.length + i] = weightOf(old + i);
  return { numbers: all, weights, count: n };
}

/** The last `count` of the numbers that are not left out, and the index among all of them at which these begin. */
function newest(numbers: Int32Array, leftOut: Int32Array, count: number): { readonly kept: Int32Array; readonly from: number } {
  const kept = new Int32Array(count);
  let from = numbers.length;
  let next = leftOut.length - 1;
  for (let k = count - 1; k >= 0; ) {
    const number = numbers[--from] as number;
    if (number === leftOut[next]) next--;
    else kept[k--] = number;
  }
  return { kept, from };
}

/** Indices of the multiples of `stride`, a power of two, among numbers that rise: found at the cost of what there are of them. */
function multiples(stride: number, numbers: Int32Array): number[] {
  const indices: number[] = [];
  for (let i = 0; i < numbers.length; ) {
    const number = numbers[i] as number;
    const rest = number & (stride - 1);
    if (rest === 0) indices.push(i);
    // Numbers rise at least as fast as their indices do: the next multiple, if it is there, is as far away at most.
    const next = number - rest + stride;
    let j = Math.min(numbers.length, i + next - number);
    while (j > i + 1 && (numbers[j - 1] as number) >= next) j--;
    i = j;
  }
  return indices;
}
