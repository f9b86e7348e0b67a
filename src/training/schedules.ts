type Decay = 'constant' | 'linear' | 'cosine' | 'polynomial';

export interface ScheduleSettings {
  /** The highest rate, reached at the end of the warm-up. */
  readonly peak: number;
  /** Steps (batches) that training can take. */
  readonly steps: number;
  /** Share of the steps in which the rate rises linearly, 0 to 1. */
  readonly warmup: number;
  readonly decay: Decay;
  /** Exponent of the polynomial decay. */
  readonly power: number;
}

/** What is left of the peak when a share of the way after the warm-up, 0 to 1, is done. */
const remaining: Readonly<Record<Decay, (done: number, power: number) => number>> = {
  constant: () => 1,
  linear: (done) => 1 - done,
  // Loshchilov and Hutter, "SGDR", 2017, eq. 5 without restarts, https://arxiv.org/abs/1608.03983
  cosine: (done) => (1 + Math.cos(Math.PI * done)) / 2,
  polynomial: (done, power) => (1 - done) ** power,
};

/**
 * The learning rate of a step, counted from 0. It rises to `peak` in equal parts (never from 0: that step would be lost), then
 * falls towards 0, which it would reach one step after the last.
 */
export function learningRate({ peak, steps, warmup, decay, power }: ScheduleSettings, step: number): number {
  const warmupSteps = Math.round(warmup * steps);
  if (step < warmupSteps) return (peak * (step + 1)) / warmupSteps;
  return peak * remaining[decay]((step - warmupSteps) / (steps - warmupSteps), power);
}
