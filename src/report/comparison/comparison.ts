/** How several methods did on the same recorded runs, over many seeds: what the page about it is made from. */
export interface Comparison {
  readonly name: string;
  readonly metric: string;
  readonly goal: 'minimize' | 'maximize';
  /** The best value that there is, in the metric's units. */
  readonly best: number;
  /** How many runs were recorded. */
  readonly runs: number;
  readonly seeds: number;
  /** Trials at a time. */
  readonly workers: number;
  /** What the trials of a simulation may cost. */
  readonly budget: number;
  /** What the reader should know of the recorded runs, a sentence each. */
  readonly notes: readonly string[];
  /** At which the table gives regrets, rising; the last one is the budget. */
  readonly costs: readonly number[];
  /** The first one is what the others are held against. */
  readonly methods: readonly ComparedMethod[];
}

/** How far the best found was from the best there is, over the seeds; Infinity while a seed has found nothing. */
interface Regret {
  readonly mean: number;
  readonly median: number;
  /** 25 % and 75 % of the seeds are below. */
  readonly quartiles: readonly [low: number, high: number];
}

export interface ComparedMethod {
  readonly name: string;
  /** Trials of a simulation, on average. */
  readonly trials: number;
  /** At each of `costs`. */
  readonly regrets: readonly Regret[];
  /** By rising cost. */
  readonly curve: readonly (Regret & { readonly cost: number })[];
  /** The lowest cost at which the mean regret is down to the first method's at the end; Infinity when it never is. */
  readonly costToFirst: number;
  /** Seeds that end better than the first method with the same seed, and worse. */
  readonly wins: number;
  readonly losses: number;
  /** Of the two-sided signed-rank test on the final regrets. */
  readonly pValue?: number;
}
