/**
 * How the 5 % by which a 95 % interval may err are shared out between its ends. Between them evenly; but which configuration an interval is
 * of, and after how many seeds, can hang on the very losses that it is made of, and then even ends would cover too rarely.
 *
 * **The best of k means** is more likely a lucky one than an unlucky one: one of k means has to be far below its truth, so the end on the
 * side of higher losses gets 5 % / k (Bonferroni). The other end stays as it is: when a mean is far above its truth and yet the lowest,
 * that of the truly best one is as far above its own, which happens to one mean in 2.5 %. Of two means the interval is the ordinary one. So,
 * with normal noise, it covers in 95 % or more whatever the truths are (the test draws some): in 95 % where all are equal, in up to 97.5 % - 5 % / k where one is far ahead.
 * Benjamini, Hechtlinger & Stark: Confidence Intervals for Selected Parameters, 2019, https://arxiv.org/abs/1906.00505; Fuentes, Casella &
 * Wells: Confidence Intervals for the Means of the Selected Populations, Electronic Journal of Statistics 12, 2018. Conditional methods
 * (Andrews, Kitagawa & McCloskey: Inference on Winners, 2024) are narrower where one is far ahead, but need the variance to be known.
 *
 * **Where a race stopped** a configuration after a few seeds, it did so because of how far their mean was from the others', or how small their
 * variance looked. Each end gets two thirds of its chance. That is a calibration (bench/statistics.ts), by which the intervals of all who
 * raced cover in 94 to 96 %, in half a percent more where a race is over after its first look, which the trials do not tell from having
 * been stopped; a bound that holds for every way to stop, one share a round (Jennison & Turnbull: Interim Analyses: The Repeated
 * Confidence Interval Approach, Journal of the Royal Statistical Society B 51, 1989), makes it 97 to 98 %.
 */
import type { Tails } from '../math/estimate.js';
import { confidenceLevel, evenTails } from './confidence.js';

const error = 1 - confidenceLevel;

/** `bestOf`: of how many means it is the lowest, 1 where it was not chosen by its mean. */
export function tailsOf({ bestOf, isStoppedEarly }: { readonly bestOf: number; readonly isStoppedEarly: boolean }): Tails {
  const share = isStoppedEarly ? 2 / 3 : 1;
  return { below: evenTails.below * share, above: (error / Math.max(2, bestOf)) * share };
}
