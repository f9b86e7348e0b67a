import { courseOf, lastLoss } from '../core/course.js';
import type { Objective } from '../core/objective.js';
import type { Decision, Trial } from '../core/trial.js';
import { betaQuantile } from '../math/beta.js';
import { auditStandings, byEnd } from '../pruners/audit-record.js';
import { leaderboard } from './leaderboard.js';
import { marksOf } from './state-text.js';

/** What the audited trials, which ran on although the pruner would have stopped them, say about the pruner. */
export interface AuditFindings {
  /** Audited trials that came to their end. */
  readonly audited: number;
  /** Those among them that ended in the best tenth of all complete trials: stopping them would have been wrong. */
  readonly wrong: number;
  /** How many trials the best tenth is, at least 1. */
  readonly top: number;
  readonly complete: number;
  /** Of the share of wrong ones, with 95 %. */
  readonly interval: readonly [low: number, high: number];
  /** Where stopping was found to more likely do harm than good. */
  readonly easedOff?: EasedOff;
}

interface EasedOff {
  /** Audited trials that ran on for this reason. */
  readonly trials: number;
  /** What a trial that was let through cost by then, those stopped beside it included, in trials that run to their end. */
  readonly wholes: number;
  /** Of the trials let through before, the share that audited ones were better than, on average. */
  readonly betterThan: number;
}

/** Undefined before the first audited trial is complete. `objectives` are all of the study's. */
export function auditFindings(trials: readonly Trial[], objectives: readonly Objective[]): AuditFindings | undefined {
  if (!trials.some((trial) => trial.state === 'complete' && marksOf(trial).audited)) return undefined;
  const rows = leaderboard(trials, objectives).filter(({ state }) => state === 'complete');
  const audited = rows.filter((row) => row.audited);
  if (audited.length === 0) return undefined;
  const top = Math.max(1, Math.floor(rows.length / 10));
  const wrong = audited.filter(({ rank = Number.POSITIVE_INFINITY }) => rank <= top).length;
  const easedOff = easingOff(trials);
  return {
    ...{ audited: audited.length, wrong, top, complete: rows.length, interval: intervalOf(wrong, audited.length) },
    ...(easedOff && { easedOff }),
  };
}

function easingOff(trials: readonly Trial[]): EasedOff | undefined {
  const complete = trials.filter((trial) => trial.state === 'complete');
  const harmful = complete
    .toSorted(byEnd)
    .map(numbersOfHarm)
    .filter((numbers) => numbers !== undefined);
  const [first] = harmful;
  if (first === undefined) return undefined;
  const compared = auditStandings(complete).list.filter(({ of }) => of > 0);
  const betterThan = compared.reduce((sum, { of, better }) => sum + (of - better) / of, 0) / compared.length;
  return { trials: harmful.length, wholes: first.wholes as number, betterThan };
}

/** The numbers of the decision by which a trial ran on because stopping it would more likely have done harm. */
function numbersOfHarm({ reports }: Trial): Decision['numbers'] | undefined {
  return reports.find(({ decision }) => (decision?.numbers.harm ?? 0) > 0.5)?.decision?.numbers;
}

/**
 * In a sentence: `Audit: 14 trials ran on that early stopping would have ended; 1 of 14 came among the best 4 of 41 complete trials
 * (7 %, 95 % interval 1 to 29 %; 10 % would if it stopped trials at random).`
 */
export function auditText(trials: readonly Trial[], objectives: readonly Objective[]): string | undefined {
  const findings = auditFindings(trials, objectives);
  if (findings === undefined) return undefined;
  const { audited, wrong, top, complete, interval, easedOff } = findings;
  const [low, high] = interval.map((share) => Math.round(100 * share));
  const place = top === 1 ? 'first' : `among the best ${top}`;
  const eased = easedOff
    ? ` ${easedOff.trials} of ${audited} ran on because stopping did not pay: with those stopped beside it a trial that was let ` +
      `through cost as much as ${easedOff.wholes.toFixed(1)} that run to their end, and audited ones were better than ` +
      `${percent(easedOff.betterThan)} of those let through.`
    : '';
  return (
    `Audit: ${audited} trial${audited === 1 ? '' : 's'} ran on that early stopping would have ended; ` +
    `${wrong} of ${audited} came ${place} of ${complete} complete trials (${percent(wrong / audited)}, ` +
    `95 % interval ${low} to ${high} %; ${percent(top / complete)} would if it stopped trials at random).${eased}`
  );
}

/**
 * The same for a report, which says too that nothing is known: where trials were stopped and no audited one has come to its end.
 */
export function auditReport(trials: readonly Trial[], objectives: readonly Objective[]): string | undefined {
  const stopped = trials.filter((trial) => trial.state === 'pruned' && Number.isFinite(lastLoss(courseOf(trial)))).length;
  const unknown = `Audit: none of ${stopped} trial${stopped === 1 ? '' : 's'} to be stopped ran on to its end, so how often that was wrong is not known.`;
  return auditText(trials, objectives) ?? (stopped > 0 ? unknown : undefined);
}

/**
 * Jeffreys' interval: the quantiles of Beta(wrong + 1/2, audited - wrong + 1/2), from 0 where none was wrong and to 1 where all were
 * (Brown, Cai & DasGupta: Interval Estimation for a Binomial Proportion, 2001, https://doi.org/10.1214/ss/1009213286).
 */
function intervalOf(wrong: number, audited: number): readonly [low: number, high: number] {
  const quantile = (p: number) => betaQuantile(p, wrong + 0.5, audited - wrong + 0.5);
  return [wrong === 0 ? 0 : quantile(0.025), wrong === audited ? 1 : quantile(0.975)];
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
