/** Trials that a density is made from. */
export interface WeightedTrials {
  /** Rising. */
  readonly numbers: readonly number[];
  /** Of each; trials that stand for left out ones weigh as much as these. */
  readonly weights: Float64Array;
  /** How many trials they stand for. */
  readonly count: number;
}

/** All weigh 1 up to 24; of more, the newest 25 weigh 1 and older ones ever less, down to 1/n. */
export function fading(numbers: readonly number[]): WeightedTrials {
  return { numbers, weights: observationWeights(numbers.length), count: numbers.length };
}

/** Of n observations, oldest first. */
export function observationWeights(n: number): Float64Array {
  const weights = new Float64Array(n).fill(1);
  const fadingCount = n - 25;
  for (let i = 0; i < fadingCount; i++) weights[i] = fadingCount === 1 ? 1 / n : 1 / n + (i / (fadingCount - 1)) * (1 - 1 / n);
  return weights;
}

/**
 * At most `most` of the trials: the newest ones, half of them, stay; of the older ones every second, fourth or eighth ... number
 * stays and weighs as much as the ones that it stands for. As a trial comes in, all but one or two stay the same.
 */
export function thinned({ numbers, weights, count }: WeightedTrials, most: number): WeightedTrials {
  if (numbers.length <= most) return { numbers, weights, count };
  const old = numbers.length - Math.floor(most / 2);
  let stride = 2;
  while (old / stride > most / 2) stride *= 2;
  const kept: number[] = [];
  for (let i = 0; i < numbers.length; i++) if (i >= old || (numbers[i] as number) % stride === 0) kept.push(i);
  return {
    numbers: kept.map((i) => numbers[i] as number),
    weights: Float64Array.from(kept, (i) => (i < old ? stride : 1) * (weights[i] as number)),
    count,
  };
}
