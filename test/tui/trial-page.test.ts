import { expect, it } from 'vitest';
import type { Trial } from '../../src/core/trial.js';
import { leaderboard } from '../../src/study/leaderboard.js';
import { textOf } from '../../src/tui/line.js';
import { initialState, reduce } from '../../src/tui/state.js';
import { trialPage } from '../../src/tui/trial-page.js';
import { overview, START, simulatedStudy } from './simulated-study.js';

const trials = [...simulatedStudy({ trials: 13 }).reduce(reduce, initialState).trials];

function pageOf(trial: Trial, width: number): string {
  const row = leaderboard(trials).find((candidate) => candidate.trialNumber === trial.number);
  if (row === undefined) throw new Error(`Expected trial ${trial.number} on the leaderboard`);
  return trialPage(trial, row, { overview, trials, log: [], now: START }, width).map(textOf).join('\n');
}

it('tells all of a pruned trial, and why it was pruned', () => {
  expect(pageOf(trials[4] as Trial, 79)).toMatchInlineSnapshot(`
    "Trial 4   pruned   3/20 epochs   9.2s (3.1s an epoch)
    val_accuracy 0.1995   val_loss 2.0012
    val_accuracy 0.1995 at step 3 is not in the best 1/3 of 4 trials (bound 0.5812)

    Parameters
    encoder        cnn               learning_rate  0.017812
    batch_size     32                dropout        0.346796
    loss           label-smoothing   smoothing      0.07126
    warmup         0.202136          task_seed      7

    val_accuracy by epoch
    0.1995 ┤                                                          ⢀⣀⣀⣀⠤⠤⠤⠔⠒⠒⠒⠉⠉
           ┤                                            ⢀⣀⣀⣀⠤⠤⠤⠔⠒⠒⠒⠉⠉⠉⠁
           ┤                               ⢀⣀⣀⡠⠤⠤⠔⠒⠒⠒⠉⠉⠉⠁
           ┤                    ⢀⣀⣀⡠⠤⠤⠒⠒⠒⠉⠉⠁
           ┤          ⣀⣀⡠⠤⠤⠔⠒⠒⠉⠉⠁
    0.0867 ┤⣀⡠⠤⠤⠔⠒⠒⠉⠉⠉
            1                                                                     3

    val_loss by epoch
    2.2832 ┤⠉⠑⠒⠒⠢⠤⠤⣀⣀⣀
           ┤          ⠉⠉⠑⠒⠒⠢⠤⠤⣀⣀⡀
           ┤                    ⠈⠉⠉⠑⠒⠒⠤⠤⠤⣀⣀⡀
           ┤                               ⠈⠉⠉⠑⠒⠒⠢⠤⠤⠤⣀⣀⣀⡀
           ┤                                            ⠈⠉⠉⠉⠒⠒⠒⠢⠤⠤⠤⣀⣀⣀⡀
    2.0012 ┤                                                          ⠈⠉⠉⠉⠒⠒⠒⠢⠤⠤⠤⣀⣀
            1                                                                     3

    Epochs
    epoch  val_accuracy  val_loss
        1        0.0867    2.2832
        2        0.1508    2.1231
        3        0.1995    2.0012"
  `);
});

it('puts the objective before the other metrics of an epoch', () => {
  const reports = [{ step: 1, metrics: { train_loss: 2, val_loss: 3, val_accuracy: 0.5 }, loss: -0.5 }];
  const page = pageOf({ ...(trials[12] as Trial), reports }, 60);
  expect(page).toContain('epoch  val_accuracy  train_loss  val_loss');
});

it('tells why a trial failed', () => {
  expect(pageOf(trials[12] as Trial, 60)).toMatchInlineSnapshot(`
    "Trial 12   failed   2/20 epochs   5.7s (2.8s an epoch)
    val_accuracy NaN   val_loss NaN
    diverged: loss is NaN at epoch 2

    Parameters
    encoder        cnn
    learning_rate  0.0147131
    batch_size     64
    dropout        0.510943
    loss           label-smoothing
    smoothing      0.0589729
    warmup         0.253794
    task_seed      7

    val_accuracy by epoch
    0.2022 ┤
           ┤
           ┤⣀
           ┤
           ┤
    0.2022 ┤
            1                                                  2

    val_loss by epoch
    1.9946 ┤
           ┤
           ┤⣀
           ┤
           ┤
    1.9946 ┤
            1                                                  2

    Epochs
    epoch  val_accuracy  val_loss
        1        0.2022    1.9946
        2           NaN       NaN"
  `);
});

it('shows how long a running trial has run, and which attempt it is', () => {
  const trial: Trial = { state: 'running', number: 0, params: {}, attempt: 2, reports: [], startedAt: START - 61_000 };
  const row = leaderboard([trial])[0];
  if (row === undefined) throw new Error('Expected a row for the running trial');
  expect(trialPage(trial, row, { overview, trials: [trial], log: [], now: START }, 80).map(textOf)).toEqual([
    'Trial 0   running   0/20 epochs   1m01s   attempt 2',
  ]);
});

it('tells each decision of the pruner with its numbers, and what follows from the parameters', () => {
  const report = (step: number, value: number) => ({ step, metrics: { val_accuracy: value }, loss: -value });
  const trial: Trial = {
    ...{ state: 'pruned', number: 0, params: { batch_size: 32 }, attempt: 2, startedAt: START, finishedAt: START + 5000 },
    explanation: 'val_accuracy 0.5 at step 3 is 5th of 9 at this rung',
    paused: true,
    reports: [
      {
        ...report(1, 0.25),
        decision: { verdict: 'continue', numbers: { rung: 1, value: 0.25, bound: 0.21875, rank: 2, of: 6 } },
      },
      report(2, 0.375),
      { ...report(3, 0.5), decision: { verdict: 'pause', numbers: { rung: 3, value: 0.5, bound: 0.58123, rank: 5, of: 9 } } },
    ],
  };
  const derived = [{ name: 'effective_batch', source: 'batch_size * 4', of: () => 128 }];
  const row = leaderboard([trial])[0];
  if (row === undefined) throw new Error('Expected a row for the paused trial');
  const text = trialPage(trial, row, { overview: { ...overview, derived }, trials: [trial], log: [], now: START }, 79).map(
    textOf,
  );
  expect(text.filter((line) => !/[┤▁]|^ +1 +3$/.test(line)).join('\n')).toMatchInlineSnapshot(`
    "Trial 0   paused at step 3   3/20 epochs   5s (1.7s an epoch)   attempt 2
    val_accuracy 0.5000
    val_accuracy 0.5 at step 3 is 5th of 9 at this rung
    1 trial came to step 3 so far; none of them survived

    Parameters
    batch_size  32

    Derived
    effective_batch  128

    val_accuracy by epoch

    Decisions of the pruner
    epoch   verdict  rung  value    bound  rank  of
        1  continue     1   0.25  0.21875     2   6
        3     pause     3    0.5  0.58123     5   9

    Epochs
    epoch  val_accuracy
        1        0.2500
        2        0.3750
        3        0.5000"
  `);
});

it('tells what the model saw that proposed it', () => {
  const suggestion = { by: 'tpe', numbers: { 'log l/g': 1.34567, 'runner-up': 1.2, candidates: 24 } };
  const page = pageOf({ ...(trials[4] as Trial), suggestion }, 79);
  expect(page).toContain('Why suggested\ntpe: log l/g 1.3457, runner-up 1.2, candidates 24\n');
});
