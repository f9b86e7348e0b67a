import type { Distribution } from '../../src/core/distribution.js';
import type { StudyRecord } from '../../src/core/study-record.js';
import { smallRecord } from './small-record.js';

/** By name: a distribution of each kind, and a value of it. */
export const everyDistribution: Readonly<Record<string, readonly [Distribution, string | number | boolean | null]>> = {
  plain: [{ kind: 'float', low: -1, high: 1 }, 0.1 + 0.2],
  log: [{ kind: 'float', low: 1e-5, high: 0.1, log: true }, 3.3e-4],
  stepped: [{ kind: 'float', low: 0, high: 1, step: 0.3 }, 0.6],
  steppedLog: [{ kind: 'float', low: 0.5, high: 8, step: 0.5, log: true }, 2.5],
  fromZero: [{ kind: 'int', low: 0, high: 8, step: 2, log: true, shape: { type: 'uniform', low: 0, high: 2 } }, 4],
  normal: [{ kind: 'float', low: -8.3, high: 8.3, shape: { type: 'normal', mean: 0, deviation: 1 } }, 1.5],
  whole: [{ kind: 'int', low: 1, high: 10, step: 4 }, 9],
  wholeLog: [{ kind: 'int', low: 1, high: 1024, log: true }, 96],
  ordered: [{ kind: 'ordinal', choices: [16, 32, 64] }, 32],
  listed: [{ kind: 'categorical', choices: ['a', null, true, 2.5], weights: [0.1, 0.2, 0.3, 0.4] }, null],
  fixed: [{ kind: 'categorical', choices: ['é"'] }, 'é"'],
};

/** One trial in a space that has a distribution of each kind. */
export const everyDistributionRecord: StudyRecord = {
  ...smallRecord,
  spec: {
    ...smallRecord.spec,
    name: 'every',
    space: { parameters: Object.entries(everyDistribution).map(([name, [distribution]]) => ({ name, distribution })) },
  },
  trials: [
    {
      ...{ number: 0, state: 'complete', attempt: 1, reports: [], metrics: { val_loss: 0.25 }, loss: 0.25 },
      params: Object.fromEntries(Object.entries(everyDistribution).map(([name, [, value]]) => [name, value])),
      ...{ startedAt: smallRecord.createdAt, finishedAt: smallRecord.createdAt + 1500 },
    },
  ],
};
