import { fromLoss, type Objective, toLoss } from '../core/objective.js';
import type { Score } from '../core/task-spec.js';
import type { RunningTrial } from '../core/trial.js';

/** What a trial would report if it ran to its end: recorded, or computed. */
export interface VirtualRun {
  /** (S,) the steps at which it reports, rising, from 1. */
  readonly steps: readonly number[];
  /** The objective's metric, in its own units, at `steps[index]`; not finite: the trial diverges there. */
  valueAt(index: number): number;
  /** Of one step, in whatever the simulation counts: epochs, dollars. */
  readonly stepCost: number;
  /** Of one step, in virtual time; left out: as its cost. */
  readonly stepDuration?: number;
}

/** The run of a trial: the same whenever it is asked for. */
export type VirtualRuns = (trial: Pick<RunningTrial, 'number' | 'params'>) => VirtualRun;

/** Steps from the point before `steps[index]` to it. */
export function stepsTo({ steps }: VirtualRun, index: number): number {
  return (steps[index] as number) - (index === 0 ? 0 : (steps[index - 1] as number));
}

/** The index of the first report after a step; the number of reports when there is none. */
export function indexAfter({ steps }: VirtualRun, step: number): number {
  const index = steps.findIndex((other) => other > step);
  return index === -1 ? steps.length : index;
}

/** What a run that came to its end has to show, in the metric's units. */
export function resultOf(run: VirtualRun, score: Score, objective: Objective): number {
  if (score === 'last') return run.valueAt(run.steps.length - 1);
  const losses = run.steps.map((_, index) => toLoss(objective, run.valueAt(index)));
  return fromLoss(objective, Math.min(...losses));
}
