import { UsageError } from '../../core/errors.js';
import type { TrainingKind } from '../../core/task-spec.js';
import { didYouMean } from '../../sweep-file/suggestion.js';
import { taskNames, tasks } from '../../tasks/index.js';
import { optionLines } from '../option-lines.js';
import { columns, printJson } from '../output.js';

/** The built-in tasks, a line each; or one of them with all that `parameters` may vary and all that it reports. */
export async function listTasks(name: string | undefined, { json }: { readonly json?: boolean }): Promise<number> {
  if (name !== undefined && !isTask(name)) {
    throw new UsageError(`Expected a built-in task (${taskNames.join(', ')}), got "${name}"${didYouMean(name, taskNames)}`);
  }
  const named = name === undefined ? taskNames : [name];
  if (json) printJson(named.map(plain));
  else for (const line of name === undefined ? overview() : details(name)) console.log(line);
  return 0;
}

function isTask(name: string): name is TrainingKind {
  return Object.hasOwn(tasks, name);
}

function plain(name: TrainingKind) {
  const { description, hyperparameters, metrics } = tasks[name];
  const options = Object.entries(hyperparameters).map(([option, described]) => ({ name: option, ...described }));
  return { name, description, hyperparameters: options, metrics };
}

function overview(): string[] {
  return [
    'What a trial trains, `task: { type: NAME, data: ... }`:',
    ...columns(taskNames.map((name) => [`  ${name}`, `tells ${tasks[name].description}`])),
    '',
    '`hypersweep tasks NAME` shows what `parameters` may vary, `hypersweep init --task NAME` writes a file to start from.',
  ];
}

function details(name: TrainingKind): string[] {
  const { description, hyperparameters, metrics } = tasks[name];
  return [
    `task ${name}`,
    `  tells ${description}`,
    '',
    'Under `parameters`, fixed with `value` or searched:',
    ...optionLines(hyperparameters),
    '',
    'Metrics:',
    ...columns(Object.entries(metrics).map(([metric, goal]) => [`  ${metric}`, goal])),
  ];
}
