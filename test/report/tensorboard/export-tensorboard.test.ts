import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { StudyRecord } from '../../../src/core/study-record.js';
import { writeReports } from '../../../src/report/write-reports.js';
import { makeDatabase } from '../../../src/storage/make-database.js';
import { askPython, pythonWith } from '../../fixtures/python.js';
import { everyDistributionRecord } from '../every-distribution-record.js';
import { smallRecord } from '../small-record.js';

const python = pythonWith('tensorboard');

/** What TensorBoard's own reader and the back end of its HParams page make of a folder. */
const program = `
warnings.simplefilter('ignore')
from types import SimpleNamespace
from google.protobuf import json_format
from tensorboard.backend.event_processing import data_provider, plugin_event_multiplexer
from tensorboard.plugins.hparams import api_pb2, backend_context, get_experiment, list_session_groups
from tensorboard import context
from tensorboard.util import tensor_util
multiplexer = plugin_event_multiplexer.EventMultiplexer()
multiplexer.AddRunsFromDirectory(sys.argv[1]).Reload()
curves = {}
for run, accumulator in multiplexer.Runs().items():
    curves[run] = {
        tag: [[e.step, float(tensor_util.make_ndarray(e.tensor_proto))] for e in multiplexer.Tensors(run, tag)]
        for tag in accumulator['tensors'] if not tag.startswith('_hparams_')}
provider = data_provider.MultiplexerDataProvider(multiplexer, sys.argv[1])
backend = backend_context.Context(SimpleNamespace(data_provider=provider, logdir=sys.argv[1]))
ctx = context.RequestContext()
experiment = get_experiment.Handler(ctx, backend, '', api_pb2.GetExperimentRequest()).run()
request = api_pb2.ListSessionGroupsRequest(start_index=0, slice_size=100, allowed_statuses=[0, 1, 2, 3])
groups = list_session_groups.Handler(ctx, backend, '', request).run()
answer({
  'curves': curves, 'experiment': json_format.MessageToDict(experiment),
  'groups': {g.sessions[0].name: json_format.MessageToDict(g) for g in groups.session_groups},
})
`;

interface Read {
  readonly curves: Readonly<Record<string, Readonly<Record<string, readonly (readonly [number, number | string])[]>>>>;
  // biome-ignore lint/suspicious/noExplicitAny: what it holds is what the tests are about
  readonly experiment: any;
  // biome-ignore lint/suspicious/noExplicitAny: as above
  readonly groups: Readonly<Record<string, any>>;
}

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'hypersweep-tensorboard-'));
});
afterEach(() => rm(folder, { recursive: true }));

async function inTensorboard(record: StudyRecord): Promise<Read> {
  await writeReports(record, folder, { formats: ['tensorboard'], makeDatabase });
  return askPython(python as string, program, [join(folder, 'tensorboard')]) as Read;
}

describe.skipIf(python === undefined)('an export that TensorBoard itself reads (skipped without a Python that has it)', () => {
  it('has the curves of every trial that has begun', async () => {
    const { curves } = await inTensorboard(smallRecord);
    expect(Object.keys(curves).sort()).toEqual(['.', 'trial-0000', 'trial-0001', 'trial-0002']);
    expect(curves['trial-0000']).toEqual({
      val_loss: [
        [1, 1],
        [2, 0.5],
        [3, Math.fround(1 / 3)],
      ],
      'final/val_loss': [[3, 0.25]],
    });
    expect(curves['trial-0001']).toEqual({ val_loss: [[1, 1.5]] });
    expect(curves['trial-0002']).toEqual({ val_loss: [[1, 'nan']] });
  });

  it('has the page of hyperparameters: what was varied, and what each trial came to', async () => {
    const { experiment, groups } = await inTensorboard(smallRecord);
    expect(experiment.hparamInfos).toEqual([
      { name: 'epochs', type: 'DATA_TYPE_FLOAT64', domainDiscrete: [3] },
      { name: 'learning_rate', type: 'DATA_TYPE_FLOAT64', domainInterval: { minValue: 1e-4, maxValue: 0.1 } },
      { name: 'loss', type: 'DATA_TYPE_STRING', domainDiscrete: ['=SUM(A1)', 'a,"b"', 'null'] },
      { name: 'width', type: 'DATA_TYPE_FLOAT64', domainInterval: { minValue: 1, maxValue: 8 } },
    ]);
    expect(experiment).toMatchObject({ name: 'small', timeCreatedSecs: smallRecord.createdAt / 1000 });
    expect(experiment.metricInfos).toEqual([
      { name: { tag: 'final/val_loss' }, displayName: 'val_loss' },
      { name: { tag: 'val_loss' }, displayName: 'val_loss (last)' },
    ]);
    const [best, pruned, failed] = ['trial-0000', 'trial-0001', 'trial-0002'].map((name) => groups[name]);
    expect(best.hparams).toEqual({ learning_rate: 0.01, loss: 'a,"b"', width: 4, epochs: 3 });
    expect(pruned.hparams).toEqual({ learning_rate: 0.0002, loss: 'null', epochs: 3 });
    const seconds = smallRecord.createdAt / 1000;
    expect(best.sessions[0]).toMatchObject({ startTimeSecs: seconds, endTimeSecs: seconds + 1.5, status: 'STATUS_SUCCESS' });
    expect(failed.sessions[0].status).toBe('STATUS_FAILURE');
    expect(pruned.sessions[0].status ?? 'STATUS_UNKNOWN').toBe('STATUS_UNKNOWN');
    const outcome = (group: Read['groups'][string], tag: string) =>
      group.sessions[0].metricValues.find((metric: { name: { tag: string } }) => metric.name.tag === tag)?.value;
    expect([outcome(best, 'final/val_loss'), outcome(best, 'val_loss')]).toEqual([0.25, Math.fround(1 / 3)]);
    expect([outcome(pruned, 'final/val_loss'), outcome(pruned, 'val_loss')]).toEqual([undefined, 1.5]);
  });

  it('takes every distribution', async () => {
    const { experiment, groups } = await inTensorboard(everyDistributionRecord);
    expect(experiment.hparamInfos).toHaveLength(11);
    expect(groups['trial-0000'].hparams).toMatchObject({ plain: 0.1 + 0.2, ordered: 32, listed: 'null', fixed: 'é"' });
  });
});
