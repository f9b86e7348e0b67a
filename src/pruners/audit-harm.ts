/**
 * Whether pruning does harm: whether trials that all run to their end would find more for the same steps.
 *
 * Losses of audited trials and of those that the pruner let through are taken to have proportional hazards: going up from the
 * lowest loss, an audited trial is the next with `hazard` to 1 for each trial let through that is left (Cox: Regression Models and
 * Life-Tables, 1972, https://doi.org/10.1111/j.2517-6161.1972.tb00899.x; his partial likelihood needs ranks alone). So `n` audited
 * trials have the best one among them with n * hazard to 1 for each let through. One that is let through costs, with all that were
 * stopped beside it, as much as `costRatio` whole ones: pruning does harm where costRatio * hazard is above 1.
 *
 * Only the best is searched for, so only the best quarter of those let through is looked at, as if the rest had been censored: a
 * pruner that is right about the many bad ones and wrong about the few best is to be noticed.
 */
import { logGamma } from '../math/beta.js';
import type { AuditStanding } from './audit-record.js';

const bestShare = 0.25;
/** Later ones are from where the sampler looks now. More would only make the chance extreme. */
const mostStandings = 100;
/**
 * Normal, of the hazard's logarithm before the first audit: a trial to be pruned is the next with 1 to 5, give or take a factor of
 * 4.5. It takes one or two audited trials that end at the top, or many in the middle, to distrust a pruner.
 */
const prior = { mean: Math.log(0.2), deviation: 1.5 } as const;
/** (65,) points of the prior in its deviations, up to 4 to either side: the mass between two of them is under 5 %. */
const points = Array.from({ length: 65 }, (_, i) => (i - 32) / 8);
const logHazards = points.map((point) => prior.mean + prior.deviation * point);

/** (65,) the probability of each of `logHazards` after the audits. */
export function hazardPosterior(standings: readonly AuditStanding[]): number[] {
  const informative = standings.filter(({ of }) => of > 0).slice(-mostStandings);
  const logs = points.map((point, i) => {
    const hazard = Math.exp(logHazards[i] as number);
    return informative.reduce((sum, standing) => sum + logChance(hazard, standing), -(point ** 2) / 2);
  });
  const highest = Math.max(...logs);
  const weights = logs.map((log) => Math.exp(log - highest));
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  return weights.map((weight) => weight / total);
}

/** The chance that costRatio * hazard is above 1. */
export function chanceOfHarm(posterior: readonly number[], costRatio: number): number {
  const bound = -Math.log(costRatio);
  return posterior.reduce((sum, probability, i) => ((logHazards[i] as number) > bound ? sum + probability : sum), 0);
}

/**
 * The logarithm of the chance that an audited trial comes after exactly `better` of those let through: the product over
 * i = 0 .. better - 1 of (of - i) / (of - i + hazard), which is a quotient of gammas, times hazard / (of - better + hazard). Of one
 * that comes after the best quarter it is known only that it does.
 */
function logChance(hazard: number, { of, better }: AuditStanding): number {
  const passed = Math.min(better, Math.ceil(bestShare * of));
  const left = of - passed;
  const passing = logGamma(of + 1) - logGamma(left + 1) + logGamma(left + 1 + hazard) - logGamma(of + 1 + hazard);
  return passed < better ? passing : passing + Math.log(hazard / (left + hazard));
}
