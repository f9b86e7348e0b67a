import type { Course } from '../core/trial.js';
import { previousStep } from './intermediate-value.js';

export interface DecisionSteps {
  /** Steps from 1 that pass without a decision. */
  readonly warmup: number;
  /** Steps from one decision to the next. */
  readonly interval: number;
}

/** The options that name them. */
export const decisionStepOptions = {
  warmup: { description: 'No trial is pruned before it has passed this many steps', kind: 'integer', minimum: 0, default: 0 },
  interval: { description: 'Steps between two decisions', kind: 'integer', minimum: 1, default: 1 },
} as const;

/** Whether one of warmup + 1, warmup + 1 + interval, ... was passed since the value before: a trial need not report at every step. */
export function isDecisionStep({ warmup, interval }: DecisionSteps, course: Course, step: number): boolean {
  const decisionsBy = (upTo: number) => (upTo > warmup ? Math.floor((upTo - warmup - 1) / interval) : -1);
  return decisionsBy(step) > decisionsBy(previousStep(course));
}
