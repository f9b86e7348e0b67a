import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parquetMetadata, parquetReadObjects } from 'hyparquet';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StudyRecord } from '../../../src/core/study-record.js';
import { exportParquet } from '../../../src/report/parquet/export-parquet.js';
import { askPython, pythonWith } from '../../fixtures/python.js';
import { everyDistribution, everyDistributionRecord } from '../every-distribution-record.js';
import { sampleRecord } from '../sample-record.js';
import { smallRecord } from '../small-record.js';
import { twoObjectivesRecord } from '../two-objectives-record.js';

/** Its two files. */
function filesOf(record: StudyRecord): readonly [trials: ArrayBuffer, reports: ArrayBuffer] {
  const [trials, reports] = [...exportParquet(record)].map(({ content }) => (content as Uint8Array<ArrayBuffer>).buffer);
  return [trials as ArrayBuffer, reports as ArrayBuffer];
}

describe('trials.parquet, read by another library', () => {
  it('has a row a trial, in number order, with null for what a trial does not have', async () => {
    const [file] = filesOf(smallRecord);
    const rows = await parquetReadObjects({ file });
    expect(rows.map(({ trial, state, value, rank, attempt }) => [trial, state, value, rank, attempt])).toEqual([
      [0n, 'complete', 0.25, 1n, 1n],
      [1n, 'pruned', null, null, 2n],
      [2n, 'failed', null, null, 1n],
      [3n, 'waiting', null, null, 1n],
    ]);
    expect(rows[0]).toMatchObject({
      'metrics.val_loss': 0.25,
      'metrics.loss': -0.5,
      'params.learning_rate': 0.01,
      'params.loss': 'a,"b"',
      'params.width': 4n,
      startedAt: new Date(smallRecord.createdAt),
      durationMs: 1500,
      steps: 3n,
      reason: null,
    });
    // Absent, and a value that is null.
    expect(rows[1]).toMatchObject({ 'params.width': null, 'params.loss': null });
    expect(rows[1]?.explanation).toMatch(/^val_loss 1\.5 at step 1 is above/);
    expect(rows[2]).toMatchObject({ 'metrics.val_loss': Number.NaN, reason: 'diverged', message: 'val_loss is NaN | at step 1' });
    expect(rows[3]).toMatchObject({ startedAt: null, finishedAt: null, durationMs: null, paused: false, audited: false });
  });

  it('says of a repeat what it repeats', async () => {
    const repeat = { ...smallRecord.trials[0], number: 4, repeatOf: 0, purpose: 'finalize', round: 1 } as const;
    const [file] = filesOf({ ...smallRecord, trials: [...smallRecord.trials, repeat] as StudyRecord['trials'] });
    const marks = (await parquetReadObjects({ file })).map(({ repeatOf, purpose, round }) => [repeatOf, purpose, round]);
    expect(marks).toEqual([...Array(4).fill([null, null, null]), [0n, 'finalize', 1n]]);
  });

  it('has a type for each kind of value', async () => {
    const [file] = filesOf(everyDistributionRecord);
    const types = parquetMetadata(file).schema.map(({ name, type, converted_type }) => [name, converted_type ?? type]);
    expect(Object.fromEntries(types)).toMatchObject({
      'params.plain': 'DOUBLE',
      'params.steppedLog': 'DOUBLE',
      'params.fromZero': 'INT64',
      'params.ordered': 'INT64',
      'params.listed': 'UTF8',
      'params.fixed': 'UTF8',
      startedAt: 'TIMESTAMP_MILLIS',
      paused: 'BOOLEAN',
    });
    const [row] = await parquetReadObjects({ file });
    const expected = Object.entries(everyDistribution).map(([name, [, value]]) => [
      `params.${name}`,
      typeof value === 'number' && Number.isInteger(value) ? BigInt(value) : value,
    ]);
    expect(row).toMatchObject(Object.fromEntries(expected));
  });

  it('has fronts, what is derived and marks, and says what it is of', async () => {
    const [file, reports] = filesOf(twoObjectivesRecord);
    const rows = await parquetReadObjects({ file });
    expect(rows.map(({ front }) => front)).toEqual([1n, 2n, 1n, null]);
    expect(rows.map((row) => row['derived.area'])).toEqual([64n, 256n, 576n, expect.any(BigInt)]);
    expect(rows.map(({ audited }) => audited)).toEqual([false, true, false, false]);
    expect(rows.map(({ paused }) => paused)).toEqual([false, false, false, true]);
    const [about] = parquetMetadata(reports).key_value_metadata ?? [];
    expect([about?.key, JSON.parse(about?.value ?? '')]).toEqual([
      'hypersweep',
      { schema: 1, study: 'two', objectives: [expect.objectContaining({ metric: 'accuracy' }), expect.anything()] },
    ]);
  });
});

