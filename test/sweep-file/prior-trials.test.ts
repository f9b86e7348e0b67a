import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { Objective } from '../../src/core/objective.js';
import type { ForeignTrial } from '../../src/core/prior-trial.js';
import { renderTrialsJsonl } from '../../src/report/trials-jsonl.js';
import { readForeignTrials } from '../../src/sweep-file/foreign-trials.js';
import { priorTrials } from '../../src/sweep-file/prior-trials.js';
import { repeatsRecord } from '../report/repeats-record.js';
import { smallRecord } from '../report/small-record.js';
import { sweepOf } from './sweep.js';

const objectives: Objective[] = [{ metric: 'loss', goal: 'minimize' }];
const { space } = sweepOf({
  parameters: `{
    rate: { min: 0.0001, max: 0.1, log: true }, width: { min: 2, max: 10, distribution: q_uniform, q: 4 },
    kind: { values: [a, 1, true, null] }, depth: { min: 1, max: 3, when: "kind == 'a'" }, epochs: { value: 5 } }`,
  constraints: '["width < 8 || rate < 0.05"]',
}).spec;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'hypersweep-prior-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function fileOf(name: string, lines: readonly string[]): string {
  const path = join(folder, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

function foreign(params: ForeignTrial['params'], more: Partial<ForeignTrial> = {}): ForeignTrial {
  return { name: 'trial 7', params, state: 'complete', metrics: { loss: 1 }, curve: [], ...more };
}

function fitted(...trials: readonly ForeignTrial[]) {
  return priorTrials(trials, 'old.db', { space, objectives });
}

const point = { rate: 0.01, width: 4, kind: 'a', depth: 2, epochs: 5 };

it('takes points of the space, and leaves parameters out that it does not have', () => {
  const { depth: _, ...shallow } = point;
  const { trials, remarks } = fitted(
    foreign({ ...point, momentum: 0.9, 'weight.decay': 0 }),
    // 0.1 + 0.2 and the like is meant as the value nearby; a fixed parameter need not be there.
    foreign({ rate: 0.1 * 1.0000000000000002, width: 4, kind: 'a', depth: 2 }),
    // Where a condition does not hold the parameter has no place, whatever a file says.
    foreign({ ...point, kind: null }),
    foreign({ ...point, kind: true, depth: undefined }, { state: 'pruned', curve: [[1, 3]] }),
  );
  expect(trials).toEqual([
    { params: point, metrics: { loss: 1 }, curve: [] },
    { params: { ...point, rate: 0.1 }, metrics: { loss: 1 }, curve: [] },
    { params: { ...shallow, kind: null }, metrics: { loss: 1 }, curve: [] },
    { params: { ...shallow, kind: true }, curve: [[1, 3]] },
  ]);
  expect(remarks).toEqual(['Parameters of old.db that this study does not have are left out: momentum, weight.decay']);
});

it.each([
  ['rate is 0.2', { rate: 0.2 }],
  ['rate is "0.01"', { rate: '0.01' }],
  ['width is 5', { width: 5 }],
  ['kind is "1"', { kind: '1' }],
  ['kind is missing', { kind: undefined }],
  ['epochs is 6', { epochs: 6 }],
  ['width < 8 || rate < 0.05 does not hold', { width: 8, rate: 0.06 }],
])('leaves a trial out that is outside the space: %s', (complaint, change) => {
  const { trials, remarks } = fitted(foreign({ ...point, ...change }), foreign(point));
  expect(trials).toHaveLength(1);
  expect(remarks).toEqual([`1 of the 2 trials of old.db are outside the space and left out (trial 7: ${complaint})`]);
});

it('leaves trials out that have come to no value', () => {
  const { trials, remarks } = fitted(
    foreign(point, { state: 'other' }),
    foreign(point, { metrics: {} }),
    foreign(point, { state: 'pruned' }),
  );
  expect(trials).toEqual([]);
  expect(remarks).toEqual(['3 of the 3 trials of old.db have come to no value of loss and are left out (trial 7)']);
});

it('takes of a configuration that ran several times the search’s own run alone', () => {
  const path = fileOf('repeats.jsonl', [renderTrialsJsonl(repeatsRecord)]);
  const trials = readForeignTrials(path, [repeatsRecord.spec.objective]);
  expect(trials.map(({ name }) => name)).toEqual(['trial 0', 'trial 1', 'trial 2', 'trial 3']);
});

it('reads our own trials.jsonl', () => {
  const path = fileOf('trials.jsonl', [renderTrialsJsonl(smallRecord)]);
  const [first, second, ...others] = readForeignTrials(path, [smallRecord.spec.objective]);
  expect(first).toEqual({
    ...{ name: 'trial 0', params: smallRecord.trials[0]?.params, state: 'complete', metrics: { val_loss: 0.25 } },
    curve: [
      [1, 1],
      [2, 0.5],
      [3, 1 / 3],
    ],
  });
  expect(second).toMatchObject({ state: 'pruned', curve: [[1, 1.5]] });
  expect(others.map(({ state, curve }) => [state, curve])).toEqual([
    ['other', []],
    ['other', []],
  ]);
});

it('reads the runs that W&B exports as CSV, with types by the parameters', () => {
  const path = fileOf('wandb.csv', [
    '"Name","State","Notes","User","Tags","Created","Runtime","Sweep","rate","width","kind","depth","epochs","loss"',
    '"sunny-1","finished","-","ada","","2026-03-01T09:30:00.000Z","12","abc","0.01","4","a","2","5","0.5"',
    '"rainy-2","finished","-","ada","","2026-03-01T09:31:00.000Z","12","abc","1e-3","8","True","","5","0.25"',
    '"windy-3","crashed","-","ada","","2026-03-01T09:32:00.000Z","2","abc","0.01","4","","","5",""',
    '"foggy-4","finished","-","ada","","2026-03-01T09:33:00.000Z","9","abc","0.5","4","1","","5","0.1"',
    '"snowy-5","finished","-","ada","","2026-03-01T09:34:00.000Z","9","abc","0.02","4","1","","5","NaN"',
  ]);
  const { trials, remarks } = priorTrials(readForeignTrials(path, objectives), 'wandb.csv', { space, objectives });
  expect(trials).toEqual([
    { params: point, metrics: { loss: 0.5 }, curve: [] },
    { params: { rate: 0.001, width: 8, kind: true, epochs: 5 }, metrics: { loss: 0.25 }, curve: [] },
  ]);
  expect(remarks).toEqual([
    '1 of the 5 trials of wandb.csv are outside the space and left out (foggy-4: rate is 0.5)',
    '2 of the 5 trials of wandb.csv have come to no value of loss and are left out (windy-3)',
  ]);
});

it('says what is wrong with a file, and where', () => {
  const read = (name: string, ...lines: string[]) => readForeignTrials(fileOf(name, lines), objectives);
  expect(() => read('a.jsonl', '{"params":{}}', '{"params":3}', 'no')).toThrow(/Expected `params` to be an object .*a\.jsonl:2/);
  expect(() => read('a.jsonl', '{"schema":2,"params":{}}')).toThrow(/Expected `schema` to be 1, got 2: .*newer .*a\.jsonl:1/);
  expect(() => read('a.csv', 'Name,accuracy', 'x,1')).toThrow('Expected a column "loss"');
  expect(() => read('a.csv', 'Name,loss', 'x,low')).toThrow(/Expected a number in column "loss", got "low" .*a\.csv:2/);
  expect(() => read('a.txt', 'x')).toThrow("Expected a file of Optuna's (SQLite), a .jsonl of ours or a .csv of W&B's");
});
