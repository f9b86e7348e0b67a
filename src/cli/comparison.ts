import { fromLoss } from '../core/objective.js';
import type { StudySpec } from '../core/study-spec.js';
import type { TableSpec } from '../core/task-spec.js';
import type { Comparison } from '../report/comparison/comparison.js';
import { algorithmText } from '../simulation/algorithm-text.js';
import type { Course, Pair } from '../simulation/compare.js';
import { summarisePairs } from '../simulation/regret.js';

/** What was simulated, and how it went. */
export interface SimulatedPairs {
  readonly spec: StudySpec;
  readonly task: TableSpec;
  /** What the user should know of the table. */
  readonly notes: readonly string[];
  readonly pairs: readonly Pair[];
  /** By pair, in the order of the seeds. */
  readonly courses: readonly (readonly Course[])[];
  readonly budget: number;
  readonly workers: number;
  /** The lowest loss that the table has. */
  readonly lowest: number;
}

/** Shares of the budget at which regrets are given in figures. */
const marks = [0.1, 0.25, 0.5, 1];

/** The costs at which regrets are given in figures. */
export function markedCosts({ budget }: SimulatedPairs): number[] {
  return marks.map((mark) => mark * budget);
}

export function namesOf({ sampler, pruner }: Pair): [method: string, earlyTerminate: string] {
  return [algorithmText(sampler), algorithmText(pruner)];
}

/** What was compared, on what and for how long. */
function settingOf({ spec, courses, budget, workers, lowest, notes }: SimulatedPairs) {
  const { metric, goal } = spec.objective;
  const best = fromLoss(spec.objective, lowest);
  return { name: spec.name, metric, goal, best, seeds: courses[0]?.length ?? 0, workers, budget, notes };
}

/** As reports take it, with curves of so many points. */
export function comparisonOf(simulated: SimulatedPairs, points: number): Comparison {
  const { task, pairs, courses, budget, lowest } = simulated;
  const costs = markedCosts(simulated);
  const evenCosts = Array.from({ length: points }, (_, i) => (budget * (i + 1)) / points);
  const curves = summarisePairs(courses, evenCosts, lowest);
  return {
    ...settingOf(simulated),
    runs: task.table.curves.length,
    costs,
    methods: summarisePairs(courses, costs, lowest).map((summary, i) => ({
      ...summary,
      name: namesOf(pairs[i] as Pair).join(' + '),
      curve: evenCosts.map((cost, k) => ({ cost, ...(curves[i]?.regrets[k] as (typeof summary.regrets)[number]) })),
    })),
  };
}

/** All figures, each simulation's too: the content of the JSON file. */
export function figuresOf(simulated: SimulatedPairs) {
  const { spec, pairs, courses, lowest } = simulated;
  const costs = markedCosts(simulated);
  const summaries = summarisePairs(courses, costs, lowest);
  return {
    ...settingOf(simulated),
    costs,
    pairs: pairs.map((pair, i) => {
      const [method, earlyTerminate] = namesOf(pair);
      return {
        method,
        early_terminate: earlyTerminate,
        ...summaries[i],
        simulations: courses[i]?.map(({ trials, cost, reason, improvements }) => ({
          trials,
          cost,
          reason,
          improvements: improvements.map((improvement) => ({
            cost: improvement.cost,
            value: fromLoss(spec.objective, improvement.loss),
          })),
        })),
      };
    }),
  };
}
