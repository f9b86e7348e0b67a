/**
 * The audit: a small share of the trials that would be pruned runs on to the end, so that the study knows how often its pruner is
 * wrong. And the easing off: where audited trials end as well as those that the pruner lets through, its ranking is worth
 * nothing, and pruning costs the trials that it stops; then the audit's share grows, up to 1, where nothing is pruned any more.
 * Trials that run on for this reason are audited as well, so that a pruner which turns out to be right is trusted again.
 *
 * Which trials: those whose hash of (study seed, trial number) is below the share. That does not depend on how they learn, so
 * they stand for all that were to be pruned. An audited trial costs as much as dozens of pruned ones, therefore the share bounds
 * their steps too: those beyond where they would have been pruned are at most `share` of all steps of the study.
 */

import type { PruneContext, PruneDecision, Pruner } from '../core/pruner.js';
import type { Trial } from '../core/trial.js';
import { createRng, deriveSeed } from '../math/rng.js';
import { type AuditedTrial, auditedAt, auditRecord } from './audit-record.js';
import { definePruner, type PrunerDefinition } from './define.js';

export const auditOption = {
  description:
    'Share of the trials to be pruned, and of all steps, that runs on to show how often the pruner is wrong; 0 for none',
  kind: 'number',
  minimum: 0,
  maximum: 1,
  default: 0,
} as const;

/** The same pruner with the option `audit`. */
export function auditable(definition: PrunerDefinition): PrunerDefinition {
  return definePruner({
    ...definition,
    options: { ...definition.options, audit: auditOption },
    create: ({ audit, ...options }, study) => audited(definition.create(options, study), audit as number),
  });
}

/** `easesOff`: the share grows when the pruner is found to be wrong. A share of 0 is the pruner itself. */
export function audited(pruner: Pruner, share: number, easesOff = false): Pruner {
  if (share === 0) return pruner;
  return {
    ...pruner,
    decide(context): PruneDecision {
      if (auditedAt(context.trial) !== undefined) return { prune: false };
      const decision = pruner.decide(context);
      if (!decision.prune || !isQuestionOfRank(context) || (decision.pause && isPromoted(pruner, context))) return decision;
      const audits = auditRecord(context.trials);
      const eased = easesOff ? easedShare(audits) : 0;
      const runsOn =
        placeOf(context) < Math.max(share, eased) && (placeOf(context) < eased || isAffordable(context, audits, share));
      if (runsOn) return { prune: false, audited: true, numbers: { ...decision.numbers, ...inNumbers(audits, eased) } };
      if (eased === 0) return decision;
      return {
        ...decision,
        explanation: `${decision.explanation}; ${inWords(audits, eased)}`,
        numbers: { ...decision.numbers, ...inNumbers(audits, eased) },
      };
    },
  };
}

/** Weights that have diverged do not come back: there is nothing to audit. */
function isQuestionOfRank({ trial }: PruneContext): boolean {
  return Number.isFinite(trial.reports.at(-1)?.loss);
}

/** Whether a trial would go on at once if it paused here. */
function isPromoted(pruner: Pruner, { trial, trials, ...context }: PruneContext): boolean {
  const paused: Trial = { ...trial, state: 'pruned', paused: true, explanation: '', finishedAt: trial.startedAt };
  const peers = trials.map((peer) => (peer.number === trial.number ? paused : peer));
  return pruner.promote?.({ ...context, trials: peers }) === trial.number;
}

/** In [0, 1), from the study's seed and the trial's number alone. */
function placeOf({ studySeed, trial }: PruneContext): number {
  return createRng(deriveSeed(studySeed, trial.number, 'audit')).next();
}

/** Whether the steps of all audits, this one's too and those still to come, stay within the share of all steps. */
function isAffordable({ trials, trial, epochs }: PruneContext, audits: readonly AuditedTrial[], share: number): boolean {
  const steps = trials.map(lastStep);
  const whole = epochs ?? Math.max(...steps);
  const promised = ({ number, step, extraSteps }: AuditedTrial) =>
    trials[number]?.state === 'running' ? Math.max(extraSteps, whole - step) : extraSteps;
  const extra = audits.reduce((sum, audit) => sum + promised(audit), Math.max(0, whole - lastStep(trial)));
  return extra <= share * steps.reduce((sum, step) => sum + step, 0);
}

function lastStep({ reports }: Trial): number {
  return reports.at(-1)?.step ?? 0;
}

/**
 * What is believed before the first audit: a trial that was to be pruned ends better than 1 in 5 of those let through, with
 * the weight of two audits.
 */
const prior = { betterThan: 0.2, weight: 2 } as const;
/** Where a pruner ranks no better than a coin, an audited trial is better than half of the others: nothing may be pruned then. */
const useless = 0.5;
const trusted = 0.3;

/** The share of trials that run on although they were to be pruned: 0 while the pruner is trusted, 1 when it is useless. */
function easedShare(audits: readonly AuditedTrial[]): number {
  const shares = audits.flatMap(({ result }) => result?.betterThan ?? []);
  const sum = shares.reduce((total, betterThan) => total + betterThan, prior.weight * prior.betterThan);
  const expected = sum / (shares.length + prior.weight);
  return Math.min(1, Math.max(0, (expected - trusted) / (useless - trusted)));
}

function inNumbers(audits: readonly AuditedTrial[], eased: number) {
  const ended = audits.filter(({ result }) => result !== undefined);
  return { audits: ended.length, wrong: ended.filter(({ result }) => result?.won).length, eased };
}

function inWords(audits: readonly AuditedTrial[], eased: number): string {
  const { audits: ended, wrong } = inNumbers(audits, eased);
  return `easing off: ${wrong} of ${ended} audited trials became the best, so ${Math.round(100 * eased)} % run on`;
}
