import { expect, it } from 'vitest';
import type { Trial } from '../../src/core/trial.js';
import { leaderboard } from '../../src/study/leaderboard.js';
import { initialState, reduce, trialOf } from '../../src/tui/state.js';
import { summaryLines } from '../../src/tui/summary.js';
import { ending, overview, START, simulatedStudy } from './simulated-study.js';

it('leaves the best trials and the result on the terminal', () => {
  const events = simulatedStudy({ trials: 13 });
  const state = [...events, ...ending(events)].reduce(reduce, initialState);
  expect(summaryLines(state, leaderboard([...state.trials]), 80).join('\n')).toMatchInlineSnapshot(`
    " # trial  value encoder  l_rate b_size dropout loss       epochs state    curve
     1     8 0.8272 bag     4.59e-4    128   0.179 cross-ent…  20/20 complete ▁▆▇███
     2     1 0.8069 cnn     7.56e-4     32    0.57 cross-ent…  20/20 complete ▁▅▇▇██
     3     3 0.7332 cnn        0.05    256   0.368 mse         20/20 complete ▁▅▇███
     4     6 0.6554 cnn     2.43e-3    256   0.143 focal       20/20 complete ▁▅▇███
     5     0 0.6212 cnn     9.58e-3    256   0.258 label-smo…  20/20 complete ▁▄▆▇██
     6     5 0.5928 cnn      0.0189    128 6.79e-3 label-smo…  20/20 complete ▁▄▆▇██
     7    11 0.5796 bag      0.0347    256   0.468 cross-ent…  20/20 complete ▁▄▆▇██
     8     7 0.5726 cnn     9.44e-3     32  0.0156 focal       20/20 complete ▁▅▇▇██
     9    10 0.5461 bag     8.68e-3    128   0.217 cross-ent…  20/20 complete ▁▄▆▇██
    10     2 0.5214 cnn      0.0124     32   0.401 mse         20/20 complete ▁▅▇▇██
    (2 more parameters in a wider window)
    ... and 3 more trials

    language-id: all 40 trials are done, after 5m16s; 10 complete, 2 pruned, 1
    failed; best val_accuracy 0.8272 (trial 8); on the test data accuracy 0.8012, f1
    0.7954"
  `);
});

it('says so when nothing came of it', () => {
  const start = { type: 'study-started', at: START, study: overview, slots: [], trials: [], elapsedMs: 0 } as const;
  const end = { type: 'study-ended', at: START, reason: 'all-failed', elapsedMs: 5000 } as const;
  const state = [start, end].reduce(reduce, initialState);
  expect(summaryLines(state, [], 200).at(-1)).toBe(
    'language-id: stopped, because its trials fail, after 5s; 0 complete, 0 pruned, 0 failed; no trial completed',
  );
});

it('names three figures of the test data, the counterpart of the objective first', () => {
  const events = simulatedStudy({ trials: 13 });
  const state = [...events, ...ending(events)].reduce(reduce, initialState);
  const metrics = { test_auroc: 0.9, test_loss: 0.5, test_macro_f1: 0.7, test_accuracy: 0.8 };
  const ended = { at: 1, reason: 'trials', elapsedMs: 1, test: { trialNumber: 8, metrics } } as const;
  expect(summaryLines({ ...state, ended }, [], 500).at(-1)).toMatch(
    /; on the test data test_accuracy 0\.8000, test_auroc 0\.9000, test_loss 0\.5000$/,
  );
});

it('says how often the pruner was wrong', () => {
  const events = simulatedStudy({ trials: 13 });
  const state = [...events, ...ending(events)].reduce(reduce, initialState);
  const decision = { verdict: 'audited', numbers: {} } as const;
  const trial = trialOf(state, 10) as Trial;
  const trials = state.trials.with({ ...trial, reports: trial.reports.map((report) => ({ ...report, decision })) });
  expect(summaryLines({ ...state, trials }, [], 500).at(-1)).toMatch(
    /; on the test data .*\. Audit: 1 trial ran on that early stopping would have ended; 0 of 1 came first of 10 complete trials/,
  );
});

it('has nothing to say of a study that never began', () => {
  expect(summaryLines(initialState, [], 80)).toEqual([]);
});
