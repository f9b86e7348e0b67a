import * as z from 'zod';
import type { Objective } from '../core/objective.js';
import { check, oneOfNames } from './check.js';
import type { Problems } from './problems.js';

export interface MetricSettings {
  readonly objective: Objective;
  /** Stop once a trial is at least this good. */
  readonly target?: number;
}

/** `metric`. `names` are those that the task reports, where they are known. */
export function readMetric(value: unknown, names: readonly string[] | undefined, problems: Problems): MetricSettings | undefined {
  const text = z.string("the metric's name").min(1, "the metric's name");
  const schema = z.strictObject(
    {
      name: names ? oneOfNames(names) : text,
      goal: oneOfNames(['minimize', 'maximize']).optional(),
      target: z.number('a number').optional(),
    },
    'a mapping such as { name: val_accuracy, goal: maximize }',
  );
  const metric = check(schema, value, ['metric'], problems);
  if (!metric) return undefined;
  const { name, goal = 'minimize', target } = metric;
  if (metric.goal === undefined) problems.warn(['metric'], '`goal` is left out, so the metric is minimized, as in W&B');
  if (names) warnOfGoal(name, goal, problems);
  return { objective: { metric: name, goal }, ...(target !== undefined && { target }) };
}

/** Of the metrics of our own tasks, losses are better when lower, all others when higher. */
function warnOfGoal(name: string, goal: Objective['goal'], problems: Problems): void {
  const better = name.endsWith('_loss') ? 'minimize' : 'maximize';
  if (goal !== better) problems.warn(['metric', 'goal'], `${name} is better when ${better}d, but the goal is to ${goal} it`);
}