describe('reports.parquet', () => {
  it('has a row for each report, with what was decided there', async () => {
    const [, file] = filesOf(sampleRecord());
    const rows = await parquetReadObjects({ file });
    const reported = sampleRecord().trials.flatMap(({ number, reports }) =>
      reports.map(({ step, metrics }) => [BigInt(number), BigInt(step), metrics.val_accuracy, metrics.val_loss]),
    );
    expect(rows.map((row) => [row.trial, row.step, row['metrics.val_accuracy'], row['metrics.val_loss']])).toEqual(reported);
    const [, decided] = filesOf(twoObjectivesRecord);
    const [, audited] = await parquetReadObjects({ file: decided });
    expect([audited?.['decision.verdict'], JSON.parse(audited?.['decision.numbers'])]).toEqual([
      'audited',
      { rung: 1, value: 0.7, bound: 0.95 },
    ]);
  });

  it('and the trials are tables without rows where there is nothing yet', async () => {
    for (const file of filesOf({ ...smallRecord, trials: [] })) expect(await parquetReadObjects({ file })).toEqual([]);
  });
});

const python = pythonWith('pyarrow');
const program = `
import pyarrow.parquet as parquet
def read(name, **options): return parquet.read_table(sys.argv[1] + '/' + name + '.parquet', **options)
trials, reports = read('trials'), read('reports')
answer({
  'types': {f.name: str(f.type) for f in trials.schema}, 'about': trials.schema.metadata[b'hypersweep'].decode(),
  'trials': [[str(v) for v in row.values()] for row in trials.select(['trial', 'state', 'value', 'startedAt', 'params.loss']).to_pylist()],
  'losses': reports.column('metrics.val_loss').to_pylist(),
  # By the statistics of the file, which a NaN must not upset.
  'high': read('reports', filters=[('metrics.val_loss', '>', 0.9)]).num_rows,
  'low': read('reports', filters=[('metrics.val_loss', '<', 0.4)]).num_rows,
})
`;

describe.skipIf(python === undefined)('tables that pyarrow reads (skipped without a Python that has it)', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'hypersweep-parquet-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('have its types and values', async () => {
    for (const { path, content } of exportParquet(smallRecord)) await writeFile(join(folder, path), content as Uint8Array);
    const read = askPython(python as string, program, [folder]) as Record<string, unknown>;
    expect(read.types).toMatchObject({
      trial: 'int64',
      state: 'string',
      value: 'double',
      'params.learning_rate': 'double',
      'params.width': 'int64',
      startedAt: 'timestamp[ms, tz=UTC]',
      durationMs: 'double',
      paused: 'bool',
    });
    expect(JSON.parse(String(read.about))).toMatchObject({ study: 'small' });
    expect(read.trials).toEqual([
      ['0', 'complete', '0.25', '2026-03-01 09:30:00+00:00', 'a,"b"'],
      ['1', 'pruned', 'None', '2026-03-01 09:30:01.500000+00:00', 'None'],
      ['2', 'failed', 'None', '2026-03-01 09:30:01.900000+00:00', '=SUM(A1)'],
      ['3', 'waiting', 'None', 'None', 'None'],
    ]);
    expect(read.losses).toEqual([1, 0.5, 1 / 3, 1.5, 'nan']);
    expect([read.high, read.low]).toEqual([2, 1]);
  });
});
