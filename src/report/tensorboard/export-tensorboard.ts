import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf, type StudySpec } from '../../core/study-spec.js';
import type { FinishedTrial, Metrics, RunningTrial } from '../../core/trial.js';
import type { Exporter } from '../exporter.js';
import { knownUntil, stepTimes } from '../step-times.js';
import { eventFile, hparamsEvent, scalarEvent } from './events.js';
import { experiment, finalTag, sessionEnd, sessionStart, tags } from './hparams.js';
import type { Encoded } from './protobuf.js';

/**
 * A folder for `tensorboard --logdir`: a run a trial with the curves of all its metrics, and the HParams page, which has parameters
 * beside what the trials came to. Steps are at the times of `stepTimes`.
 */
export const exportTensorboard: Exporter = function* (record) {
  const { spec, createdAt, trials } = record;
  yield file('tensorboard', createdAt, [hparamsEvent(createdAt, tags.experiment, experiment(spec, createdAt))]);
  for (const trial of trials) {
    if (trial.state === 'waiting') continue;
    const name = `trial-${String(trial.number).padStart(4, '0')}`;
    yield file(`tensorboard/${name}`, trial.startedAt, eventsOf(trial, record));
  }
};

/** TensorBoard goes by `tfevents`; always the same name, so that a later export takes its place. */
function file(folder: string, at: number, events: readonly Encoded[]) {
  return { path: `${folder}/events.out.tfevents.hypersweep`, content: eventFile(at, events) };
}

function eventsOf(trial: RunningTrial | FinishedTrial, record: StudyRecord): Encoded[] {
  const { spec } = record;
  const { startedAt, reports } = trial;
  const endedAt = knownUntil(trial, record);
  const times = stepTimes(trial, record);
  const end = sessionEnd(trial);
  return [
    hparamsEvent(startedAt, tags.start, sessionStart(trial, startedAt, spec)),
    ...reports.flatMap(({ step, metrics }, i) =>
      Object.entries(metrics).map(([metric, value]) => scalarEvent(times[i] ?? endedAt, step, metric, value)),
    ),
    ...(trial.state === 'complete' ? finals(endedAt, reports.at(-1)?.step ?? 0, trial.metrics, spec) : []),
    ...(end ? [hparamsEvent(endedAt, tags.end, end)] : []),
  ];
}

/** The objectives, which may be of an earlier step than the last one. */
function finals(at: number, step: number, metrics: Metrics, spec: StudySpec): Encoded[] {
  return objectivesOf(spec).map(({ metric }) => scalarEvent(at, step, finalTag(metric), metrics[metric] ?? Number.NaN));
}
