import { searched } from './progress.js';
import { elapsedMs, type StudyState } from './state.js';

/** One limit of the study and how much of it is used. */
export interface Limit {
  readonly kind: 'trials' | 'time' | 'epochs';
  /** In trials, milliseconds or epochs. */
  readonly used: number;
  readonly total: number;
}

export interface BudgetUse {
  /** Those that the study has, always in the same order. */
  readonly limits: readonly Limit[];
  /** Of the most used limit, 0 to 1; undefined for a study without limits. */
  readonly share?: number;
  /** At the pace so far; undefined where nothing tells. A target or a plateau may end the study earlier. */
  readonly remainingMs?: number;
}

/** Before so many have finished, the pace of trials says nothing: the first ones are neither pruned nor done. */
const FEWEST_TRIALS = 4;

export function budgetUse(state: StudyState, now: number): BudgetUse {
  const budget = state.overview?.budget ?? {};
  const elapsed = elapsedMs(state, now);
  const limits = [
    ...limit('trials', searched(state), budget.trials),
    ...limit('time', elapsed, budget.timeMs),
    ...limit('epochs', state.steps, budget.epochs),
  ];
  if (limits.length === 0) return { limits };
  // Time passes by itself; of trials and epochs nothing is known before the first.
  const estimates = limits
    .filter(({ kind, used }) => used >= (kind === 'trials' ? FEWEST_TRIALS : 1))
    .map(({ used, total }) => (elapsed * Math.max(0, total - used)) / used);
  return {
    limits,
    share: Math.min(1, Math.max(...limits.map(({ used, total }) => used / total))),
    ...(estimates.length > 0 && { remainingMs: Math.min(...estimates) }),
  };
}

function limit(kind: Limit['kind'], used: number, total: number | undefined): Limit[] {
  return total === undefined || total <= 0 ? [] : [{ kind, used, total }];
}
