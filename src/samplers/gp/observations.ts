/**
 * What the trials say: losses at points of the space, each at a share of a run. The model takes that share for one more
 * coordinate, as in Swersky, Snoek & Adams: Freeze-Thaw Bayesian Optimization, 2014, https://arxiv.org/abs/1406.3896, and
 * Kandasamy, Dasarathy, Schneider & Póczos: Multi-fidelity Bayesian Optimisation with Continuous Approximations, ICML 2017,
 * https://arxiv.org/abs/1703.06240: it learns by itself how much an early loss says about the last one.
 */
import type { SampleContext } from '../../core/sampler.js';
import type { FinishedTrial, Params, Report } from '../../core/trial.js';

export interface Observation {
  readonly params: Params;
  /** The lowest so far; undefined for a failed trial, which is as bad as the worst. */
  readonly loss: number | undefined;
  /** How much of its run the trial had behind it: 1 at its end, 0 after a hundredth, in the logarithm between. */
  readonly progress: number;
}

/** How long the trials are: what a sampler is told of it. */
export interface Lengths {
  readonly epochs: number | undefined;
  readonly stepsOf: SampleContext['stepsOf'];
}

const start = 0.01;
/** Of progress, between the points at which trials are compared: a factor of 1.6 in steps. */
const grain = 0.1;

/**
 * Of finished trials, in their order: one each for a trial's end, and one for each earlier point at which some other trial was
 * pruned, so that the model has both to compare.
 */
export function observationsOf(finished: readonly FinishedTrial[], lengths: Lengths): Observation[] {
  const progressOf = progressIn(finished, lengths);
  const ends = finished.flatMap((trial) => {
    const last = trial.reports.at(-1);
    return trial.state === 'pruned' && last ? [roundedTo(grain, progressOf(trial, last.step))] : [];
  });
  const levels = [...new Set(ends)].sort((a, b) => a - b);
  return finished.flatMap((trial): Observation[] => {
    const { params, state, reports } = trial;
    if (state === 'failed' || (state === 'pruned' && Number.isNaN(reports.at(-1)?.loss))) {
      return [{ params, loss: undefined, progress: 1 }];
    }
    const course = courseOf(reports, (step) => progressOf(trial, step));
    const end = state === 'complete' ? { loss: trial.loss, progress: 1 } : course.at(-1);
    if (end === undefined) return [];
    const earlier = levels
      .map((level) => course.findLast(({ progress }) => roundedTo(grain, progress) <= level))
      .filter((point) => point !== undefined && point.progress < end.progress - grain / 2);
    return [...new Set([...earlier, end])].map((point) => ({ params, ...(point as Point) }));
  });
}

interface Point {
  readonly loss: number;
  readonly progress: number;
}

/** The lowest finite loss so far after each report. */
function courseOf(reports: readonly Report[], progressAt: (step: number) => number): Point[] {
  let best = Number.POSITIVE_INFINITY;
  return reports.flatMap(({ step, loss }) => {
    if (Number.isFinite(loss)) best = Math.min(best, loss);
    return Number.isFinite(best) ? [{ loss: best, progress: progressAt(step) }] : [];
  });
}

function progressIn(finished: readonly FinishedTrial[], { epochs, stepsOf }: Lengths) {
  const longest = Math.max(1, ...finished.map(({ reports }) => reports.at(-1)?.step ?? 0));
  return (trial: FinishedTrial, step: number) => {
    const share = step / (stepsOf?.(trial) ?? epochs ?? longest);
    return Math.min(1, 1 - Math.log(Math.max(start, share)) / Math.log(start));
  };
}

function roundedTo(unit: number, value: number): number {
  return Math.round(value / unit) * unit;
}
