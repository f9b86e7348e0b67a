/**
 * Early termination as W&B's sweeps have it under the name of hyperband, so that a sweep file stops the same trials here: once a
 * trial has logged its metric as often as a band says, it stops unless it is about in the best 1/eta of all trials that did.
 *
 * The rule is that of W&B's sweeps library 0.3 (https://github.com/wandb/sweeps, hyperband_stopping.py): a band counts how often
 * a finite value was logged, not steps; the threshold is the value at place floor(n / eta), counted from 0, of the n at the band,
 * and only what is worse than it stops; after a band its threshold holds until the next one, as other trials move it; `strict`,
 * true when left out, compares the value at the band, otherwise the best so far. Where we differ: W&B looks at all running trials
 * every now and then, we at a trial whenever it reports; and a value that is NaN or infinite (divergence.ts).
 */

import { courseOf } from '../core/course.js';
import { fromLoss } from '../core/objective.js';
import type { PruneContext, PruneDecision, Pruner } from '../core/pruner.js';
import type { Course } from '../core/trial.js';
import { decideOn } from './divergence.js';
import { bestLoss, inMetricUnits } from './intermediate-value.js';
import { ordinal } from './ordinal.js';
import { PeerIndex } from './peer-index.js';

interface BandOptions {
  /** Rising. */
  readonly bands: readonly number[];
  readonly eta: number;
  readonly strict: boolean;
}

/** min_iter, min_iter * eta, ... rounded down: a hundred, as there. */
export function bandsUpFrom(minIter: number, eta: number): number[] {
  const bands: number[] = [];
  for (let band = minIter; bands.length < 100; band *= eta) bands.push(Math.floor(band));
  return bands;
}

/** max_iter / eta, max_iter / eta^2, ... rounded down: at most `s`, none below 1; rising. */
export function bandsDownFrom(maxIter: number, eta: number, s: number): number[] {
  const bands: number[] = [];
  for (let band = maxIter / eta; bands.length < s && band >= 1; band /= eta) bands.unshift(Math.floor(band));
  return bands;
}

export function bandPruner(options: BandOptions): Pruner {
  const index = new PeerIndex({ counts: () => true, lossAt: (trial, band) => loggedLoss(courseOf(trial), band) });
  const first = options.bands[0] ?? Number.POSITIVE_INFINITY;
  return {
    decide: (context) =>
      decideOn(
        context,
        () => context.trial.reports.length >= first,
        ({ step }) => judge(options, index, step, context),
      ),
  };
}

function judge({ bands, eta, strict }: BandOptions, index: PeerIndex, step: number, context: PruneContext): PruneDecision {
  const { trial, trials, objective } = context;
  const course = courseOf(trial);
  const logged = loggedCount(course);
  const band = bands.findLast((candidate) => candidate <= logged);
  if (band === undefined) return { prune: false };
  const ranked = index.at(trials, band);
  const bound = ranked.at(Math.floor((1 / eta) * ranked.length)) as number;
  const loss = strict ? (loggedLoss(course, band) as number) : bestLoss(course);
  const rank = ranked.rankOf(loss);
  const numbers = { band, value: fromLoss(objective, loss), bound: fromLoss(objective, bound), rank, of: ranked.length };
  if (loss <= bound) return { prune: false, numbers };
  const subject = `${strict ? '' : 'best '}${objective.metric} ${inMetricUnits(objective, loss)}`;
  const explanation =
    `${subject} is ${ordinal(rank)} of ${ranked.length} at band ${band}, worse than the threshold ` +
    `${inMetricUnits(objective, bound)} (at step ${step})`;
  return { prune: true, explanation, numbers };
}

/** How often a finite value was logged. */
function loggedCount(course: Course): number {
  let count = 0;
  for (let i = 0; i < course.length; i++) if (Number.isFinite(course.loss(i))) count++;
  return count;
}

/** The finite value that was logged as the `place`-th, from 1. */
function loggedLoss(course: Course, place: number): number | undefined {
  let count = 0;
  for (let i = 0; i < course.length; i++) if (Number.isFinite(course.loss(i)) && ++count === place) return course.loss(i);
  return undefined;
}
