import { describe, expect, it } from 'vitest';
import { problems } from '../../bench/functions.js';
import type { SearchSpace } from '../../src/core/search-space.js';
import type { Params, Trial } from '../../src/core/trial.js';
import { createRng } from '../../src/math/rng.js';
import { randomPoint } from '../../src/samplers/random.js';
import { importance } from '../../src/study/importance.js';
import { lossForest } from '../../src/study/loss-forest.js';
import { completeTrial, failedTrial, prunedTrial } from '../fixtures/trials.js';

function trialsOf(space: SearchSpace, count: number, loss: (params: Params) => number): Trial[] {
  const rng = createRng(5);
  return Array.from({ length: count }, (_, number) => {
    const params = randomPoint(space, rng);
    return completeTrial(number, [loss(params)], params);
  });
}

const choices: SearchSpace = {
  parameters: ['x', 'y', 'z'].map((name) => ({ name, distribution: { kind: 'categorical', choices: ['a', 'b'] } })),
};

describe('importance', () => {
  it('is, for choices, what can be worked out by hand', () => {
    // 20 trials: x is a in the best 4 and in half of all; y is a in 3 of the best 4 and in half of all; z never varies.
    const trials = Array.from({ length: 20 }, (_, i) =>
      completeTrial(i, [i], { x: i < 10 ? 'a' : 'b', y: [0, 1, 2].includes(i) || (i > 3 && i < 11) ? 'a' : 'b', z: 'a' }),
    );
    // With a credit of half an observation for each choice: p(x) = (4.5, 0.5) / 5, q(x) = 1/2; p(y) = (3.5, 1.5) / 5; z as all.
    const [ofX, ofY] = [0.8 ** 2, 0.4 ** 2];
    const q = 20.5 / 21;
    const p = 4.5 / 5;
    const ofZ = (p / q - 1) ** 2 * q + ((1 - p) / (1 - q) - 1) ** 2 * (1 - q);
    const shares = Object.fromEntries(importance(choices, trials, { best: 0.2 }).map(({ name, share }) => [name, share]));
    expect(shares.x).toBeCloseTo(ofX / (ofX + ofY + ofZ), 12);
    expect(shares.y).toBeCloseTo(ofY / (ofX + ofY + ofZ), 12);
  });

  it('is that of the density on [0, 1]: the best half of a line has a divergence of 1, a parameter without influence almost none', () => {
    const line: SearchSpace = {
      parameters: ['matters', 'idle'].map((name) => ({ name, distribution: { kind: 'float', low: 0, high: 1 } })),
    };
    const result = importance(
      line,
      trialsOf(line, 2000, ({ matters }) => matters as number),
      { best: 0.5 },
    );
    expect(result[0]?.name).toBe('matters');
    expect(result[0]?.share).toBeGreaterThan(0.98);
  });

  it('finds the learning rate of m1', () => {
    const { space, evaluate } = problems.m1;
    const ranking = importance(space, trialsOf(space, 500, evaluate));
    expect(ranking[0]?.name).toBe('lr');
    expect(ranking.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1, 12);
  });

  it('near the best is another than in all of the space', () => {
    const space: SearchSpace = {
      parameters: ['coarse', 'fine'].map((name) => ({ name, distribution: { kind: 'float', low: 0, high: 1 } })),
    };
    // The coarse parameter decides whether a trial is any good, the fine one which of the good ones is best.
    const trials = trialsOf(space, 2000, ({ coarse, fine }) => ((coarse as number) > 0.3 ? 10 : 0) + (fine as number));
    expect(importance(space, trials, { best: 0.3 })[0]?.name).toBe('coarse');
    expect(importance(space, trials, { best: 0.03, among: 0.3 })[0]?.name).toBe('fine');
  });

  it('counts what early stopping saw: pruned and diverged trials are worse than complete ones', () => {
    const line: SearchSpace = {
      parameters: ['rate', 'idle'].map((name) => ({ name, distribution: { kind: 'float', low: 0, high: 1 } })),
    };
    const trials = trialsOf(line, 200, ({ idle }) => idle as number).map((trial): Trial => {
      const rate = trial.params.rate as number;
      if (rate > 0.6) return failedTrial(trial.number, trial.params);
      return rate > 0.2 ? prunedTrial(trial.number, [1], trial.params) : completeTrial(trial.number, [rate], trial.params);
    });
    const complete = trials.filter(({ state }) => state === 'complete');
    expect(importance(line, trials)[0]?.name).toBe('rate');
    expect(importance(line, trials)[0]?.share).toBeGreaterThan(0.9);
    expect(importance(line, trials)).not.toEqual(importance(line, complete));
  });

  it('weighs a parameter with a condition by the share of trials that have it', () => {
    const halves: SearchSpace = { parameters: choices.parameters.slice(0, 2) };
    // y is a in each of the best 4 and b elsewhere, but only every other trial has it; x is the same for all.
    const of = (i: number) => (i < 4 ? 'a' : 'b');
    const trials = (has: (i: number) => boolean) =>
      Array.from({ length: 40 }, (_, i) => completeTrial(i, [i], { x: of(i), ...(has(i) && { y: of(i) }) }));
    const [x, y] = ['x', 'y'].map((name) =>
      importance(
        halves,
        trials((i) => i < 4 || i % 2 === 0),
      ).find((found) => found.name === name),
    );
    const always = importance(
      halves,
      trials(() => true),
    );
    expect(always[0]?.share).toBeCloseTo(always[1]?.share as number, 12);
    expect(y?.share).toBeLessThan(x?.share as number);
  });

  it('of several objectives is about the best by Pareto front', () => {
    const line: SearchSpace = {
      parameters: ['first', 'second'].map((name) => ({ name, distribution: { kind: 'float', low: 0, high: 1 } })),
    };
    const objectives = ['loss', 'cost'].map((metric) => ({ metric, goal: 'minimize' as const }));
    // The losses are at odds in `first`, which so cannot tell better trials from worse; `second` adds to both.
    const trials = trialsOf(line, 400, ({ first, second }) => (first as number) + (second as number)).map((trial) => {
      const { first, second } = trial.params as Record<string, number>;
      return {
        ...trial,
        metrics: { loss: (first as number) + (second as number), cost: 1 - (first as number) + (second as number) },
      } as Trial;
    });
    expect(importance(line, trials)[0]?.share).toBeLessThan(0.7);
    const [most] = importance(line, trials, { objectives });
    expect(most?.name).toBe('second');
    expect(most?.share).toBeGreaterThan(0.9);
  });

  it('does not count a configuration again for its repeats', () => {
    const { space, evaluate } = problems.m1;
    const trials = trialsOf(space, 100, evaluate);
    const repeats = trials
      .slice(0, 5)
      .map((trial, i): Trial => ({ ...trial, number: 100 + i, repeatOf: trial.number, purpose: 'repeat', round: 0 }));
    expect(importance(space, [...trials, ...repeats])).toEqual(importance(space, trials));
    const forestOf = (all: readonly Trial[]) => lossForest({ space, seed: 1 }, all)?.forest.trees;
    expect(forestOf([...trials, ...repeats])).toEqual(forestOf(trials));
  });

  it('says nothing of too few trials, of failed ones and of equally good ones', () => {
    expect(importance(choices, [completeTrial(0, [1], { x: 'a' })])).toEqual([]);
    expect(
      importance(
        choices,
        Array.from({ length: 20 }, (_, i) => failedTrial(i, { x: 'a' })),
      ),
    ).toEqual([]);
    expect(
      importance(
        choices,
        trialsOf(choices, 50, () => 1),
      ),
    ).toEqual([]);
  });
});
