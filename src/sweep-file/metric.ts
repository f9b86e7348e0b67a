import * as z from 'zod';
import type { Objective } from '../core/objective.js';
import type { MetricGoals } from '../tasks/task-description.js';
import { check, oneOfNames } from './check.js';
import type { Path, Problems } from './problems.js';

export interface MetricSettings {
  readonly objective: Objective;
  readonly furtherObjectives?: readonly Objective[];
  /** Stop once a trial is at least this good. */
  readonly target?: number;
  /** The same with several metrics, by name. */
  readonly targets?: Readonly<Record<string, number>>;
}

/** `metric`: a mapping, or a list of them to search for the best compromises. `goals` are of what the task reports, where known. */
export function readMetric(value: unknown, goals: MetricGoals | undefined, problems: Problems): MetricSettings | undefined {
  if (!Array.isArray(value)) return single(readOne(value, goals, ['metric'], problems));
  if (value.length === 0)
    problems.expected('a mapping such as { name: loss, goal: minimize }, or a list of them', value, ['metric']);
  const metrics = value.map((item, index) => readOne(item, goals, ['metric', index], problems));
  for (const [index, metric] of metrics.entries()) {
    const name = metric?.objective.metric;
    if (name !== undefined && metrics.findIndex((other) => other?.objective.metric === name) < index)
      problems.add(['metric', index, 'name'], `"${name}" stands in the list twice`);
  }
  const [first, ...further] = metrics;
  if (!first || further.length === 0) return single(first);
  const targets = metrics.flatMap((metric) =>
    metric?.target === undefined ? [] : [[metric.objective.metric, metric.target] as const],
  );
  return {
    objective: first.objective,
    furtherObjectives: further.flatMap((metric) => (metric ? [metric.objective] : [])),
    ...(targets.length > 0 && { targets: Object.fromEntries(targets) }),
  };
}

function single(metric: Metric | undefined): MetricSettings | undefined {
  return metric && { objective: metric.objective, ...(metric.target !== undefined && { target: metric.target }) };
}

interface Metric {
  readonly objective: Objective;
  readonly target: number | undefined;
}

function readOne(value: unknown, goals: MetricGoals | undefined, path: Path, problems: Problems): Metric | undefined {
  const text = z.string("the metric's name").min(1, "the metric's name");
  const schema = z.strictObject(
    {
      name: goals ? oneOfNames(Object.keys(goals)) : text,
      goal: oneOfNames(['minimize', 'maximize']).optional(),
      target: z.number('a number').optional(),
    },
    'a mapping such as { name: val_accuracy, goal: maximize }',
  );
  const metric = check(schema, value, path, problems);
  if (!metric) return undefined;
  const { name, target } = metric;
  const better = goals?.[name];
  const goal = metric.goal ?? better ?? 'minimize';
  if (metric.goal === undefined && !better) problems.warn(path, '`goal` is left out, so the metric is minimized, as in W&B');
  if (better && goal !== better)
    problems.warn([...path, 'goal'], `${name} is better when ${better}d, but the goal is to ${goal} it`);
  return { objective: { metric: name, goal }, target };
}
