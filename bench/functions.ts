import type { SearchSpace } from '../src/core/search-space.js';
import type { Params } from '../src/core/trial.js';

/**
 * Test problems with known optima. The classic ones are as in Surjanovic & Bingham's Virtual Library of Simulation Experiments,
 * https://www.sfu.ca/~ssurjano/optimization.html; `m1`, `m2` and the learning curves imitate the fine-tuning of a classifier.
 */
export interface Problem {
  readonly space: SearchSpace;
  readonly minimum: number;
  /** Lower is better. */
  evaluate(params: Params): number;
}

export const problems = {
  branin: {
    space: box([
      [-5, 10],
      [0, 15],
    ]),
    minimum: 0.39788735772973816,
    evaluate: onVector(([x = 0, y = 0]) => {
      const b = 5.1 / (4 * Math.PI ** 2);
      const t = 1 / (8 * Math.PI);
      return (y - b * x * x + (5 / Math.PI) * x - 6) ** 2 + 10 * (1 - t) * Math.cos(x) + 10;
    }),
  },
  hartmann3: { space: cube(3, 0, 1), minimum: -3.86277978, evaluate: onVector(hartmann3) },
  hartmann6: { space: cube(6, 0, 1), minimum: -3.32236801, evaluate: onVector(hartmann6) },
  ackley5: {
    space: cube(5, -20, 40),
    minimum: 0,
    evaluate: onVector((x) => {
      const meanSquare = total(x, (v) => v * v) / x.length;
      const meanCosine = total(x, (v) => Math.cos(2 * Math.PI * v)) / x.length;
      return -20 * Math.exp(-0.2 * Math.sqrt(meanSquare)) - Math.exp(meanCosine) + 20 + Math.E;
    }),
  },
  rosenbrock5: {
    space: cube(5, -5, 10),
    minimum: 0,
    evaluate: onVector((x) => {
      const pairs = x.slice(1).map((next, i) => [x[i] as number, next] as const);
      return pairs.reduce((sum, [v, next]) => sum + 100 * (next - v * v) ** 2 + (1 - v) ** 2, 0);
    }),
  },
  rastrigin5: {
    space: cube(5, -5.12, 5.12),
    minimum: 0,
    evaluate: onVector((x) => 10 * x.length + total(x, (v) => v * v - 10 * Math.cos(2 * Math.PI * v))),
  },
  styblinski5: {
    space: cube(5, -5, 5),
    minimum: -195.8308285,
    evaluate: onVector((x) => 0.5 * total(x, (v) => v ** 4 - 16 * v * v + 5 * v)),
  },
  levy8: { space: cube(8, -10, 10), minimum: 0, evaluate: onVector(levy) },
  m1: { space: { parameters: fineTuning() }, minimum: 0.08, evaluate: m1 },
  m2: { space: { parameters: [...fineTuning(), ...optimizers()] }, minimum: 0.08, evaluate: m2 },
} as const satisfies Record<string, Problem>;

const lossOffset: Record<string, number> = { ce: 0.02, focal: 0, label_smoothing: 0.01, mse: 0.1 };
const bestDropout: Record<string, number> = { ce: 0.3, focal: 0.15, label_smoothing: 0.1, mse: 0.4 };
const lossRateShift: Record<string, number> = { ce: 0, focal: -0.2, label_smoothing: 0.1, mse: 0.6 };
const batchOffset: Record<number, number> = { 8: 0.03, 16: 0.01, 32: 0, 64: 0.015, 128: 0.05 };
const optimizerOffset: Record<string, number> = { sgd: 0.04, adam: 0.015, adamw: 0 };
const optimizerRateShift: Record<string, number> = { sgd: 1.5, adam: 0, adamw: 0.1 };
const bestDecay: Record<string, number> = { sgd: -3.5, adam: -4, adamw: -2.5 };
const bestBeta: Record<string, number> = { adam: -2.5, adamw: -2 };

/** Fine-tuning a classifier: rate, batch size, dropout, loss, warm-up and weight decay act on each other. */
export function m1(params: Params): number {
  return toError(distance(params, 0, -3));
}

