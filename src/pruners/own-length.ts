import type { PeerContext, PruneContext, PruneDecision, Pruner } from '../core/pruner.js';
import type { Course, Metrics, RunningTrial, Trial } from '../core/trial.js';
import { isPaused, recordGoingOn, TrialChanges } from './trial-changes.js';

/**
 * The same pruner where trials differ in length: it sees every trial's steps stretched to the longest, so that trials are compared
 * at the same share of their own run. A learning rate that decays to its end makes a short run look better than a long one at
 * the same step, until the long one comes to its own decay.
 */
export function onOwnLength(pruner: Pruner): Pruner {
  const stretched: Trial[] = [];
  const wentOn: number[] = [];
  recordGoingOn(stretched, wentOn);
  let factorOf = (_: Trial) => 1;
  const changes = new TrialChanges({
    forget: () => {
      stretched.length = 0;
    },
    take: (trial, before) => {
      if (isPaused(before)) wentOn.push(trial.number);
      stretched[trial.number] = stretch(trial, factorOf(trial));
    },
  });

  /** The same array each time, changed where trials have. Undefined where trials are as long as each other. */
  function stretchedTrials({ trials, epochs, stepsOf }: PeerContext): readonly Trial[] | undefined {
    if (epochs === undefined || stepsOf === undefined) return undefined;
    factorOf = (trial) => Math.max(1, epochs / (stepsOf(trial) ?? epochs));
    changes.follow(trials);
    return stretched;
  }

  function decide(context: PruneContext): PruneDecision {
    const { trial, epochs, stepsOf } = context;
    const peers = stretchedTrials(context);
    if (peers === undefined) return pruner.decide(context);
    const own = peers[trial.number];
    const decision = pruner.decide({ ...context, trial: own as RunningTrial, trials: peers });
    if (!decision.prune || own === trial) return decision;
    return { ...decision, explanation: `${decision.explanation}; its ${stepsOf?.(trial)} steps count as ${epochs}` };
  }

  const { promote } = pruner;
  return {
    ...pruner,
    decide,
    ...(promote && {
      promote: (context: PeerContext, pausing?: RunningTrial) => {
        const trials = stretchedTrials(context) ?? context.trials;
        return promote({ ...context, trials }, pausing && (trials[pausing.number] as RunningTrial));
      },
    }),
  };
}

function stretch(trial: Trial, factor: number): Trial {
  if (factor === 1) return trial;
  const stretched = (step: number) => Math.round(step * factor);
  const reports = () => trial.reports.map((report) => ({ ...report, step: stretched(report.step) }));
  if (trial.course === undefined) return { ...trial, reports: reports() };
  // Its reports have not been read, and to copy it would read them.
  return Object.create(trial, { reports: { get: reports }, course: { value: new StretchedCourse(trial.course, stretched) } });
}

class StretchedCourse implements Course {
  readonly #course: Course;
  readonly #stretched: (step: number) => number;

  constructor(course: Course, stretched: (step: number) => number) {
    this.#course = course;
    this.#stretched = stretched;
  }

  get length(): number {
    return this.#course.length;
  }

  step(i: number): number {
    return this.#stretched(this.#course.step(i));
  }

  loss(i: number): number {
    return this.#course.loss(i);
  }

  get auditedAt(): number | undefined {
    const step = this.#course.auditedAt;
    return step === undefined ? undefined : this.#stretched(step);
  }

  get lastMetrics(): Metrics | undefined {
    return this.#course.lastMetrics;
  }
}
