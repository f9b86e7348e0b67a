import { expect, it } from 'vitest';
import type { StudySpec } from '../../src/core/study-spec.js';
import type { TableSpec } from '../../src/core/task-spec.js';
import type { Trial } from '../../src/core/trial.js';
import { recordedRuns } from '../../src/simulation/recorded-runs.js';
import { simulate } from '../../src/simulation/simulate.js';
import { tableOfStudy } from '../../src/simulation/study-table.js';

const spec: StudySpec = {
  name: 'study',
  objective: { metric: 'accuracy', goal: 'maximize' },
  space: { parameters: [{ name: 'x', distribution: { kind: 'float', low: 0, high: 1 } }] },
  sampler: { type: 'random' },
  pruner: { type: 'none' },
  budget: {},
  seed: 1,
  task: { kind: 'inline', epochs: 8 },
};

function trial(
  number: number,
  x: number,
  state: 'complete' | 'pruned' | 'failed',
  reports: readonly (readonly [step: number, accuracy: number])[],
): Trial {
  const base = {
    number,
    params: { x },
    attempt: 1,
    startedAt: 0,
    finishedAt: 1,
    reports: reports.map(([step, accuracy]) => ({ step, metrics: { accuracy }, loss: -accuracy })),
  };
  if (state === 'complete') return { ...base, state, metrics: { accuracy: 0.75 }, loss: -0.75 };
  return state === 'pruned' ? { ...base, state, explanation: 'worse' } : { ...base, state, reason: 'error', message: 'broken' };
}

const trials = [
  trial(0, 0.1, 'complete', [
    [2, 0.5],
    [4, 0.75],
  ]),
  trial(1, 0.2, 'pruned', [[2, 0.25]]),
  trial(2, 0.3, 'failed', [[2, 0.9]]),
  trial(3, 0.4, 'complete', []),
  trial(4, 0.1, 'pruned', [[2, 0.5]]),
];

it('replays complete and pruned trials, each as far as it was recorded, once for the same parameters', () => {
  const { spec: table, pruned } = tableOfStudy(spec, trials);
  expect(pruned).toBe(1);
  expect(table.space.rows).toEqual([{ x: 0.1 }, { x: 0.2 }, { x: 0.4 }]);
  expect(table.task).toEqual({
    kind: 'table',
    score: 'best',
    table: { curves: [[0.5, 0.75], [0.25], [0.75]], steps: [[2, 4], [2], [1]] },
    epochs: 4,
  });
  const runs = recordedRuns(table.space, table.task as TableSpec);
  const { cost, trials: replayed } = simulate({ spec: table, runs, slots: 1, score: 'best' });
  expect(cost).toBe(4 + 2 + 1);
  expect(replayed.every(({ state }) => state === 'complete')).toBe(true);
});

it('asks for a study that has something to replay', () => {
  expect(() => tableOfStudy(spec, trials.slice(2, 3))).toThrow('Expected complete or pruned trials in study to replay, got none');
  const several: StudySpec = { ...spec, furtherObjectives: [{ metric: 'seconds', goal: 'minimize' }] };
  expect(() => tableOfStudy(several, trials)).toThrow(
    'Expected a study with one metric to replay, study has 2 (accuracy, seconds): runs are compared by one value.',
  );
});
