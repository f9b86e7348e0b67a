import { describe, expect, it } from 'vitest';
import { hashUniform, learningCurve, noise, observedError, problems } from '../../bench/functions.js';
import type { Params } from '../../src/core/trial.js';

// Golden values: printed by an independent Python implementation, the one that measured Optuna.

const vector = (...values: number[]): Params => Object.fromEntries(values.map((value, i) => [`x${i}`, value]));
const fineTuning = (
  lr: number,
  batch: number,
  dropout: number,
  loss: string,
  warmup: number,
  weight_decay: number,
  rest: Params = {},
) => ({
  lr,
  batch,
  dropout,
  loss,
  warmup,
  weight_decay,
  ...rest,
});
const best = fineTuning(0.00025118864315095795, 32, 0.15, 'focal', 0.1, 0.0013182567385564075);
const middling = fineTuning(0.001, 64, 0.3, 'ce', 0.05, 0.0001);
const poor = fineTuning(1e-5, 8, 0, 'mse', 0.3, 0.01);

it.each<[keyof typeof problems, Params, number]>([
  ['branin', vector(2.5, 7.5), 24.129964413622268],
  ['branin', vector(-5, 0), 308.12909601160663],
  ['branin', vector(9.42478, 2.475), 0.39788735775266204],
  ['hartmann3', vector(0.5, 0.5, 0.5), -0.6280220150705937],
  ['hartmann3', vector(0.1, 0.5, 0.9), -3.5190749610462375],
  ['hartmann3', vector(0.114614, 0.555649, 0.852547), -3.8627797869493365],
  ['hartmann6', vector(0.5, 0.5, 0.5, 0.5, 0.5, 0.5), -0.5053149917022333],
  ['hartmann6', vector(0.1, 0.2, 0.30000000000000004, 0.4, 0.5, 0.6000000000000001), -1.4069105761385297],
  ['hartmann6', vector(0.20169, 0.150011, 0.476874, 0.275332, 0.311652, 0.6573), -3.322368011391339],
  ['ackley5', vector(10, 10, 10, 10, 10), 17.293294335267746],
  ['ackley5', vector(-1.5, -0.5, 0.5, 1.5, 2.5), 7.534037973653245],
  ['ackley5', vector(0, 0.1, 0.2, 0.30000000000000004, 0.4), 2.453062132419863],
  ['rosenbrock5', vector(0, 0, 0, 0, 0), 4],
  ['rosenbrock5', vector(2.5, 2.5, 2.5, 2.5, 2.5), 5634],
  ['rosenbrock5', vector(0, 0.5, 1, 1.5, 2), 114],
  ['rastrigin5', vector(0.5, 0.5, 0.5, 0.5, 0.5), 101.25],
  ['rastrigin5', vector(-2, -1, 0, 1, 2), 10],
  ['rastrigin5', vector(0, 0.3, 0.6, 0.8999999999999999, 1.2), 42.7],
  ['styblinski5', vector(1, 1, 1, 1, 1), -25],
  ['styblinski5', vector(-2.903534, -2.903534, -2.903534, -2.903534, -2.903534), -195.830828518857],
  ['levy8', vector(0, 0, 0, 0, 0, 0, 0, 0), 1.2609118788188214],
  ['levy8', vector(-4, -4, -4, -4, -4, -4, -4, -4), 19.522796970470534],
  ['levy8', vector(0, 1, 2, 3, 4, 5, 6, 7), 29.857037771180188],
  ['m1', best, 0.08],
  ['m1', middling, 0.14962127869540273],
  ['m1', poor, 0.6709118839893633],
  ['m2', fineTuning(0.001, 32, 0.2, 'label_smoothing', 0.1, 0.001, { optimizer: 'adamw', beta2: 0.999 }), 0.12907604642894827],
  ['m2', fineTuning(0.01, 16, 0.1, 'focal', 0, 0.0001, { optimizer: 'sgd', momentum: 0.95 }), 0.26227750558227364],
  ['m2', fineTuning(0.0001, 128, 0.5, 'ce', 0.2, 1e-5, { optimizer: 'adam', beta2: 0.98 }), 0.351098796958449],
])('%s', (name, params, expected) => {
  expect(problems[name].evaluate(params)).toBeCloseTo(expected, 10);
});

describe('learning curves', () => {
  it.each([
    [best, [0.6056070939197183, 0.20669857614878862, 0.09972242388961355], 0.13664011299170203],
    [middling, [0.6189282730703792, 0.25299858765386335, 0.1639247089126645], 0.19454474117204562],
    [poor, [0.897886857037787, 0.739894581008703, 0.6854503276972274], 0.7087611742172688],
  ])('fall as measured', (params, at, observed) => {
    expect([1, 9, 81].map((epoch) => learningCurve(params, epoch))).toEqual(at.map((value) => expect.closeTo(value, 12)));
    expect(observedError(params, 3, 17, 27)).toBeCloseTo(observed, 12);
  });

  it('have noise that depends on seed, trial and epoch alone', () => {
    expect([hashUniform(1, 2, 3, 0), hashUniform(3, 17, 27, 1), hashUniform(7, 1000, 81, 2)]).toEqual([
      0.0025957245379686356, 0.5248679295182228, 0.3005530957598239,
    ]);
    expect([noise(0, 0, 1), noise(3, 17, 27), noise(19, 2000, 81)]).toEqual(
      [0.5806587003171444, 0.7062784684821963, 0.3365349769592285].map((value) => expect.closeTo(value, 12)),
    );
  });
});
