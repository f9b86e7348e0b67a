import type { Parameter } from '../core/search-space.js';
import type { StudySpec } from '../core/study-spec.js';
import { type FailedTrial, type FailureReason, isFinished, type Trial } from '../core/trial.js';
import { inFinishingOrder } from '../samplers/finishing-order.js';

/**
 * A study whose first trials all fail ends after so many that fail alike: more of the same will not mend them. Where they fail in
 * several ways it hangs on the parameters, and the sampler has longer to learn to keep away. It does so meanwhile, too: where 80 %
 * of the space diverge, `auto` and `tpe` come to ten in a row in 1 of 100 studies (`random` in 15), and a resume goes on with what
 * they have taught.
 */
const hopelessAfter = { alike: 10, anything: 30 };

/** Ways to fail that more of the same will not mend. Errors and crashes are one: both are mostly the code's. */
type Way = 'error' | 'diverged' | 'timeout' | 'out-of-memory';

const wayOf: Readonly<Record<FailureReason, Way | undefined>> = {
  error: 'error',
  crashed: 'error',
  diverged: 'diverged',
  timeout: 'timeout',
  'out-of-memory': 'out-of-memory',
  // A person did.
  stopped: undefined,
};

/**
 * Whether a study's trials have all failed, and for long enough. Of the `finishedBefore` trials of earlier runs a failure is no
 * reason to give up now: its cause may have been mended.
 */
export function isHopeless({ budget, sampler }: StudySpec, trials: readonly Trial[], finishedBefore: number): boolean {
  // Mostly one of the first trials says so, however many there are.
  if (trials.some((trial) => isFinished(trial) && trial.state !== 'failed')) return false;
  const failed = failedOf(trials, finishedBefore);
  if (failed.length === 0) return false;
  const enough = (limit: number) => Math.min(limit, budget.trials ?? limit);
  const errors = failed.filter(({ reason }) => wayOf[reason] === 'error').length;
  if (errors >= enough(hopelessAfter.alike)) return true;
  // A grid says beforehand how long it goes on, and its first corner may be the one that fails.
  if (sampler.type === 'grid') return false;
  if (failed.length >= enough(hopelessAfter.anything)) return true;
  return failed.length >= hopelessAfter.alike && commonWay(failed) !== undefined;
}

/** Why a hopeless study ends, and what can be done: two sentences. */
export function whyHopeless({ space }: StudySpec, trials: readonly Trial[], finishedBefore = 0): string {
  const failed = failedOf(trials, finishedBefore);
  const way = commonWay(failed);
  const isFirstRun = finishedBefore === 0;
  const all = isFirstRun ? `The first ${failed.length} trials all` : `The ${failed.length} trials of this run all`;
  const one = isFirstRun ? 'The only trial' : 'The only trial of this run';
  const [first] = failed;
  const example = first && way ? ` (trial ${first.number}: ${first.message})` : '';
  return `${failed.length === 1 ? one : all} ${way ? happened[way] : 'failed, in several ways'}${example}. ${remedy(way, space.parameters)}`;
}

const happened: Readonly<Record<Way, string>> = {
  error: 'failed by an error or a crash',
  diverged: 'diverged',
  timeout: 'took too long or hung',
  'out-of-memory': 'ran out of memory',
};

function remedy(way: Way | undefined, parameters: readonly Parameter[]): string {
  switch (way) {
    case 'diverged': {
      const rates = parameters.filter(({ name }) => /learning_?rate|(^|_)lr($|_)/i.test(name)).map(({ name }) => name);
      const what = rates.length > 0 ? rates.join(', ') : 'what makes them diverge, such as a learning rate';
      return `Lower the upper end of ${what}; a resume gives the study another chance, away from where they were.`;
    }
    case 'timeout':
      return 'Raise `timeout` or `hang_timeout`, or take what makes trials long out of the ranges.';
    case 'out-of-memory':
      return 'Raise `memory_limit` where there is one, or take what makes trials large out of the ranges, such as batch sizes.';
    default:
      return 'Their logs say more; once that is mended, a resume goes on.';
  }
}

/** In the order in which they failed. */
function failedOf(trials: readonly Trial[], finishedBefore: number): FailedTrial[] {
  return inFinishingOrder(trials)
    .filter((trial) => trial.state === 'failed')
    .slice(finishedBefore);
}

/** Undefined where they failed in several ways. */
function commonWay(failed: readonly FailedTrial[]): Way | undefined {
  const [first] = failed;
  const way = first && wayOf[first.reason];
  return failed.every(({ reason }) => wayOf[reason] === way) ? way : undefined;
}
