import type { Objective } from '../core/objective.js';
import type { CompleteTrial } from '../core/trial.js';
import { Fronts } from './fronts.js';

/** How a complete trial stands among the others when there are several objectives. */
export interface ParetoStanding {
  readonly trial: CompleteTrial;
  /** (M,), in the order of the objectives. */
  readonly losses: readonly number[];
  /** From 1: the trials that no other is at least as good as in every objective and better in one. */
  readonly front: number;
}

/** Complete trials, the best first: by front, within a front in its order, which is made when it is the front's turn. */
export function* paretoStandings(
  trials: readonly CompleteTrial[],
  objectives: readonly Objective[],
): Generator<ParetoStanding, undefined> {
  const { fronts, reference } = Fronts.of(trials, objectives);
  for (const [rank, front] of fronts.entries()) {
    for (const { trial, losses } of front.ordered(reference)) yield { trial, losses, front: rank + 1 };
  }
}