/** The same with a choice of optimizer, each with a parameter of its own. */
function m2(params: Params): number {
  const optimizer = params.optimizer as string;
  const shift = optimizerRateShift[optimizer] as number;
  const momentum = params.momentum as number;
  const [rateShift, extra] =
    optimizer === 'sgd'
      ? [shift + Math.log10(1 - momentum) + 1, 0.5 * (momentum - 0.9) ** 2]
      : [shift, 0.02 * (Math.log10(1 - (params.beta2 as number)) - (bestBeta[optimizer] as number)) ** 2];
  return toError(distance(params, rateShift, bestDecay[optimizer] as number) + extra + (optimizerOffset[optimizer] as number));
}

/** How far from the best setting, at a shift of the best log rate and a best log weight decay. */
function distance(params: Params, rateShift: number, decayOptimum: number): number {
  const { lr, batch, dropout, loss, warmup, weight_decay } = params as Record<string, number> & { loss: string };
  const rate = Math.log10(lr as number);
  const bestRate =
    -3.4 +
    0.5 * Math.log10((batch as number) / 32) +
    (lossRateShift[loss] as number) +
    1.5 * ((warmup as number) - 0.1) +
    rateShift;
  const offRate = rate - bestRate;
  const offDropout = (dropout as number) - ((bestDropout[loss] as number) + 0.03 * Math.log2((batch as number) / 32));
  const offDecay = Math.log10(weight_decay as number) - (decayOptimum - 0.6 * (rate - (-3.4 + rateShift)));
  return (
    0.15 * offRate ** 2 +
    (offRate > 0 ? 0.25 * offRate ** 3 : 0) +
    1.5 * offDropout ** 2 +
    0.03 * offDecay ** 2 +
    ((warmup as number) - 0.1) ** 2 +
    (batchOffset[batch as number] as number) +
    (lossOffset[loss] as number)
  );
}

function toError(distanceFromBest: number): number {
  return 0.08 + 0.9 * (1 - Math.exp(-distanceFromBest));
}

/** Noiseless validation error of an `m1` setting after an epoch (from 1): it falls from 1.05 to m1's value, faster at high rates. */
export function learningCurve(params: Params, epoch: number): number {
  const end = m1(params);
  const speed = Math.min(1, Math.max(0, (Math.log10(params.lr as number) + 6) / 5));
  const exponent = 0.5 + 0.8 * speed - 0.04 * Math.log2((params.batch as number) / 32);
  return end + (1.05 - end) * (1 + epoch) ** -exponent;
}

/** The curve as a trial observes it: with noise of standard deviation 0.008 that depends on the arguments alone. */
export function observedError(params: Params, seed: number, trial: number, epoch: number): number {
  return learningCurve(params, epoch) + 0.008 * noise(seed, trial, epoch);
}

/** Mean 0, standard deviation 1, in [-3, 3]. */
export function noise(seed: number, trial: number, epoch: number): number {
  return 2 * ([0, 1, 2].reduce((sum, k) => sum + hashUniform(seed, trial, epoch, k), 0) - 1.5);
}

/** Uniform in [0, 1), from a hash of the arguments. */
export function hashUniform(seed: number, trial: number, step: number, k: number): number {
  let x =
    (Math.imul(seed, 0x9e3779b1) + Math.imul(trial, 0x85ebca77) + Math.imul(step, 0xc2b2ae3d) + Math.imul(k, 0x27d4eb2f)) | 0;
  x ^= x >>> 16;
  x = Math.imul(x, 0x7feb352d);
  x ^= x >>> 15;
  x = Math.imul(x, 0x846ca68b);
  x ^= x >>> 16;
  return (x >>> 0) / 2 ** 32;
}

function hartmann3(x: readonly number[]): number {
  const scales = [
    [3, 10, 30],
    [0.1, 10, 35],
    [3, 10, 30],
    [0.1, 10, 35],
  ];
  const centres = [
    [3689, 1170, 2673],
    [4699, 4387, 7470],
    [1091, 8732, 5547],
    [381, 5743, 8828],
  ];
  return hartmann(x, scales, centres);
}

