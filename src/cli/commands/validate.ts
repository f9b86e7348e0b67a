import { type Distribution, isListed } from '../../core/distribution.js';
import type { Parameter } from '../../core/search-space.js';
import type { StudySpec } from '../../core/study-spec.js';
import { readSweepFile } from '../../sweep-file/index.js';
import { printJson } from '../output.js';

export async function validate(sweepPath: string, options: { json?: boolean }): Promise<number> {
  const { spec, warnings } = readSweepFile(sweepPath);
  if (options.json) {
    printJson({ valid: true, name: spec.name, trials: spec.budget.trials ?? null, warnings });
    return 0;
  }
  for (const line of describeSpec(spec)) console.log(line);
  for (const warning of warnings) console.log(`warning: ${warning}`);
  console.log(`\n${sweepPath} is a valid sweep file.`);
  return 0;
}

function describeSpec(spec: StudySpec): string[] {
  const { trials, timeMs } = spec.budget;
  const budget = [trials !== undefined && `${trials} trials`, timeMs !== undefined && `${timeMs / 1000} s`]
    .filter(Boolean)
    .join(', ');
  return [
    `${spec.name}: ${spec.objective.goal} ${spec.objective.metric}`,
    `  sampler ${spec.sampler.type}, pruner ${spec.pruner.type}, budget ${budget || 'until the space is exhausted'}, seed ${spec.seed}`,
    `  parameters:`,
    ...spec.space.parameters.map(describeParameter),
  ];
}

function describeParameter({ name, distribution, when }: Parameter): string {
  return `    ${name}: ${describeDistribution(distribution)}${when ? `, when ${when.source}` : ''}`;
}

function describeDistribution(distribution: Distribution): string {
  if (isListed(distribution)) {
    const choices = distribution.choices.map(String);
    if (choices.length === 1) return `always ${choices[0]}`;
    return `one of ${choices.join(distribution.kind === 'ordinal' ? ' < ' : ', ')}`;
  }
  const { kind, low, high, log, step } = distribution;
  return `${kind} from ${low} to ${high}${log ? ', log scale' : ''}${step === undefined ? '' : `, in steps of ${step}`}`;
}
