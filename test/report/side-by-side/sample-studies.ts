import type { StudyRecord } from '../../../src/core/study-record.js';
import type { NamedStudy } from '../../../src/report/side-by-side/side-by-side.js';
import { sampleRecord } from '../sample-record.js';

const [whole, short] = [sampleRecord(), sampleRecord(25)];

/** Shorter, with another method and without the convolutions, and worse by 0.02 throughout. */
const plain: StudyRecord = {
  ...short,
  spec: {
    ...short.spec,
    name: 'plain',
    sampler: { type: 'random' },
    pruner: { type: 'none' },
    budget: { trials: 25, timeMs: 3_600_000 },
    seed: 43,
    space: { parameters: short.spec.space.parameters.filter(({ name }) => name !== 'filters') },
  },
  trials: short.trials.map((trial) => {
    const { filters, ...params } = trial.params;
    if (trial.state !== 'complete') return { ...trial, params };
    return { ...trial, params, loss: trial.loss + 0.02, metrics: { ...trial.metrics, val_accuracy: -trial.loss - 0.02 } };
  }),
};

/** Of one objective, the first the best. */
export const sampleStudies: readonly NamedStudy[] = [
  { name: 'language-id', record: whole },
  { name: 'plain', record: plain },
];
