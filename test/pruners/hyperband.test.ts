import { describe, expect, it } from 'vitest';
import { UsageError } from '../../src/core/errors.js';
import type { PruneDecision } from '../../src/core/pruner.js';
import type { RunningTrial, Trial } from '../../src/core/trial.js';
import { bracketOf, bracketsOf } from '../../src/pruners/brackets.js';
import { createPruner } from '../../src/pruners/index.js';
import { bandsDownFrom, bandsUpFrom } from '../../src/pruners/wandb-bands.js';
import { completeTrial, runningTrial } from '../fixtures/trials.js';
import recorded from './wandb-bands.json' with { type: 'json' };

const minimize = { metric: 'loss', goal: 'minimize' } as const;

function decide(options: object, trial: RunningTrial, others: readonly Trial[]): PruneDecision {
  const pruner = createPruner({ type: 'hyperband', ...options });
  return pruner.decide({ trial, trials: [...others, trial], objective: minimize, studySeed: 1 });
}

describe('hyperband, by the paper', () => {
  it('has the brackets of Algorithm 1 for R = 81 and eta = 3', () => {
    const table = bracketsOf(81, 3).map(({ s, trials, rungs }) => {
      const rounds = [...rungs, 81].map((step, i) => `${Math.floor(trials / 3 ** i)}x${step}`);
      return `s=${s}: ${rounds.join(' ')}`;
    });
    // n_i trials of r_i steps each.
    expect(table).toEqual([
      's=4: 81x1 27x3 9x9 3x27 1x81',
      's=3: 34x3 11x9 3x27 1x81',
      's=2: 15x9 5x27 1x81',
      's=1: 8x27 2x81',
      's=0: 5x81',
    ]);
  });

  it('has a bracket for each power of eta, and one alone for a single step', () => {
    expect(bracketsOf(243, 3).map(({ s }) => s)).toEqual([5, 4, 3, 2, 1, 0]);
    expect(bracketsOf(1, 3)).toMatchObject([{ s: 0, trials: 1 }]);
  });

  it('gives each bracket its share of the trials, from early on', () => {
    const brackets = bracketsOf(81, 3);
    const total = brackets.reduce((sum, { trials }) => sum + trials, 0);
    for (const n of [20, 143, 1000]) {
      const counts = brackets.map(() => 0);
      for (let number = 0; number < n; number++) {
        const i = bracketOf(number, brackets);
        counts[i] = (counts[i] ?? 0) + 1;
      }
      brackets.forEach(({ trials }, i) => {
        expect(Math.abs((counts[i] ?? 0) - (n * trials) / total)).toBeLessThan(3);
      });
    }
  });

  it('halves the trials of a bracket among themselves', () => {
    const brackets = bracketsOf(9, 3);
    const numbers = Array.from({ length: 40 }, (_, number) => number);
    const [first, second, third] = [0, 1, 2].map((i) => numbers.filter((number) => bracketOf(number, brackets) === i));
    const trials = numbers.map((number) => completeTrial(number, Array(9).fill(first?.includes(number) ? 0.1 : 0.5)));
    const at = (number: number | undefined, steps: number, loss: number) => {
      const trial = runningTrial(number as number, Array(steps).fill(loss));
      const list = trials.map((other) => (other.number === number ? trial : other));
      return createPruner({ type: 'hyperband', max_iter: 9 }).decide({ trial, trials: list, objective: minimize, studySeed: 1 });
    };
    // The first bracket's good trials are no measure for the second one's.
    expect(at(first?.[3], 1, 0.4)).toMatchObject({ prune: true, numbers: { bracket: 2, rung: 1, of: first?.length } });
    expect(at(second?.[3], 1, 0.4)).toEqual({ prune: false });
    expect(at(second?.[3], 3, 0.4)).toMatchObject({ prune: false, numbers: { bracket: 1, rung: 3, rank: 1 } });
    expect(at(second?.[3], 3, 0.6)).toMatchObject({
      prune: true,
      explanation: expect.stringMatching(
        /^loss 0.6 at step 3 is (\d+)th of \1 at this rung of bracket 1; the best \d go on \(bound 0.5\)$/,
      ),
    });
    for (let steps = 1; steps <= 9; steps++) expect(at(third?.[1], steps, 0.9)).toEqual({ prune: false });
  });

  it('needs to know the most steps of a trial', () => {
    expect(() => createPruner({ type: 'hyperband' })).toThrow(/give them as `max_iter`/);
    expect(() => createPruner({ type: 'hyperband' }, { epochs: 9 })).not.toThrow();
  });
});

