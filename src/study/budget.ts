import type { EndReason } from '../core/events.js';
import { lossesOf, type Objective, toLoss } from '../core/objective.js';
import { objectivesOf, type StudySpec } from '../core/study-spec.js';
import type { FinishedTrial, Trial } from '../core/trial.js';
import { dominates } from '../math/pareto.js';
import { inFinishingOrder } from '../samplers/finishing-order.js';
import { EpochCount } from './epoch-count.js';
import { epochLimit, timeLimit } from './held-back.js';
import { isHopeless } from './hopeless.js';
import { incumbent } from './leaderboard.js';
import { RegretWatch } from './regret.js';

/**
 * Why no new trial of the search should start, or undefined when one may; `trials` are the search's (search-trials.ts). A budget of trials is used up by asking: running ones are still to
 * finish, and waiting ones, which were counted when they were first asked for, still to run. Of the `finishedBefore` trials of
 * earlier runs a failure is no reason to give up now: its cause may have been mended.
 */
export function endReason(
  spec: StudySpec,
  trials: readonly Trial[],
  elapsedMs: number,
  finishedBefore = 0,
): EndReason | undefined {
  const { budget } = spec;
  if (isHopeless(spec, trials, finishedBefore)) return 'all-failed';
  if (budget.target !== undefined && reaches(trials, toLoss(spec.objective, budget.target))) return 'target';
  if (budget.targets !== undefined && reachesAll(trials, objectivesOf(spec), budget.targets)) return 'target';
  if (budget.plateau !== undefined && finishedSinceProgress(trials, objectivesOf(spec)) >= budget.plateau) return 'plateau';
  if (budget.regret !== undefined && gainsLittle(spec, trials, budget.regret)) return 'regret';
  const [mostEpochs, mostMs] = [epochLimit(spec, undefined), timeLimit(spec, undefined)];
  if (mostEpochs !== undefined && epochs(spec, trials) >= mostEpochs) return 'epochs';
  if (mostMs !== undefined && elapsedMs >= mostMs) return 'time';
  if (budget.trials !== undefined && trials.length >= budget.trials && !trials.some(({ state }) => state === 'waiting'))
    return 'trials';
  return undefined;
}

function reaches(trials: readonly Trial[], targetLoss: number): boolean {
  const best = incumbent(trials);
  return best !== undefined && best.loss <= targetLoss;
}

/** Whether one trial reaches the target of every metric that has one. */
function reachesAll(
  trials: readonly Trial[],
  objectives: readonly Objective[],
  targets: Readonly<Record<string, number>>,
): boolean {
  const aimed = objectives.filter(({ metric }) => targets[metric] !== undefined);
  const bounds = lossesOf(aimed, targets);
  return trials.some(
    (trial) => trial.state === 'complete' && lossesOf(aimed, trial.metrics).every((loss, m) => loss <= (bounds[m] as number)),
  );
}

/** Trials that finished after the last one that is progress did: the incumbent, or one that changed the Pareto front; none without. */
function finishedSinceProgress(trials: readonly Trial[], objectives: readonly Objective[]): number {
  const order = inFinishingOrder(trials);
  const last = objectives.length > 1 ? lastOnNewFront(order, objectives) : incumbent(trials);
  return last === undefined ? 0 : order.length - 1 - order.indexOf(last);
}

/** Of trials in the order in which they finished, the last one that no earlier one dominates or equals. */
function lastOnNewFront(order: readonly FinishedTrial[], objectives: readonly Objective[]): FinishedTrial | undefined {
  let front: number[][] = [];
  let last: FinishedTrial | undefined;
  for (const trial of order) {
    if (trial.state !== 'complete') continue;
    const losses = lossesOf(objectives, trial.metrics);
    const isNoWorse = (point: readonly number[]) => point.every((loss, m) => loss <= (losses[m] as number));
    if (front.some(isNoWorse)) continue;
    front = [...front.filter((point) => !dominates(losses, point)), losses];
    last = trial;
  }
  return last;
}

/** Of each study that is under way: it only remembers what its trials come to. */
const regretWatches = new WeakMap<StudySpec, RegretWatch>();

function gainsLittle(spec: StudySpec, trials: readonly Trial[], limit: number | 'noise'): boolean {
  const watch = regretWatches.get(spec) ?? new RegretWatch(spec);
  regretWatches.set(spec, watch);
  const regret = watch.regret(trials);
  return regret !== undefined && regret.bound < (limit === 'noise' ? regret.noise : limit);
}

/** Of each study that is under way: it only remembers what it has counted. */
const epochCounts = new WeakMap<StudySpec, EpochCount>();

function epochs(spec: StudySpec, trials: readonly Trial[]): number {
  const count = epochCounts.get(spec) ?? new EpochCount();
  epochCounts.set(spec, count);
  return count.of(trials);
}
