import type { FinalizeSpec } from '../core/study-spec.js';
import type { CompleteTrial, Trial } from '../core/trial.js';
import { inStandingOrder } from './leaderboard.js';
import { withStandings } from './standings.js';

/**
 * The configurations that are trained anew in the end, by their first trials: those that stand first. What final retrainings came to
 * plays no part, so that the same are found while they are under way.
 */
function finalists(trials: readonly Trial[], { top }: FinalizeSpec): CompleteTrial[] {
  const before = trials.filter(({ purpose }) => purpose !== 'finalize');
  const ranked = inStandingOrder(withStandings(before));
  return ranked.filter((trial): trial is CompleteTrial => trial.state === 'complete').slice(0, top);
}

/** The final retrainings that there are to be and are not yet: of every finalist one a seed. */
export function missingFinals(trials: readonly Trial[], spec: FinalizeSpec): { readonly first: Trial; readonly round: number }[] {
  const known = new Set(
    trials.flatMap(({ purpose, repeatOf, round }) => (purpose === 'finalize' ? [`${repeatOf} ${round}`] : [])),
  );
  const chosen = finalists(trials, spec);
  const rounds = Array.from({ length: spec.seeds }, (_, i) => i + 1);
  return rounds
    .flatMap((round) => chosen.map((first) => ({ first, round })))
    .filter(({ first, round }) => !known.has(`${first.number} ${round}`));
}
