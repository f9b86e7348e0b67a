import * as z from 'zod';
import type { Budget } from '../core/study-spec.js';
import { check, wholeNumberFrom } from './check.js';
import { duration } from './duration.js';
import type { MetricSettings } from './metric.js';
import type { Problems } from './problems.js';

/** What a study gets that names no end. */
const defaultTrials = 100;

const regretRule = "`noise`, or a number above 0 in the metric's units";

const budgetSchema = z.strictObject(
  {
    trials: wholeNumberFrom(1).optional(),
    time: duration.optional(),
    epochs: wholeNumberFrom(1).optional(),
    target: z.number('a number').optional(),
    plateau: wholeNumberFrom(1).optional(),
    regret: z.union([z.literal('noise'), z.number(regretRule).gt(0, regretRule)], regretRule).optional(),
  },
  'a mapping such as { trials: 60, time: 30m }',
);

/** The budget from all the places where a sweep may say it: `budget`, and W&B's `run_cap` and `metric.target`. */
export function readBudget(
  value: unknown,
  { runCap, metric, method }: { runCap?: number | undefined; metric?: MetricSettings | undefined; method?: string | undefined },
  problems: Problems,
): Budget | undefined {
  const given = check(budgetSchema.optional(), value, ['budget'], problems);
  if (value !== undefined && !given) return undefined;
  const { time: timeMs, ...rest } = given ?? {};
  const { target, targets } = metric ?? {};
  agree(['run_cap'], runCap, 'budget.trials', rest.trials, problems);
  agree(['metric', 'target'], target, 'budget.target', rest.target, problems);
  if (metric?.furtherObjectives) checkSeveralMetrics(rest, problems);
  const budget = defined({ ...rest, timeMs, trials: rest.trials ?? runCap, target: rest.target ?? target, targets });
  // A target may never be met, so it alone does not end a study; a grid ends by itself.
  const ends = budget.trials ?? budget.timeMs ?? budget.epochs ?? budget.plateau ?? budget.regret;
  if (ends !== undefined || method === 'grid') return budget;
  problems.warn([], `no budget is given, so the study ends after ${defaultTrials} trials; set \`run_cap\` or \`budget\``);
  return { ...budget, trials: defaultTrials };
}

/** Reports what is in the units of one metric. */
function checkSeveralMetrics({ target, regret }: { target?: unknown; regret?: unknown }, problems: Problems): void {
  const why = 'is of one metric, and there are several';
  if (target !== undefined)
    problems.add(['budget', 'target'], `${why}; give those that have one their own \`target\` in \`metric\``);
  if (regret !== undefined) problems.add(['budget', 'regret'], `${why}; leave it out, or name the one metric that counts`);
}

function agree(
  path: string[],
  value: number | undefined,
  otherName: string,
  other: number | undefined,
  problems: Problems,
): void {
  if (value === undefined || other === undefined || value === other) return;
  problems.add(path, `expected the same as \`${otherName}\` (${other}), got ${value}; give one of the two`);
}

function defined(budget: { readonly [K in keyof Budget]: Budget[K] | undefined }): Budget {
  return Object.fromEntries(Object.entries(budget).filter(([, value]) => value !== undefined));
}
