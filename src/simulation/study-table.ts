import { UsageError } from '../core/errors.js';
import { fromLoss, type Objective } from '../core/objective.js';
import { objectivesOf, type StudySpec } from '../core/study-spec.js';
import type { CompleteTrial, PrunedTrial, Trial } from '../core/trial.js';

export interface StudyTable {
  /** The study as a search over what it has recorded. */
  readonly spec: StudySpec;
  /** Runs that end where a pruner ended them. */
  readonly pruned: number;
}

/**
 * A stored study as a table to replay: its complete and its pruned trials, each with the curve that it reported. Of trials with
 * the same parameters the one with the longest curve stands for all. A pruned trial's record ends where it was pruned; a
 * simulated trial that would go on beyond it ends there too, with what it has by then.
 * Throws a UsageError when there is no such trial, and for a study with several metrics.
 */
export function tableOfStudy(spec: StudySpec, trials: readonly Trial[]): StudyTable {
  const metrics = objectivesOf(spec).map(({ metric }) => metric);
  if (metrics.length > 1) {
    const count = `${metrics.length} (${metrics.join(', ')})`;
    throw new UsageError(
      `Expected a study with one metric to replay, ${spec.name} has ${count}: runs are compared by one value.`,
    );
  }
  const recorded = longestOfEach(trials.filter(isRecorded));
  if (recorded.length === 0) {
    throw new UsageError(`Expected complete or pruned trials in ${spec.name} to replay, got none: let it run first.`);
  }
  const runs = recorded.map((trial) => runOf(trial, spec.objective));
  const steps = runs.map((run) => run.steps);
  return {
    spec: {
      ...spec,
      space: { ...spec.space, rows: recorded.map(({ params }) => params) },
      task: {
        kind: 'table',
        score: 'best',
        table: { curves: runs.map(({ curve }) => curve), steps },
        epochs: Math.max(...steps.map((ofRun) => ofRun.at(-1) ?? 0)),
      },
    },
    pruned: recorded.filter(({ state }) => state === 'pruned').length,
  };
}

function isRecorded(trial: Trial): trial is CompleteTrial | PrunedTrial {
  return trial.state === 'complete' || (trial.state === 'pruned' && trial.reports.length > 0);
}

function longestOfEach<T extends Trial>(trials: readonly T[]): T[] {
  const longest = new Map<string, T>();
  for (const trial of trials) {
    const key = JSON.stringify(Object.entries(trial.params).sort(([a], [b]) => (a < b ? -1 : 1)));
    const known = longest.get(key);
    if (known === undefined || trial.reports.length > known.reports.length) longest.set(key, trial);
  }
  return [...longest.values()];
}

/** A trial that reported nothing is its result, at step 1. */
function runOf(trial: CompleteTrial | PrunedTrial, objective: Objective): { steps: readonly number[]; curve: readonly number[] } {
  if (trial.state === 'complete' && trial.reports.length === 0) return { steps: [1], curve: [fromLoss(objective, trial.loss)] };
  return {
    steps: trial.reports.map(({ step }) => step),
    curve: trial.reports.map(({ loss }) => fromLoss(objective, loss)),
  };
}
