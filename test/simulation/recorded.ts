import type { StudySpec } from '../../src/core/study-spec.js';
import type { TableSpec } from '../../src/core/task-spec.js';

/** 60 recorded runs over a rate and an optimizer: curves of up to 9 steps that fall to where the rate is best. */
export function recordedSpec(changes: Partial<StudySpec> = {}): StudySpec & { readonly task: TableSpec } {
  const rows = Array.from({ length: 60 }, (_, i) => ({ rate: (i + 0.5) / 60, optimizer: i % 3 === 0 ? 'sgd' : 'adam' }));
  const curves = rows.map(({ rate, optimizer }, i) => {
    const floor = (rate - 0.4) ** 2 + (optimizer === 'sgd' ? 0.1 : 0);
    return Array.from({ length: 5 + (i % 5) }, (_, step) => floor + 1 / (step + 1 + rate));
  });
  return {
    name: 'recorded',
    objective: { metric: 'loss', goal: 'minimize' },
    space: {
      parameters: [
        { name: 'rate', distribution: { kind: 'float', low: 0, high: 1 } },
        { name: 'optimizer', distribution: { kind: 'categorical', choices: ['sgd', 'adam'] } },
      ],
      rows,
    },
    sampler: { type: 'tpe' },
    pruner: { type: 'median', min_trials: 3 },
    budget: { trials: 30 },
    seed: 3,
    ...changes,
    task: { kind: 'table', score: 'best', table: { curves }, epochs: 9 },
  };
}
