import type { StudyRecord } from '../../src/core/study-record.js';

const createdAt = Date.UTC(2026, 2, 1, 9, 30);

/** Four trials, one of each ending, with names and values that formats stumble over. */
export const smallRecord: StudyRecord = {
  spec: {
    name: 'small',
    objective: { metric: 'val_loss', goal: 'minimize' },
    space: {
      parameters: [
        { name: 'learning_rate', distribution: { kind: 'float', low: 1e-4, high: 0.1, log: true } },
        { name: 'loss', distribution: { kind: 'categorical', choices: ['=SUM(A1)', 'a,"b"', null] } },
        {
          name: 'width',
          distribution: { kind: 'int', low: 1, high: 8 },
          when: { source: 'loss != null', references: ['loss'], holds: (params) => params.loss !== null },
        },
        { name: 'epochs', distribution: { kind: 'categorical', choices: [3] } },
      ],
    },
    sampler: { type: 'random' },
    pruner: { type: 'median' },
    budget: { trials: 4 },
    seed: 7,
    task: { kind: 'inline', epochs: 5 },
  },
  sweepText: '',
  trials: [
    {
      number: 0,
      state: 'complete',
      attempt: 1,
      params: { learning_rate: 0.01, loss: 'a,"b"', width: 4, epochs: 3 },
      startedAt: createdAt,
      finishedAt: createdAt + 1500,
      reports: [1, 2, 3].map((step) => ({ step, metrics: { val_loss: 1 / step }, loss: 1 / step })),
      metrics: { val_loss: 0.25, loss: -0.5 },
      loss: 0.25,
    },
    {
      number: 1,
      state: 'pruned',
      attempt: 2,
      params: { learning_rate: 0.0002, loss: null, epochs: 3 },
      startedAt: createdAt + 1500,
      finishedAt: createdAt + 1900,
      reports: [{ step: 1, metrics: { val_loss: 1.5 }, loss: 1.5 }],
      explanation: 'val_loss 1.5 at step 1 is above the median of 1 trial (1)',
    },
    {
      number: 2,
      state: 'failed',
      attempt: 1,
      params: { learning_rate: 0.09, loss: '=SUM(A1)', width: 1, epochs: 3 },
      startedAt: createdAt + 1900,
      finishedAt: createdAt + 2000,
      reports: [{ step: 1, metrics: { val_loss: Number.NaN }, loss: Number.NaN }],
      reason: 'diverged',
      message: 'val_loss is NaN | at step 1',
    },
    { number: 3, state: 'waiting', attempt: 1, params: { learning_rate: 0.001, loss: null, epochs: 3 }, reports: [] },
  ],
  status: 'interrupted',
  elapsedMs: 2000,
  test: { trialNumber: 0, metrics: { test_loss: 0.3 } },
  createdAt,
};
