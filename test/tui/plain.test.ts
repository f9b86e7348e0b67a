import { expect, it } from 'vitest';
import type { StudyEvent } from '../../src/core/events.js';
import { plainLines } from '../../src/tui/plain.js';
import { ending, START, simulatedStudy } from './simulated-study.js';

it('tells a pipe of each trial and of the end, and of nothing that comes by the second', () => {
  const lineOf = plainLines();
  const events = simulatedStudy({ trials: 13 });
  const notice: StudyEvent = { type: 'notice', at: START + 500, level: 'warning', message: 'no GPU\nin use' };
  const [start, ...rest] = events as [StudyEvent, ...StudyEvent[]];
  const lines = [start, notice, ...rest, ...ending(events)].map(lineOf).filter((line) => line !== undefined);
  expect(lines).toMatchInlineSnapshot(`
    [
      "[    0s] language-id: maximize val_accuracy; sampler tpe; pruner asha (min_iter 1, eta 3); 2 workers (wasm)",
      "[    0s] warning: no GPU in use",
      "[   55s] 1/40 trial 0 complete *; val_accuracy 0.6212; 20 epochs in 56s; encoder=cnn learning_rate=9.58e-3 batch_size=256 dropout=0.258 loss=label-smoothing smoothing=0.299 warmup=0.0233; best 0.6212 (trial 0)",
      "[ 1m05s] 2/40 trial 1 complete *; val_accuracy 0.8069; 20 epochs in 1m05s; encoder=cnn learning_rate=7.56e-4 batch_size=32 dropout=0.57 loss=cross-entropy warmup=0.0763; best 0.8069 (trial 1)",
      "[ 2m04s] 3/40 trial 2 complete; val_accuracy 0.5214; 20 epochs in 1m09s; encoder=cnn learning_rate=0.0124 batch_size=32 dropout=0.401 loss=mse warmup=0.0482; best 0.8069 (trial 1)",
      "[ 2m13s] 4/40 trial 4 pruned; val_accuracy 0.1995 at step 3 is not in the best 1/3 of 4 trials (bound 0.5812); 3 epochs in 9.2s; encoder=cnn learning_rate=0.0178 batch_size=32 dropout=0.347 loss=label-smoothing smoothing=0.0713 warmup=0.202; best 0.8069 (trial 1)",
      "[ 2m14s] 5/40 trial 3 complete; val_accuracy 0.7332; 20 epochs in 1m09s; encoder=cnn learning_rate=0.05 batch_size=256 dropout=0.368 loss=mse warmup=0.233; best 0.8069 (trial 1)",
      "[ 3m20s] 6/40 trial 6 complete; val_accuracy 0.6554; 20 epochs in 1m05s; encoder=cnn learning_rate=2.43e-3 batch_size=256 dropout=0.143 loss=focal warmup=0.171; best 0.8069 (trial 1)",
      "[ 3m28s] 7/40 trial 5 complete; val_accuracy 0.5928; 20 epochs in 1m14s; encoder=cnn learning_rate=0.0189 batch_size=128 dropout=6.79e-3 loss=label-smoothing smoothing=0.111 warmup=0.044; best 0.8069 (trial 1)",
      "[ 4m10s] 8/40 trial 8 complete *; val_accuracy 0.8272; 20 epochs in 42s; encoder=bag learning_rate=4.59e-4 batch_size=128 dropout=0.179 loss=cross-entropy warmup=0.165; best 0.8272 (trial 8)",
      "[ 4m20s] 9/40 trial 7 complete; val_accuracy 0.5726; 20 epochs in 1m00s; encoder=cnn learning_rate=9.44e-3 batch_size=32 dropout=0.0156 loss=focal warmup=0.208; best 0.8272 (trial 8)",
      "[ 4m20s] 10/40 trial 9 pruned; val_accuracy 0.4089 at step 3 is not in the best 1/3 of 9 trials (bound 0.5812); 3 epochs in 9.8s; encoder=bag learning_rate=2.49e-4 batch_size=32 dropout=0.411 loss=label-smoothing smoothing=0.132 warmup=7.08e-3; best 0.8272 (trial 8)",
      "[ 5m02s] 11/40 trial 11 complete; val_accuracy 0.5796; 20 epochs in 42s; encoder=bag learning_rate=0.0347 batch_size=256 dropout=0.468 loss=cross-entropy warmup=0.0378; best 0.8272 (trial 8)",
      "[ 5m08s] 12/40 trial 12 failed; diverged: loss is NaN at epoch 2; 2 epochs in 5.7s; encoder=cnn learning_rate=0.0147 batch_size=64 dropout=0.511 loss=label-smoothing smoothing=0.059 warmup=0.254; best 0.8272 (trial 8)",
      "[ 5m14s] 13/40 trial 10 complete; val_accuracy 0.5461; 20 epochs in 54s; encoder=bag learning_rate=8.68e-3 batch_size=128 dropout=0.217 loss=cross-entropy warmup=0.0326; best 0.8272 (trial 8)",
      "[ 5m16s] language-id: all 40 trials are done, after 5m16s; 10 complete, 2 pruned, 1 failed; best val_accuracy 0.8272 (trial 8); on the test data accuracy 0.8012, f1 0.7954",
    ]
  `);
});

it('tells how far a resumed study had come, and that an interrupted trial is not lost', () => {
  const events = simulatedStudy({ trials: 3 });
  const finished = events.flatMap((event) => (event.type === 'trial-finished' ? [event.trial] : []));
  const [start] = events as [Extract<StudyEvent, { type: 'study-started' }>];
  const lineOf = plainLines();
  expect(lineOf({ ...start, trials: finished, elapsedMs: 192_000 })).toBe(
    '[ 3m12s] language-id: maximize val_accuracy; sampler tpe; pruner asha (min_iter 1, eta 3); 2 workers (wasm); resumed after 3 trials',
  );
  const more = plainLines()({ ...start, trials: finished, toFollow: 99_997, elapsedMs: 0 });
  expect(more).toMatch(/; resumed after 100000 trials$/);
  expect(lineOf({ type: 'trial-interrupted', at: START + 1000, trialNumber: 2 })).toBe(
    '[ 3m13s] trial 2 interrupted; it will run again',
  );
  expect(lineOf({ type: 'trial-interrupted', at: START + 1000, trialNumber: 2, keptStep: 7 })).toBe(
    '[ 3m13s] trial 2 interrupted; it will go on after step 7',
  );
});
