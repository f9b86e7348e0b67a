import { bySeverity } from '../../core/data-finding.js';
import { UsageError } from '../../core/errors.js';
import { upperEnds } from '../../core/search-space.js';
import { type Budget, objectivesOf, type StudySpec } from '../../core/study-spec.js';
import { isTraining } from '../../core/task-spec.js';
import { countText } from '../../report/wording.js';
import { checkModules } from '../../session/check-modules.js';
import { readWarmStart, warmStartText } from '../../session/warm-start.js';
import { describeSpace } from '../../study/describe-space.js';
import { furtherRuns } from '../../study/further-runs.js';
import { readSweepFile } from '../../sweep-file/index.js';
import { printJson } from '../output.js';

export async function validate(sweepPath: string, options: { json?: boolean }): Promise<number> {
  const { spec, warnings: ofFile } = readSweepFile(sweepPath);
  const warmStart = readWarmStart(spec);
  const warnings = [...ofFile, ...(warmStart?.remarks ?? [])];
  const modules = bySeverity(await checkModules(spec));
  if (modules.mistakes.length > 0) throw new UsageError(modules.mistakes.join('\n'));
  const dataWarnings = await checkData(spec);
  if (options.json) {
    const { mostRepeats, finals } = furtherRuns(spec);
    const further = { ...(spec.repeats && { mostRepeats }), ...(spec.finalize && { finals }) };
    printJson({ valid: true, name: spec.name, trials: spec.budget.trials ?? null, ...further, warnings, dataWarnings });
    return 0;
  }
  for (const line of describeSpec(spec)) console.log(line);
  if (warmStart) console.log(`  ${warmStartText(warmStart)}`);
  for (const warning of [...warnings, ...dataWarnings]) console.log(`warning: ${warning}`);
  console.log(`\n${sweepPath} is a valid sweep file${isTraining(spec.task) ? ', and its data can be trained on' : ''}.`);
  return 0;
}

/** What is doubtful about the data of a built-in task. @throws UsageError for data that cannot be trained on */
async function checkData({ task, seed, space }: StudySpec): Promise<string[]> {
  if (!isTraining(task)) return [];
  const check = await import('../../training/check-data.js');
  const { mistakes, warnings } = bySeverity(await check.checkData(task, seed, upperEnds(space)));
  if (mistakes.length > 0) throw new UsageError(mistakes.join('\n'));
  return warnings;
}

function describeSpec(spec: StudySpec): string[] {
  const { name, sampler, pruner, budget, seed } = spec;
  const objectives = objectivesOf(spec).map(({ goal, metric }) => `${goal} ${metric}`);
  const settings = [`sampler ${sampler.type}`, `pruner ${pruner.type}`, `budget ${describeBudget(budget)}`, `seed ${seed}`];
  const further = describeFurtherRuns(spec);
  return [`${name}: ${objectives.join(', ')}`, `  ${settings.join(', ')}`, ...further, ...describeSpace(spec.space)];
}

function describeBudget({ trials, timeMs, epochs, target, targets, plateau, regret }: Budget): string {
  const parts = [
    trials !== undefined && countText(trials, 'trial'),
    timeMs !== undefined && `${timeMs / 1000} s`,
    epochs !== undefined && `${epochs} epochs`,
    target !== undefined && `the target ${target}`,
    targets !== undefined &&
      `the targets ${Object.entries(targets)
        .map((target) => target.join(' '))
        .join(' and ')}`,
    plateau !== undefined && `${plateau} trials without a better one`,
    regret !== undefined && `an expected gain below ${regret === 'noise' ? 'the noise' : regret}`,
  ].filter((part) => part !== false);
  return parts.length === 0 ? 'until the space is exhausted' : parts.join(' or ');
}

/** The runs that come on top of the budget's trials. */
function describeFurtherRuns(spec: StudySpec): string[] {
  const { repeats, finalize } = spec;
  const { mostRepeats, finals } = furtherRuns(spec);
  const top = repeats?.top === 'all' ? 'all configurations' : `the best ${repeats?.top}`;
  const most = mostRepeats === undefined ? '' : `: at most ${mostRepeats} more trials`;
  return [
    ...(repeats ? [`  then a race of ${top} under up to ${repeats.seeds} seeds each${most}`] : []),
    ...(finalize
      ? [`  then ${finals} final retrainings: the best ${finalize.top} under ${finalize.seeds} fresh seeds each`]
      : []),
  ];
}
