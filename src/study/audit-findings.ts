import type { Objective } from '../core/objective.js';
import type { Trial } from '../core/trial.js';
import { betaQuantile } from '../math/beta.js';
import { leaderboard } from './leaderboard.js';

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
  /** Audited trials that ran on because those before had shown that stopping more likely does harm than good. */
  readonly easedOff: number;
}

/** Undefined before the first audited trial is complete. `objectives` are all of the study's. */
export function auditFindings(trials: readonly Trial[], objectives: readonly Objective[]): AuditFindings | undefined {
  const rows = leaderboard(trials, objectives).filter(({ state }) => state === 'complete');
  const audited = rows.filter((row) => row.audited);
  if (audited.length === 0) return undefined;
  const top = Math.max(1, Math.floor(rows.length / 10));
  const wrong = audited.filter(({ rank = Number.POSITIVE_INFINITY }) => rank <= top).length;
  const easedOff = audited.filter(({ trialNumber }) => ranOnForHarm(trials[trialNumber])).length;
  return { audited: audited.length, wrong, top, complete: rows.length, interval: intervalOf(wrong, audited.length), easedOff };
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
  const eased = easedOff > 0 ? ` Stopping was found to do more harm than good: ${easedOff} of them ran on for this reason.` : '';
  return (
    `Audit: ${audited} trial${audited === 1 ? '' : 's'} ran on that early stopping would have ended; ` +
    `${wrong} of ${audited} came ${place} of ${complete} complete trials (${percent(wrong / audited)}, ` +
    `95 % interval ${low} to ${high} %; ${percent(top / complete)} would if it stopped trials at random).${eased}`
  );
}

/**
 * Jeffreys' interval: the quantiles of Beta(wrong + 1/2, audited - wrong + 1/2), from 0 where none was wrong and to 1 where all were
 * (Brown, Cai & DasGupta: Interval Estimation for a Binomial Proportion, 2001, https://doi.org/10.1214/ss/1009213286).
 */
function intervalOf(wrong: number, audited: number): readonly [low: number, high: number] {
  const quantile = (p: number) => betaQuantile(p, wrong + 0.5, audited - wrong + 0.5);
  return [wrong === 0 ? 0 : quantile(0.025), wrong === audited ? 1 : quantile(0.975)];
}

function ranOnForHarm(trial: Trial | undefined): boolean {
  return trial?.reports.some(({ decision }) => (decision?.numbers.harm ?? 0) > 0.5) ?? false;
}

function percent(share: number): string {
  return `${Math.round(100 * share)} %`;
}
