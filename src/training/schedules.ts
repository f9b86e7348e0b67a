import type { TrainingHyperparameters } from './hyperparameters.js';

/** The knobs of the learning rate. */
export type ScheduleSettings = Pick<
  TrainingHyperparameters,
  | 'learning_rate'
  | 'warmup'
  | 'decay'
  | 'decay_floor'
  | 'decay_power'
  | 'decay_cycles'
  | 'decay_interval'
  | 'decay_factor'
  | 'cycle_share'
>;

/** How far the steps after the warm-up are. */
interface Place {
  /** Steps since the warm-up. */
  readonly since: number;
  /** Steps after the warm-up in all. */
  readonly of: number;
  readonly warmupSteps: number;
}

type Remaining = (place: Place, settings: ScheduleSettings) => number;

/**
 * What is left of the highest rate. Each is the schedule that Hugging Face's transformers knows by this name (`step`: PyTorch's
 * StepLR) with its end rate and its interval as shares, since a search varies the highest rate and the number of steps.
 */
const remaining: Readonly<Record<Exclude<ScheduleSettings['decay'], 'one_cycle'>, Remaining>> = {
  constant: () => 1,
  constant_with_warmup: () => 1,
  linear: ({ since, of }, { decay_floor }) => above(decay_floor, 1 - since / of),
  // Loshchilov and Hutter, "SGDR", 2017, eq. 5 without restarts, https://arxiv.org/abs/1608.03983
  cosine: ({ since, of }, { decay_floor }) => above(decay_floor, halfCosine(since / of)),
  // The same with restarts after equally long cycles (T_mult = 1).
  cosine_with_restarts: ({ since, of }, { decay_floor, decay_cycles }) =>
    above(decay_floor, halfCosine(((decay_cycles * since) % of) / of)),
  polynomial: ({ since, of }, { decay_floor, decay_power }) => above(decay_floor, (1 - since / of) ** decay_power),
  // Vaswani et al., "Attention Is All You Need", 2017, eq. 3, https://arxiv.org/abs/1706.03762, relative to its highest rate
  inverse_sqrt({ since, warmupSteps }) {
    const timescale = warmupSteps || inverseSqrtTimescale;
    return Math.sqrt(timescale / (since + timescale));
  },
  step: ({ since, of }, { decay_interval, decay_factor }) =>
    decay_factor ** Math.floor(since / Math.max(1, Math.round(decay_interval * of))),
};

/** Steps after which the inverse square root without a warm-up has fallen to 1 / sqrt(2): transformers' default. */
const inverseSqrtTimescale = 10_000;

/**
 * The learning rate of a step, counted from 0, of so many steps that training can take. It rises to its highest in equal parts
 * (never from 0: that step would be lost), then falls towards its end, which it would reach one step after the last.
 */
export function learningRate(settings: ScheduleSettings, steps: number, step: number): number {
  const { learning_rate: peak, warmup, decay, cycle_share } = settings;
  if (decay === 'one_cycle') return peak * oneCycle(step / steps, cycle_share);
  const warmupSteps = Math.round(warmup * steps);
  if (step < warmupSteps) return (peak * (step + 1)) / warmupSteps;
  return peak * remaining[decay]({ since: step - warmupSteps, of: steps - warmupSteps, warmupSteps }, settings);
}

/** Where the cycle begins and ends, of the highest rate: PyTorch's and fastai's default. */
const cycleFloor = 1 / 25;

/**
 * Up and down in one cycle, then down to nothing in the steps that are left (Smith and Topin, "Super-Convergence", 2018,
 * section 3, https://arxiv.org/abs/1708.07120). It is a warm-up of its own, so `warmup` does not count; momentum stays as it is.
 */
function oneCycle(done: number, share: number): number {
  if (done >= share) return (cycleFloor * (1 - done)) / (1 - share);
  return above(cycleFloor, 1 - Math.abs((2 * done) / share - 1));
}

function halfCosine(done: number): number {
  return (1 + Math.cos(Math.PI * done)) / 2;
}

/** From 1 down to a floor instead of to 0. */
function above(floor: number, share: number): number {
  return floor + (1 - floor) * share;
}
