/** Hypersweep as a library: `optimize` searches; the rest are the types of what goes in and comes out. */
export type { Choice } from './core/distribution.js';
export { UsageError } from './core/errors.js';
export type { EndReason, StudyEvent } from './core/events.js';
export type { FailureReason, Metrics, Params, Report, Trial, TrialState } from './core/trial.js';
export {
  type BestTrial,
  type OptimizeOptions,
  type OptimizeResult,
  optimize,
  type ParameterOptions,
  type ParamsOf,
} from './session/optimize.js';
export type { LossContext, LossFunction, LossWithGradient, OwnLoss } from './training/losses/own-loss.js';
export type { TrialCheckpoint } from './trials/trial-checkpoint.js';
export type { ObjectiveFunction, TrialHandle } from './trials/trial-handle.js';
