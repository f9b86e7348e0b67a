import { expect, it } from 'vitest';
import type { Trial } from '../../src/core/trial.js';
import { leaderboard } from '../../src/study/leaderboard.js';
import { initialState, reduce } from '../../src/tui/state.js';
import { trialPage } from '../../src/tui/trial-page.js';
import { overview, START, simulatedStudy } from './simulated-study.js';

const { trials } = simulatedStudy({ trials: 13 }).reduce(reduce, initialState);

function textOf(trial: Trial, width: number): string {
  const row = leaderboard(trials).find((candidate) => candidate.trialNumber === trial.number);
  if (row === undefined) throw new Error(`Expected trial ${trial.number} on the leaderboard`);
  return trialPage(trial, row, overview, START, width)
    .map((line) => line.text)
    .join('\n');
}

it('tells all of a pruned trial, and why it was pruned', () => {
  expect(textOf(trials[4] as Trial, 79)).toMatchInlineSnapshot(`
    "Trial 4   pruned   3/20 epochs   9.2s
    val_accuracy 0.1995   val_loss 2.0012
    val_accuracy 0.1995 at step 3 is not in the best 1/3 of 4 trials (bound 0.5812)

    Parameters
    encoder        cnn               learning_rate  0.017812
    batch_size     32                dropout        0.346796
    loss           label-smoothing   smoothing      0.07126
    warmup         0.202136          task_seed      7

    val_accuracy by epoch
    0.1995 ┤        ████
           ┤        ████
           ┤    ▄▄▄▄████
           ┤    ████████
           ┤    ████████
    0.0867 ┤▁▁▁▁████████
            1          3

    Epochs
    epoch  val_accuracy  val_loss
        1        0.0867    2.2832
        2        0.1508    2.1231
        3        0.1995    2.0012"
  `);
});

it('tells why a trial failed', () => {
  expect(textOf(trials[12] as Trial, 60)).toMatchInlineSnapshot(`
    "Trial 12   failed   2/20 epochs   5.7s
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
           ┤
           ┤████
           ┤████
    0.2022 ┤████
            1      2

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
  expect(trialPage(trial, row, overview, START, 80).map((line) => line.text)).toEqual([
    'Trial 0   running   0/20 epochs   1m01s   attempt 2',
  ]);
});
