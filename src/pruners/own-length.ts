import type { PeerContext, PruneContext, PruneDecision, Pruner } from '../core/pruner.js';
import type { Trial } from '../core/trial.js';

/**
 * The same pruner where trials differ in length: it sees every trial's steps stretched to the longest, so that trials are compared
 * at the same share of their own run. A learning rate that decays to its end makes a short run look better than a long one at
 * the same step, until the long one comes to its own decay.
 */
export function onOwnLength(pruner: Pruner): Pruner {
  const stretchedTrials = new WeakMap<Trial, Trial>();

  function stretch<T extends Trial>(trial: T, factor: number): T {
    if (factor === 1) return trial;
    const known = stretchedTrials.get(trial);
    if (known) return known as T;
    const reports = trial.reports.map((report) => ({ ...report, step: Math.round(report.step * factor) }));
    const stretched = { ...trial, reports };
    stretchedTrials.set(trial, stretched);
    return stretched;
  }

  function decide(context: PruneContext): PruneDecision {
    const { trial, trials, epochs, stepsOf } = context;
    if (epochs === undefined || stepsOf === undefined) return pruner.decide(context);
    const factorOf = (one: Trial) => Math.max(1, epochs / (stepsOf(one) ?? epochs));
    const own = stretch(trial, factorOf(trial));
    const peers = trials.map((one) => (one.number === trial.number ? own : stretch(one, factorOf(one))));
    const decision = pruner.decide({ ...context, trial: own, trials: peers });
    if (!decision.prune || own === trial) return decision;
    return { ...decision, explanation: `${decision.explanation}; its ${stepsOf(trial)} steps count as ${epochs}` };
  }

  const { promote } = pruner;
  return {
    ...pruner,
    decide,
    ...(promote && {
      promote: (context: PeerContext) => {
        const { trials, epochs, stepsOf } = context;
        if (epochs === undefined || stepsOf === undefined) return promote(context);
        return promote({ ...context, trials: trials.map((one) => stretch(one, Math.max(1, epochs / (stepsOf(one) ?? epochs)))) });
      },
    }),
  };
}