describe("hyperband, with W&B's bands", () => {
  it('counts bands up from min_iter, or down from max_iter', () => {
    expect(bandsUpFrom(3, 3).slice(0, 3)).toEqual([3, 9, 27]);
    expect(bandsUpFrom(1, 1.5).slice(0, 6)).toEqual([1, 1, 2, 3, 5, 7]);
    expect(bandsDownFrom(18, 3, 2)).toEqual([2, 6]);
    expect(bandsDownFrom(81, 3, 3)).toEqual([3, 9, 27]);
    expect(bandsDownFrom(5, 2, 9)).toEqual([1, 2]);
  });

  // Made with W&B's sweeps 0.3.0 over random histories: which of the running trials stop_runs would stop.
  it.each(recorded)('stops what W&B stops: $options, $goal', ({ options, goal, runs, running, stopped }) => {
    const objective = { metric: 'loss', goal: goal as 'minimize' | 'maximize' };
    const lossOf = (value: number) => (goal === 'maximize' ? -value : value);
    const trials = runs.map((values, number) => {
      const losses = values.map(lossOf);
      return running.includes(number) ? runningTrial(number, losses) : completeTrial(number, losses);
    });
    const pruner = createPruner({ type: 'hyperband', ...options });
    const pruned = trials.filter(
      (trial) => trial.state === 'running' && pruner.decide({ trial, trials, objective, studySeed: 1 }).prune,
    );
    expect(pruned.map(({ number }) => number)).toEqual(stopped);
  });

  it('explains with the threshold', () => {
    const peers = [1, 2, 3, 4].map((loss, i) => completeTrial(i, [loss, loss]));
    expect(decide({ min_iter: 2 }, runningTrial(4, [1, 2.5, 0.5]), peers)).toEqual({
      prune: true,
      explanation: 'loss 2.5 is 3rd of 5 at band 2, worse than the threshold 2 (at step 3)',
      numbers: { band: 2, value: 2.5, bound: 2, rank: 3, of: 5 },
    });
    expect(decide({ min_iter: 2, strict: false }, runningTrial(4, [1, 2.5, 0.5]), peers)).toMatchObject({
      prune: false,
      numbers: { value: 0.5, rank: 1 },
    });
    expect(decide({ min_iter: 2 }, runningTrial(4, [9]), peers)).toEqual({ prune: false });
  });

  it('counts how often the metric was logged, not steps', () => {
    const peers = [1, 2, 3, 4].map((loss, i) => completeTrial(i, [loss, loss]));
    const report = (step: number, loss: number) => ({ step, metrics: { loss }, loss });
    const sparse = { ...runningTrial(4), reports: [report(10, 9)] };
    expect(decide({ min_iter: 2 }, sparse, peers)).toEqual({ prune: false });
    expect(decide({ min_iter: 2 }, { ...sparse, reports: [report(10, 9), report(20, 9)] }, peers).prune).toBe(true);
  });

  it.each([
    [{ s: 2 }, /`max_iter` beside `s`, got `s` alone/],
    [{ min_iter: 1, max_iter: 27 }, /`min_iter` .* or `max_iter` .*, got both/],
    [{ max_iter: 2, s: 2 }, /`max_iter` .* at least `eta`, got 2 and 3/],
    [{ max_iter: 27, eta: 1.5 }, /`eta` .* at least 2 for brackets, got 1.5/],
  ])('refuses %o', (options, message) => {
    expect(() => createPruner({ type: 'hyperband', ...options })).toThrow(UsageError);
    expect(() => createPruner({ type: 'hyperband', ...options })).toThrow(message);
  });
});
