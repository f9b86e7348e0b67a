import { expect, it } from 'vitest';
import type { StudyRecord } from '../../../src/core/study-record.js';
import { rowsThatDiffer } from '../../../src/report/side-by-side/rows.js';
import { settingsOf } from '../../../src/report/side-by-side/settings.js';
import { smallRecord } from '../small-record.js';

const { spec } = smallRecord;

function differences(...changes: Partial<StudyRecord['spec']>[]) {
  const studies = changes.map((change) => settingsOf({ ...smallRecord, spec: { ...spec, ...change } }));
  return rowsThatDiffer(studies).map(({ name, cells }) => [name, ...cells]);
}

it('finds nothing between a study and another that was set alike, whatever its name', () => {
  expect(differences({}, { name: 'other', description: 'the same again' })).toEqual([]);
});

it('names what differs as sweep files do, and leaves empty what a study does not have', () => {
  expect(
    differences(
      { sampler: { type: 'tpe', multivariate: false }, budget: { trials: 4, timeMs: 90_000 }, perDevice: 2 },
      { seed: 8, task: { kind: 'inline', epochs: 9 }, space: { parameters: spec.space.parameters.slice(1) } },
    ),
  ).toEqual([
    ['method', 'tpe', 'random'],
    ['method.multivariate', 'false', ''],
    ['budget.time', '1m 30s', ''],
    ['seed', '7', '8'],
    ['task.epochs', '5', '9'],
    ['per_device', '2', ''],
    ['parameters.learning_rate', 'float from 0.0001 to 0.1, log scale', ''],
  ]);
});

it('has no recorded runs, which nobody could read', () => {
  const table = { curves: [[1, 2, 3]] };
  const settings = settingsOf({ ...smallRecord, spec: { ...spec, task: { kind: 'table', score: 'best', epochs: 3, table } } });
  expect([...settings.keys()].filter((name) => name.startsWith('task'))).toEqual(['task', 'task.score', 'task.epochs']);
});
