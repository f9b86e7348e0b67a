import { lossesOf, type Objective } from '../core/objective.js';
import type { PriorTrial } from '../core/prior-trial.js';
import { renumbered } from '../core/renumbered.js';
import type { CompleteTrial, PrunedTrial, Trial } from '../core/trial.js';

/**
 * What a sampler learns from: the prior trials, numbered from 0, and after them the study's own, numbered on. Samplers find a
 * trial at its number.
 */
export class KnownTrials {
  readonly #all: Trial[];
  readonly #prior: number;

  constructor(prior: readonly PriorTrial[], objectives: readonly Objective[]) {
    this.#all = prior.map((trial, number) => finished(trial, number, objectives));
    this.#prior = prior.length;
  }

  get all(): readonly Trial[] {
    return this.#all;
  }

  /** Takes a trial of the study as it is now. */
  put(trial: Trial): void {
    const number = this.#prior + trial.number;
    this.#all[number] = renumbered(trial, number);
  }
}

/** It ended before any of the study's own did. */
function finished(
  { params, metrics, curve }: PriorTrial,
  number: number,
  objectives: readonly Objective[],
): CompleteTrial | PrunedTrial {
  const lossOf = (values: Readonly<Record<string, number>>) => lossesOf(objectives, values)[0] as number;
  const metric = objectives[0]?.metric ?? '';
  const reports = curve.map(([step, value]) => ({ step, metrics: { [metric]: value }, loss: lossOf({ [metric]: value }) }));
  const trial = { number, params, attempt: 1, reports, startedAt: 0, finishedAt: 0 };
  if (metrics === undefined) return { ...trial, state: 'pruned', explanation: 'in another study' };
  return { ...trial, state: 'complete', metrics, loss: lossOf(metrics) };
}
