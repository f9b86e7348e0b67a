import { moments } from '../../math/moments.js';

/** Of the targets of the training part: models predict how many deviations a target is from the mean. Plain data. */
export interface TargetScale {
  readonly mean: number;
  readonly deviation: number;
}

/** `targets` are not all equal. */
export function learnTargetScale(targets: readonly number[]): TargetScale {
  return moments(targets);
}

/** [targets] */
export function scaledTargets(targets: readonly number[], { mean, deviation }: TargetScale): Float32Array {
  return Float32Array.from(targets, (target) => (target - mean) / deviation);
}

/** In the targets' own units, [outputs]. */
export function unscaled(outputs: Float32Array, { mean, deviation }: TargetScale): Float64Array {
  return Float64Array.from(outputs, (output) => mean + deviation * output);
}
