import { lossesOf, type Objective } from '../core/objective.js';
import type { CompleteTrial } from '../core/trial.js';
import { hypervolumeContributions, referencePoint } from '../math/hypervolume.js';
import { paretoRanks } from '../math/pareto.js';

/** How a complete trial stands among the others when there are several objectives. */
export interface ParetoStanding {
  readonly trial: CompleteTrial;
  /** (M,), in the order of the objectives. */
  readonly losses: readonly number[];
  /** From 1: the trials that no other is at least as good as in every objective and better in one. */
  readonly front: number;
  /** The hypervolume that its front would lack without it, up to a little beyond the worst losses seen. */
  readonly contribution: number;
}

/**
 * Complete trials, the best first: by front, within a front by contribution, the earlier one of equals. Contributions are dear, so
 * those of a front are computed when it is its turn.
 */
export function* paretoStandings(
  trials: readonly CompleteTrial[],
  objectives: readonly Objective[],
): Generator<ParetoStanding, undefined> {
  const losses = trials.map((trial) => lossesOf(objectives, trial.metrics));
  const reference = referencePoint(losses);
  for (const [rank, members] of fronts(losses).entries()) {
    const contributions = hypervolumeContributions(
      members.map((i) => losses[i] as number[]),
      reference,
    );
    const front = members.map((i, k) => ({
      trial: trials[i] as CompleteTrial,
      losses: losses[i] as number[],
      front: rank + 1,
      contribution: contributions[k] as number,
    }));
    yield* front.sort((a, b) => b.contribution - a.contribution || a.trial.number - b.trial.number);
  }
}

/** The indices of the points on each front. */
function fronts(points: readonly (readonly number[])[]): number[][] {
  const members: number[][] = [];
  for (const [i, rank] of paretoRanks(points).entries()) {
    members[rank] ??= [];
    members[rank].push(i);
  }
  return members;
}
