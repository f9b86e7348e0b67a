/**
 * The audit: a small share of the trials that would be pruned runs on to the end, so that the study knows how often its pruner is
 * wrong. And the easing off: where that shows that pruning more likely does harm than good (audit-harm.ts), nothing is pruned. Trials
 * that run on for this reason are audited as well, so that a pruner which turns out to be right is trusted again.
 *
 * Which trials: those whose hash of (study seed, trial number) is below the share. That does not depend on how they learn, so
 * they stand for all that were to be pruned. An audited trial costs as much as dozens of pruned ones, therefore the share bounds
 * their steps too: in the long run those beyond where they would have been pruned are at most `share` of all steps of the study.
 * The first would come too late to be of use then, so the bound is higher at first.
 */

import { courseOf, lastLoss, lastStep } from '../core/course.js';
import type { PruneContext, PruneDecision, Pruner } from '../core/pruner.js';
import { createRng, deriveSeed } from '../math/rng.js';
import { chanceOfHarm } from './audit-harm.js';
import { AuditLedger } from './audit-ledger.js';
import { auditedAt } from './audit-record.js';
import { definePruner, type PrunerDefinition } from './define.js';

const defaultShare = 0.05;
const share = {
  description:
    'Share of the trials to be pruned, and in the long run of all steps, that runs on to show how often the pruner is wrong; 0 for none',
  kind: 'number',
  minimum: 0,
  maximum: 1,
} as const;
export const auditOption = { ...share, default: defaultShare } as const;

/** Options that make a pruner one whose decisions are another program's, so that it is audited only when asked to. */
interface Exemption {
  /** Such as "with W&B's bands". */
  readonly words: string;
  applies(options: Readonly<Record<string, unknown>>): boolean;
}

/** The same pruner with the option `audit`. */
export function auditable(definition: PrunerDefinition, exempt?: Exemption): PrunerDefinition {
  const leftOut = exempt && { ...share, description: `${share.description}; left out: ${defaultShare}, ${exempt.words} 0` };
  return definePruner({
    ...definition,
    options: { ...definition.options, audit: leftOut ?? auditOption },
    create: ({ audit, ...options }, study) => {
      const byDefault = exempt?.applies(options) ? 0 : defaultShare;
      return audited(definition.create(options, study), (audit as number | undefined) ?? byDefault);
    },
  });
}

/** `easesOff`: nothing is pruned while the audit shows that it does harm. A share of 0 is the pruner itself. */
export function audited(pruner: Pruner, share: number, easesOff = false): Pruner {
  if (share === 0) return pruner;
  const ledger = new AuditLedger();
  return {
    ...pruner,
    decide(context): PruneDecision {
      if (auditedAt(context.trial) !== undefined) return { prune: false };
      const decision = pruner.decide(context);
      if (!decision.prune || !isQuestionOfRank(context)) return decision;
      ledger.follow(context.trials);
      const { harm = 0, ...judgement } = easesOff ? judgementOf(ledger) : {};
      const runsOn = harm > 0.5 || (placeOf(context) < share && isAffordable(ledger, context, share));
      const numbers = { ...decision.numbers, ...(easesOff && { harm, ...judgement }) };
      if (!runsOn || (decision.pause && isPromoted(pruner, context))) return { ...decision, numbers };
      const { list, wrong } = ledger.standings;
      return { prune: false, audited: true, numbers: { ...numbers, audits: list.length, wrong } };
    },
  };
}

/** Weights that have diverged do not come back: there is nothing to audit. */
function isQuestionOfRank({ trial }: PruneContext): boolean {
  return Number.isFinite(lastLoss(courseOf(trial)));
}

/** Whether a trial would go on at once if it paused here. */
function isPromoted(pruner: Pruner, { trial, ...context }: PruneContext): boolean {
  return pruner.promote?.(context, trial) === trial.number;
}

/** In [0, 1), from the study's seed and the trial's number alone. */
function placeOf({ studySeed, trial }: PruneContext): number {
  return createRng(deriveSeed(studySeed, trial.number, 'audit')).next();
}

/**
 * The chance that pruning does harm, and as many as how many `wholes`, trials that run to their end, one costs that is let through,
 * with those that are stopped beside it.
 */
function judgementOf(ledger: AuditLedger): { readonly harm?: number; readonly wholes?: number } {
  // There is nothing to judge the pruner by.
  if (!ledger.standings.list.some(({ of }) => of > 0)) return {};
  // One more to be let through is on its way.
  const wholes = (ledger.steps - ledger.extraStepsOfComplete) / ledger.wholeSteps / (ledger.letThrough + 1);
  return { harm: chanceOfHarm(ledger.posterior, wholes), wholes };
}

/**
 * n whole trials' steps may have sqrt(n) * this whole trials more: with a share of 0.05 the first audit may run after 4 of them, the
 * second after 12, the fifth after 46.
 */
const early = 0.4;

/** Whether the steps of all audits, this one's too and those still to come, stay within the bound. */
function isAffordable(ledger: AuditLedger, context: PruneContext, share: number): boolean {
  const { trial, epochs } = context;
  const whole = epochs ?? ledger.longest;
  const extra = (ledger.extraStepsInTheEnd(whole) + whole - lastStep(courseOf(trial))) / whole;
  const all = ledger.steps / whole;
  return extra <= share * all + early * Math.sqrt(all);
}
