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
  const ranks = paretoRanks(losses);
  const reference = referencePoint(losses);
  for (let rank = 0, left = trials.length; left > 0; rank++) {
    const members = trials.map((trial, i) => ({ trial, losses: losses[i] as number[] })).filter((_, i) => ranks[i] === rank);
    const contributions = hypervolumeContributions(
      members.map((member) => member.losses),
      reference,
    );
    const front = members.map((member, i) => ({ ...member, front: rank + 1, contribution: contributions[i] as number }));
    yield* front.sort((a, b) => b.contribution - a.contribution || a.trial.number - b.trial.number);
    left -= members.length;
  }
}
