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
  const weights = new Float64Array(n).fill(1);
  for (let i = 0; i < n - 25; i++) weights[i] = fadingWeight(i, n);
  return { numbers, weights, count: n };
}

/** Of the i-th of n, oldest first. */
function fadingWeight(i: number, n: number): number {
  const fadingOnes = n - 25;
  if (i >= fadingOnes) return 1;
  return fadingOnes === 1 ? 1 / n : 1 / n + (i / (fadingOnes - 1)) * (1 - 1 / n);
}

/**
 * The same for at most `most` of the trials: the newest ones, half of them, stay; of the older ones every second, fourth or
 * eighth ... number stays and weighs as much as the ones that it stands for. As a trial comes in, all but one or two stay.
 */
export function thinned(numbers: Int32Array, most: number): WeightedTrials {
  const n = numbers.length;
  if (n <= most) return fading(numbers);
  const old = n - Math.floor(most / 2);
  let stride = 2;
  while (old / stride > most / 2) stride *= 2;
  const isKept = (i: number) => i >= old || ((numbers[i] as number) & (stride - 1)) === 0;
  let count = 0;
  for (let i = 0; i < n; i++) if (isKept(i)) count++;
  const kept = new Int32Array(count);
  const weights = new Float64Array(count);
  for (let i = 0, k = 0; i < n; i++) {
    if (!isKept(i)) continue;
    kept[k] = numbers[i] as number;
    weights[k++] = (i < old ? stride : 1) * fadingWeight(i, n);
  }
  return { numbers: kept, weights, count: n };
}