function hartmann6(x: readonly number[]): number {
  const scales = [
    [10, 3, 17, 3.5, 1.7, 8],
    [0.05, 10, 17, 0.1, 8, 14],
    [3, 3.5, 1.7, 10, 17, 8],
    [17, 8, 0.05, 10, 0.1, 14],
  ];
  const centres = [
    [1312, 1696, 5569, 124, 8283, 5886],
    [2329, 4135, 8307, 3736, 1004, 9991],
    [2348, 1451, 3522, 2883, 3047, 6650],
    [4047, 8828, 8732, 5743, 1091, 381],
  ];
  return hartmann(x, scales, centres);
}

/** Four wells: `scales` and `centres` are (4, x.length), the centres in ten-thousandths. */
function hartmann(x: readonly number[], scales: readonly number[][], centres: readonly number[][]): number {
  const depths = [1, 1.2, 3, 3.2];
  return -total(depths, (depth, i) => {
    const exponent = total(x, (v, j) => (scales[i]?.[j] as number) * (v - (centres[i]?.[j] as number) * 1e-4) ** 2);
    return depth * Math.exp(-exponent);
  });
}

function levy(x: readonly number[]): number {
  const w = x.map((v) => 1 + (v - 1) / 4);
  const [first, last] = [w[0] as number, w.at(-1) as number];
  const middle = total(w.slice(0, -1), (v) => (v - 1) ** 2 * (1 + 10 * Math.sin(Math.PI * v + 1) ** 2));
  return Math.sin(Math.PI * first) ** 2 + middle + (last - 1) ** 2 * (1 + Math.sin(2 * Math.PI * last) ** 2);
}

function fineTuning(): SearchSpace['parameters'] {
  return [
    { name: 'lr', distribution: { kind: 'float', low: 1e-6, high: 1e-1, log: true } },
    { name: 'batch', distribution: { kind: 'categorical', choices: [8, 16, 32, 64, 128] } },
    { name: 'dropout', distribution: { kind: 'float', low: 0, high: 0.6 } },
    { name: 'loss', distribution: { kind: 'categorical', choices: ['ce', 'focal', 'label_smoothing', 'mse'] } },
    { name: 'warmup', distribution: { kind: 'float', low: 0, high: 0.3 } },
    { name: 'weight_decay', distribution: { kind: 'float', low: 1e-6, high: 1e-1, log: true } },
  ];
}

function optimizers(): SearchSpace['parameters'] {
  const when = (source: string, holds: (optimizer: unknown) => boolean) => ({
    source,
    references: ['optimizer'],
    holds: (params: Params) => holds(params.optimizer),
  });
  return [
    { name: 'optimizer', distribution: { kind: 'categorical', choices: ['sgd', 'adam', 'adamw'] } },
    {
      name: 'momentum',
      distribution: { kind: 'float', low: 0, high: 0.99 },
      when: when("optimizer == 'sgd'", (optimizer) => optimizer === 'sgd'),
    },
    {
      name: 'beta2',
      distribution: { kind: 'float', low: 0.9, high: 0.9999 },
      when: when("optimizer != 'sgd'", (optimizer) => optimizer !== 'sgd'),
    },
  ];
}

function box(bounds: readonly (readonly [low: number, high: number])[]): SearchSpace {
  return { parameters: bounds.map(([low, high], i) => ({ name: `x${i}`, distribution: { kind: 'float', low, high } })) };
}

function cube(dimensions: number, low: number, high: number): SearchSpace {
  return box(Array.from({ length: dimensions }, () => [low, high] as const));
}

function onVector(evaluate: (x: readonly number[]) => number): (params: Params) => number {
  return (params) => evaluate(Object.values(params) as number[]);
}

function total(values: readonly number[], term: (value: number, index: number) => number): number {
  return values.reduce((sum, value, i) => sum + term(value, i), 0);
}
