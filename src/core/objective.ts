import type { Metrics } from './trial.js';

/** What the study optimises. Inside, everything minimises a loss; the sign is turned here and nowhere else. */
export interface Objective {
  readonly metric: string;
  readonly goal: 'minimize' | 'maximize';
}

export function toLoss(objective: Objective, value: number): number {
  return objective.goal === 'maximize' ? -value : value;
}

/** The user's value of a loss; its own inverse, so written apart only for the reader. */
export function fromLoss(objective: Objective, loss: number): number {
  return objective.goal === 'maximize' ? -loss : loss;
}

/** The losses of all objectives (M,), in their order; NaN for a metric that is missing. */
export function lossesOf(objectives: readonly Objective[], metrics: Metrics): number[] {
  return objectives.map((objective) => toLoss(objective, metrics[objective.metric] ?? Number.NaN));
}
