import * as z from 'zod';
import type { Objective } from '../core/objective.js';
import { textClassificationMetrics } from '../tasks/text-classification.js';
import { check, oneOf, oneOfNames } from './check.js';
import type { Problems } from './problems.js';

const metricSchema = z.strictObject(
  {
    name: z.string("the metric's name").min(1, "the metric's name"),
    goal: oneOfNames(['minimize', 'maximize']).optional(),
    target: z.number('a number').optional(),
  },
  'a mapping such as { name: val_accuracy, goal: maximize }',
);

export interface MetricSettings {
  readonly objective: Objective;
  /** Stop once a trial is at least this good. */
  readonly target?: number;
}

export function readMetric(value: unknown, problems: Problems): MetricSettings | undefined {
  const metric = check(metricSchema, value, ['metric'], problems);
  if (!metric) return undefined;
  if (metric.goal === undefined)
    problems.warn(['metric'], '`goal` is left out, so the metric is minimized, as in W&B; write it down');
  const { name, goal = 'minimize', target } = metric;
  return { objective: { metric: name, goal }, ...(target !== undefined && { target }) };
}

/** The metric of a text classification must be one that the task reports, and is best turned the way that it improves. */
export function checkTextClassificationMetric({ metric, goal }: Objective, problems: Problems): void {
  const names: readonly string[] = textClassificationMetrics;
  if (!names.includes(metric)) {
    problems.expected(`a metric of the task (${oneOf(names)})`, metric, ['metric', 'name'], names);
    return;
  }
  const sensible = metric.endsWith('_loss') ? 'minimize' : 'maximize';
  if (goal !== sensible)
    problems.warn(['metric', 'goal'], `${metric} gets better when it is ${sensible}d, but the goal is to ${goal} it`);
}
