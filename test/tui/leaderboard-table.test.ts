import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StudyOverview } from '../../src/core/events.js';
import type { LeaderboardRow } from '../../src/study/leaderboard.js';
import { leaderboardTable } from '../../src/tui/leaderboard-table.js';
import { overview } from './simulated-study.js';

const rows: LeaderboardRow[] = [
  {
    rank: 1,
    trialNumber: 17,
    state: 'complete',
    params: {
      encoder: 'cnn',
      learning_rate: 0.0012,
      batch_size: 64,
      dropout: 0.317,
      loss: 'cross-entropy',
      warmup: 0.1,
      task_seed: 7,
    },
    loss: -0.8123,
    steps: 4,
    curve: [-0.5, -0.6, -0.7, -0.8123],
  },
  {
    trialNumber: 18,
    state: 'running',
    params: {
      encoder: 'bag',
      learning_rate: 0.05,
      batch_size: 128,
      dropout: 0,
      loss: 'label-smoothing',
      smoothing: 0.1,
      warmup: 0,
    },
    loss: -0.5,
    steps: 2,
    curve: [-0.5, -0.4],
  },
  {
    trialNumber: 3,
    state: 'failed',
    params: { encoder: 'bag', learning_rate: 9, batch_size: 32, dropout: 0.5, loss: 'mse', warmup: 0.02 },
    steps: 0,
    curve: [],
  },
];

it('shows all of it where there is room: searched parameters only, and a dot for an absent one', () => {
  expect(leaderboardTable(rows, overview, 140)).toEqual([
    '#  trial  val_accuracy  encoder  learning_rate  batch_size  dropout  loss             smoothing  warmup  epochs  state     curve',
    '1     17        0.8123  cnn             1.2e-3          64    0.317  cross-entropy            ·     0.1    4/20  complete  ▁▃▅█',
    '      18        0.5000  bag               0.05         128        0  label-smoothing        0.1       0    2/20  running   █▁',
    '       3                bag                  9          32      0.5  mse                      ·    0.02    0/20  failed',
  ]);
});

it('shows the front and every metric of a study with several objectives, and who is paused or audited', () => {
  const study: StudyOverview = {
    ...{ name: 'two', sampler: { type: 'nsga2' }, pruner: { type: 'none' }, budget: {}, epochs: 9 },
    objective: { metric: 'accuracy', goal: 'maximize' },
    furtherObjectives: [{ metric: 'latency_ms', goal: 'minimize' }],
    ...{ parameterNames: ['width'], searchedNames: ['width'] },
  };
  const row = (trialNumber: number, accuracy: number, latency_ms: number): LeaderboardRow => ({
    ...{ trialNumber, state: 'complete', params: { width: trialNumber * 10 }, metrics: { accuracy, latency_ms } },
    ...{ loss: -accuracy, losses: [-accuracy, latency_ms], steps: 9, curve: [] },
  });
  const ranked: LeaderboardRow[] = [
    { ...row(4, 0.9, 20), rank: 1, front: 1 },
    { ...row(2, 0.8, 10), rank: 2, front: 1, audited: true },
    { ...row(3, 0.7, 30), rank: 3, front: 2 },
    { ...row(1, 0.6, 15), state: 'pruned', pausedAt: 3, steps: 3 },
  ];
  expect(leaderboardTable(ranked, study, 100)).toMatchInlineSnapshot(`
    [
      "#  trial  front  accuracy  latency_ms  width  epochs  state             curve",
      "1      4      1    0.9000      20.000     40     9/9  complete",
      "2      2      1    0.8000      10.000     20     9/9  complete (audit)",
      "3      3      2    0.7000      30.000     30     9/9  complete",
      "       1           0.6000      15.000     10     3/9  paused at step 3",
    ]
  `);
  expect(leaderboardTable(ranked, study, 60)).toMatchInlineSnapshot(`
    [
      "# trial front accuracy   l_ms width epochs state      curve",
      "1     4     1   0.9000 20.000    40    9/9 complete",
      "2     2     1   0.8000 10.000    20    9/9 audit",
      "3     3     2   0.7000 30.000    30    9/9 complete",
      "      1         0.6000 15.000    10    3/9 paused @3",
    ]
  `);
});

it('abbreviates titles, cuts choices and drops what is least important', () => {
  expect(leaderboardTable(rows, overview, 78)).toEqual([
    '# trial  value encoder l_rate b_size dropout loss       epochs state    curve',
    '1    17 0.8123 cnn     1.2e-3     64   0.317 cross-ent…   4/20 complete ▁▃▅█',
    '     18 0.5000 bag       0.05    128       0 label-smo…   2/20 running  █▁',
    '      3        bag          9     32     0.5 mse          0/20 failed',
    '(2 more parameters in a wider window)',
  ]);
});

it('keeps rank, trial and value to the last', () => {
  expect(leaderboardTable(rows.slice(0, 1), overview, 16)).toEqual([
    '# trial    value',
    '1    17   0.8123',
    '(7 more parameters in a wider window)',
  ]);
});

it('turns the loss of a minimised metric back into its value', () => {
  const study: StudyOverview = { ...overview, objective: { metric: 'rmse', goal: 'minimize' }, searchedNames: [] };
  const row: LeaderboardRow = {
    rank: 1,
    trialNumber: 0,
    state: 'complete',
    params: {},
    loss: 0.25,
    steps: 2,
    curve: [0.5, 0.25],
  };
  expect(leaderboardTable([row], study, 80)).toEqual([
    '#  trial    rmse  epochs  state     curve',
    '1      0  0.2500    2/20  complete  ▁█',
  ]);
});

it('has no columns for epochs that nothing reports', () => {
  const { epochs: _, ...study } = overview;
  const row: LeaderboardRow = {
    rank: 1,
    trialNumber: 0,
    state: 'complete',
    params: { dropout: 0.5 },
    loss: -1,
    steps: 0,
    curve: [],
  };
  expect(leaderboardTable([row], { ...study, searchedNames: ['dropout'] }, 80)).toEqual([
    '#  trial  val_accuracy  dropout  state',
    '1      0        1.0000      0.5  complete',
  ]);
});

it('is not confused by parameters that are called as its own columns', () => {
  const study = { ...overview, searchedNames: ['epochs', 'state', 'curve'] };
  const row: LeaderboardRow = {
    rank: 1,
    trialNumber: 0,
    state: 'complete',
    params: { epochs: 5, state: 'on', curve: true },
    loss: -1,
    steps: 1,
    curve: [-1],
  };
  const [titles = ''] = leaderboardTable([row], study, 80);
  expect(titles.split(/ +/)).toEqual(['#', 'trial', 'val_accuracy', 'epochs', 'state', 'curve', 'epochs', 'state', 'curve']);
});

it('fits any width that has room for the first three columns', () => {
  fc.assert(
    fc.property(fc.integer({ min: 16, max: 200 }), (width) => {
      const table = leaderboardTable(rows, overview, width).slice(0, rows.length + 1);
      expect(Math.max(...table.map((line) => line.length))).toBeLessThanOrEqual(width);
    }),
  );
});

it('leaves out first the parameters that none of the rows has', () => {
  const conditional: StudyOverview = { ...overview, searchedNames: ['encoder', 'absent_one', 'dropout', 'warmup', 'loss'] };
  const titles = (width: number) => leaderboardTable(rows, conditional, width)[0] ?? '';
  expect(titles(200)).toContain('absent_one');
  const narrow = titles(60);
  expect(narrow).not.toMatch(/absent|a_one/);
  expect(narrow).toContain('dropout');
  expect(narrow).toContain('warmup');
});
