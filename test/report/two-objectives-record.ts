import type { StudyRecord } from '../../src/core/study-record.js';
import type { Trial } from '../../src/core/trial.js';

const createdAt = Date.UTC(2026, 2, 1, 9, 30);

function complete(number: number, accuracy: number, latency_ms: number, audited = false): Trial {
  const metrics = { accuracy, latency_ms };
  const numbers = { rung: 1, value: accuracy, bound: 0.95 };
  return {
    ...{ number, state: 'complete', attempt: 1, params: { width: 8 * (number + 1) } },
    ...{ startedAt: createdAt, finishedAt: createdAt + 1000, metrics, loss: -accuracy },
    reports: [{ step: 1, metrics, loss: -accuracy, ...(audited && { decision: { verdict: 'audited', numbers } }) }],
  };
}

/** Accuracy against latency: trials 0 and 2 are the front, 1 was audited, 3 is paused. All that a space may say is said. */
export const twoObjectivesRecord: StudyRecord = {
  spec: {
    name: 'two',
    objective: { metric: 'accuracy', goal: 'maximize' },
    furtherObjectives: [{ metric: 'latency_ms', goal: 'minimize' }],
    space: {
      parameters: [
        {
          name: 'width',
          distribution: { kind: 'int', low: 8, high: 64, step: 8 },
          prior: { centre: 16, confidence: 'high' },
        },
      ],
      constraints: [{ source: 'width <= 48', references: ['width'], holds: ({ width }) => Number(width) <= 48 }],
      derived: [{ name: 'area', source: 'width * width', of: ({ width }) => Number(width) ** 2 }],
    },
    ...{ sampler: { type: 'auto' }, pruner: { type: 'asha', mode: 'promote' }, budget: { trials: 4 }, seed: 7 },
    task: { kind: 'inline', epochs: 9 },
  },
  sweepText: '',
  trials: [
    complete(0, 0.9, 20),
    complete(1, 0.7, 30, true),
    complete(2, 0.8, 10),
    {
      ...{ number: 3, state: 'pruned', paused: true, attempt: 1, params: { width: 32 } },
      ...{ startedAt: createdAt, finishedAt: createdAt + 500, explanation: 'accuracy 0.4 at step 1 is 4th of 4' },
      reports: [
        {
          ...{ step: 1, metrics: { accuracy: 0.4, latency_ms: 15 }, loss: -0.4 },
          decision: { verdict: 'pause', numbers: { rung: 1, value: 0.4, rank: 4, of: 4 } },
        },
      ],
    },
  ],
  status: 'finished',
  elapsedMs: 2000,
  choices: ['auto searches with nsga2: there are two objectives'],
  createdAt,
};
