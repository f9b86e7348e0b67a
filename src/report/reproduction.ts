import type { StudyRecord } from '../core/study-record.js';
import type { Params } from '../core/trial.js';

/** Left out for a study started from code, which no command can run again. */
export function reproduceCommand({ spec, sweepText }: StudyRecord): string | undefined {
  return sweepText === '' ? undefined : `hypersweep run sweep.yaml --seed ${spec.seed}`;
}

/** Parameters as fixed values of a sweep file, to paste into the next one. JSON's scalars are YAML's too. */
export function parametersYaml(params: Params): string {
  const lines = Object.entries(params).map(([name, value]) => `  ${yamlKey(name)}: { value: ${JSON.stringify(value)} }`);
  return ['parameters:', ...lines].join('\n');
}

/** What a reader must know to trust the figures and to get them again, a sentence an item. */
export function reproductionNotes(record: StudyRecord): string[] {
  return [
    'Validation data picked the winner; test data was used once, after the search, to measure it.',
    `The seed ${record.spec.seed} fixes the data split, every proposal and every trial's training. One worker repeats the study ` +
      'exactly; with several, trials may end in another order, and the sampler then proposes other values.',
    record.sweepText === ''
      ? 'The study was started from code: call it again with the same search space, options and seed.'
      : 'The sweep file below lies beside this report as sweep.yaml.',
  ];
}

function yamlKey(name: string): string {
  const plain = /^[A-Za-z_][\w.-]*$/.test(name) && !/^(?:true|false|null|yes|no|on|off|y|n)$/i.test(name);
  return plain ? name : JSON.stringify(name);
}
