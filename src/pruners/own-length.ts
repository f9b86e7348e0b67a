import type { PeerContext, PruneContext, PruneDecision, Pruner } from '../core/pruner.js';
import type { RunningTrial, Trial } from '../core/trial.js';
import { TrialChanges } from './trial-changes.js';

/**
 * The same pruner where trials differ in length: it sees every trial's steps stretched to the longest, so that trials are compared
 * at the same share of their own run. A learning rate that decays to its end makes a short run look better than a long one at
 * the same step, until the long one comes to its own decay.
 */
export function onOwnLength(pruner: Pruner): Pruner {
  const stretched: Trial[] = [];
  let factorOf = (_: Trial) => 1;
  const changes = new TrialChanges({
    forget: () => {
      stretched.length = 0;
    },
    take: (trial) => {
      stretched[trial.number] = stretch(trial, factorOf(trial));
    },
  });

  /** The same array each time, changed where trials have. Undefined where trials are as long as each other. */
  function stretchedTrials({ trials, epochs, stepsOf }: PeerContext): readonly Trial[] | undefined {
    if (epochs === undefined || stepsOf === undefined) return undefined;
    factorOf = (trial) => Math.max(1, epochs / (stepsOf(trial) ?? epochs));
    changes.follow(trials);
    return stretched;
  }

  function decide(context: PruneContext): PruneDecision {
    const { trial, epochs, stepsOf } = context;
    const peers = stretchedTrials(context);
    if (peers === undefined) return pruner.decide(context);
    const own = peers[trial.number];
    const decision = pruner.decide({ ...context, trial: own as RunningTrial, trials: peers });
    if (!decision.prune || own === trial) return decision;
    return { ...decision, explanation: `${decision.explanation}; its ${stepsOf?.(trial)} steps count as ${epochs}` };
  }

  const { promote } = pruner;
  return {
    ...pruner,
    decide,
    ...(promote && {
      promote: (context: PeerContext) => promote({ ...context, trials: stretchedTrials(context) ?? context.trials }),
    }),
  };
}

function stretch(trial: Trial, factor: number): Trial {
  if (factor === 1) return trial;
  return { ...trial, reports: trial.reports.map((report) => ({ ...report, step: Math.round(report.step * factor) })) };
}
