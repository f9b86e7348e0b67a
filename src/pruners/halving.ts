import { courseOf } from '../core/course.js';
import { fromLoss } from '../core/objective.js';
import type { PruneContext, PruneDecision } from '../core/pruner.js';
import type { Report, Trial } from '../core/trial.js';
import { decideOn } from './divergence.js';
import { inMetricUnits, lossAt, previousStep } from './intermediate-value.js';
import { ordinal } from './ordinal.js';
import { PeerIndex } from './peer-index.js';
import type { RankedLosses } from './ranked-losses.js';
import type { Rungs } from './rungs.js';

/** A trial at a rung, among all that have come there. */
interface Standing {
  readonly report: Report;
  readonly rung: number;
  readonly ranked: RankedLosses;
  readonly rank: number;
}

/** The rungs of successive halving with the trials at them: what asha and the brackets of hyperband have in common. */
export class Halving {
  readonly rungs: Rungs;
  readonly eta: number;
  readonly #index: PeerIndex;

  /** `counts` says which trials compete here: all, or those of a bracket. */
  constructor(rungs: Rungs, eta: number, counts: (trial: Trial) => boolean = () => true) {
    this.rungs = rungs;
    this.eta = eta;
    this.#index = new PeerIndex({ counts, lossAt: (trial, rung) => lossAt(courseOf(trial), rung) });
  }

  /** All trials that have come to a rung, whatever became of them. */
  at(trials: readonly Trial[], rung: number): RankedLosses {
    return this.#index.at(trials, rung);
  }

  /** How many of a rung's trials are its best 1/eta, rounded down. */
  share(ranked: RankedLosses): number {
    return Math.floor(ranked.length / this.eta);
  }

  /** What `judge` says of the trial if its last report has reached a rung. */
  decide(context: PruneContext, judge: (standing: Standing) => PruneDecision): PruneDecision {
    const { trial, trials } = context;
    const rungOf = ({ step }: Report) => this.rungs.reached(step, previousStep(courseOf(trial)));
    return decideOn(
      context,
      (report) => rungOf(report) !== undefined,
      (report) => {
        const rung = rungOf(report) as number;
        const ranked = this.at(trials, rung);
        return judge({ report, rung, ranked, rank: ranked.rankOf(report.loss) });
      },
    );
  }
}

/** `val_accuracy 0.41 at step 3 is 5th of 9 at this rung`. */
export function inWords({ report, ranked, rank }: Standing, { objective }: PruneContext): string {
  const value = inMetricUnits(objective, report.loss);
  return `${objective.metric} ${value} at step ${report.step} is ${ordinal(rank)} of ${ranked.length} at this rung`;
}

/** `bound`: the value of the last that may go on, left out where none may. */
export function inNumbers({ report, rung, ranked, rank }: Standing, goOn: number, { objective }: PruneContext) {
  const bound = ranked.at(goOn - 1);
  return {
    rung,
    value: fromLoss(objective, report.loss),
    ...(bound !== undefined && { bound: fromLoss(objective, bound) }),
    rank,
    of: ranked.length,
  };
}
