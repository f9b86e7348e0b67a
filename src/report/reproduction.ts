import type { StudyRecord } from '../core/study-record.js';
import { objectivesOf } from '../core/study-spec.js';
import { isTraining } from '../core/task-spec.js';
import type { Params } from '../core/trial.js';
import { methodNotes } from './methods.js';

/** Left out for a study started from code, which no command can run again. Names all that a command line may have changed. */
export function reproduceCommand({ spec, sweepText }: StudyRecord): string | undefined {
  if (sweepText === '') return undefined;
  const { budget, workers, devices, perDevice, seed, warmStart } = spec;
  const flags = [
    `--seed ${seed}`,
    ...(budget.trials === undefined ? [] : [`--trials ${budget.trials}`]),
    ...(budget.timeMs === undefined ? [] : [`--time ${budget.timeMs / 1000}s`]),
    ...(workers === undefined ? [] : [`--workers ${workers}`]),
    ...(devices === undefined ? [] : [`--devices ${devices.join(',')}`]),
    ...(perDevice === undefined ? [] : [`--per-device ${perDevice}`]),
    // The name of a study among several can only stand in the sweep file.
    ...(warmStart === undefined || warmStart.study !== undefined ? [] : [`--warm-start ${shellWord(warmStart.file)}`]),
  ];
  return `hypersweep run sweep.yaml ${flags.join(' ')}`;
}

function shellWord(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Parameters as fixed values of a sweep file, to paste into the next one. JSON's scalars are YAML's too. */
export function parametersYaml(params: Params): string {
  const lines = Object.entries(params).map(([name, value]) => `  ${yamlKey(name)}: { value: ${JSON.stringify(value)} }`);
  return ['parameters:', ...lines].join('\n');
}

/** What a reader must know to trust the figures and to get them again, a sentence an item. */
export function reproductionNotes(record: StudyRecord): string[] {
  return [
    ...methodNotes(record),
    ...(record.dataWarnings ?? []),
    ...(record.spec.furtherObjectives?.length ? [frontNote(record)] : []),
    record.test
      ? 'Validation data picked the winner; test data was used once, after the search, to measure it.'
      : `The value of ${metricNames(record).join(' and of ')} picked the winner; it has not been measured on test data.`,
    isTraining(record.spec.task)
      ? `The seed ${record.spec.seed} fixes the data split, every proposal and every trial's training.`
      : `The seed ${record.spec.seed} fixes every proposal, and a trial repeats itself when its ${record.spec.task.kind === 'program' ? 'program' : 'function'} draws from the seed it is given.`,
    'One worker repeats the study exactly; with several, trials may end in another order, and the sampler then proposes other values.',
    record.sweepText === ''
      ? 'The study was started from code: call it again with the same search space, options and seed.'
      : 'The sweep file below lies beside this report as sweep.yaml.',
  ];
}

function frontNote(record: StudyRecord): string {
  const metrics = metricNames(record).join(', ');
  return `Trials are ranked by Pareto front over ${metrics}, within a front by the hypervolume that each adds to it.`;
}

function metricNames({ spec }: StudyRecord): string[] {
  return objectivesOf(spec).map(({ metric }) => metric);
}

/** `2 × wasm`, `cuda:0, cuda:1` */
export function deviceText(devices: readonly string[]): string {
  const counts = new Map<string, number>();
  for (const device of devices) counts.set(device, (counts.get(device) ?? 0) + 1);
  return [...counts].map(([device, count]) => (count > 1 ? `${count} × ${device}` : device)).join(', ');
}

function yamlKey(name: string): string {
  const plain = /^[A-Za-z_][\w.-]*$/.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(name);
  return plain ? name : JSON.stringify(name);
}
