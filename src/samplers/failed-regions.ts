/**
 * Where trials fail. The odds that a trial fails at a point are those of all trials, times, for each parameter, how much more
 * often its value is found among failed trials than among the others (a naive Bayes classifier over smoothed histograms). A
 * proposal that fails more likely than not is turned down, in the more trials the likelier it fails. It does for every sampler what
 * the feasibility term does in c-TPE (Watanabe & Hutter 2023, https://arxiv.org/abs/2211.14411), which multiplies such a ratio of
 * densities into its acquisition. One parameter at a time, because what makes a trial diverge or run out of memory is mostly one
 * or two of them being too large, and the others would otherwise hide it. A trial that was stopped before the step at which others
 * fail has not shown that it would not have.
 */
import { courseOf, lastStep } from '../core/course.js';
import { encode } from '../core/distribution.js';
import type { Parameter, SearchSpace } from '../core/search-space.js';
import type { Params, Trial } from '../core/trial.js';
import type { Rng } from '../math/rng.js';

/** Of [0, 1] along an ordered parameter. */
const bins = 16;
/** Observations that a histogram is credited with, spread evenly: it takes that many to overrule them. */
const evenObservations = 4;

export class FailedRegions {
  #space: SearchSpace = { parameters: [] };
  #last: Params | undefined;
  #length = 0;
  /** Numbers of trials that may still fail: running, waiting, and paused ones. */
  #unsettled: number[] = [];
  #failed = 0;
  #succeeded = 0;
  /** The last steps of the failed trials, rising, and the middle one of them. */
  #lastSteps: number[] = [];
  #usualLastStep = 0;
  #histograms: readonly Histogram[] = [];

  /** Follows a growing list of trials at the cost of what is new. */
  update(space: SearchSpace, trials: readonly Trial[]): void {
    if (space !== this.#space || (this.#length > 0 && trials[this.#length - 1]?.params !== this.#last)) this.#restart(space, 0);
    this.#follow(trials);
    const usual = this.#lastSteps[this.#lastSteps.length >> 1] ?? 0;
    if (usual === this.#usualLastStep) return;
    // Which of the stopped trials came far enough is another question now.
    this.#restart(space, usual);
    this.#follow(trials);
  }

  #follow(trials: readonly Trial[]): void {
    this.#addNew(trials.length);
    this.#last = trials[this.#length - 1]?.params;
    this.#unsettled = this.#unsettled.filter((number) => !this.#settle(trials[number] as Trial));
  }

  /** Apart from its caller, whose code V8 would else give up at each call after a first one with very many trials. */
  #addNew(length: number): void {
    for (; this.#length < length; this.#length++) this.#unsettled.push(this.#length);
  }

  /**
   * Which points are to be turned down for one trial. How daring the trial is is drawn once: a sampler that insists on a point gets
   * its way no more often than one that asks for it once.
   */
  rejection(rng: Rng): (point: Params) => boolean {
    // Without failures the stream of random numbers is the sampler's alone.
    if (this.#failed === 0) return () => false;
    const daring = rng.next();
    return (point) => daring < 2 * this.failureProbability(point) - 1;
  }

  failureProbability(point: Params): number {
    if (this.#failed === 0) return 0;
    let odds = (this.#failed + 0.5) / (this.#succeeded + 1);
    for (const histogram of this.#histograms) odds *= histogram.ratio(point, this.#failed, this.#succeeded);
    return odds / (1 + odds);
  }

  #restart(space: SearchSpace, usualLastStep: number): void {
    this.#space = space;
    this.#usualLastStep = usualLastStep;
    this.#lastSteps = [];
    this.#length = 0;
    this.#unsettled = [];
    this.#failed = 0;
    this.#succeeded = 0;
    this.#histograms = space.parameters.map((parameter) => new Histogram(parameter));
  }

  #settle(trial: Trial): boolean {
    const failed = trial.state === 'failed';
    if (!failed && trial.state !== 'complete' && (trial.state !== 'pruned' || trial.paused)) return false;
    // Stopped by hand says nothing of the parameters.
    if (failed && trial.reason === 'stopped') return true;
    // Of most trials nobody needs the course, which may have to be read for it.
    const last = trial.state === 'complete' ? 0 : lastStep(courseOf(trial));
    if (trial.state === 'pruned' && last < this.#usualLastStep) return true;
    if (failed) insert(this.#lastSteps, last);
    if (failed) this.#failed++;
    else this.#succeeded++;
    for (const histogram of this.#histograms) histogram.add(trial.params, failed);
    return true;
  }
}

function insert(rising: number[], value: number): void {
  const place = rising.findIndex((other) => other > value);
  rising.splice(place === -1 ? rising.length : place, 0, value);
}

/** Of one parameter: how often each stretch of its values was seen, among failed trials and among the others. */
class Histogram {
  readonly #parameter: Parameter;
  /** The last bin is for trials without the parameter. */
  readonly #failed: Float64Array;
  readonly #succeeded: Float64Array;

  constructor(parameter: Parameter) {
    this.#parameter = parameter;
    const { distribution } = parameter;
    const count = distribution.kind === 'categorical' ? distribution.choices.length : bins;
    this.#failed = new Float64Array(count + 1);
    this.#succeeded = new Float64Array(count + 1);
  }

  /** Half of an observation counts for its own bin, a quarter for each neighbour of an ordered value. */
  add(params: Params, failed: boolean): void {
    const counts = failed ? this.#failed : this.#succeeded;
    const bin = this.#binOf(params);
    if (this.#parameter.distribution.kind === 'categorical' || bin === bins) {
      counts[bin] = (counts[bin] as number) + 1;
      return;
    }
    for (const [offset, share] of spread) {
      const neighbour = Math.min(bins - 1, Math.max(0, bin + offset));
      counts[neighbour] = (counts[neighbour] as number) + share;
    }
  }

  /** The density of the point's value among failed trials over that among the others. */
  ratio(params: Params, failed: number, succeeded: number): number {
    const bin = this.#binOf(params);
    const even = evenObservations / this.#failed.length;
    const ofFailed = ((this.#failed[bin] as number) + even) / (failed + evenObservations);
    return ofFailed / (((this.#succeeded[bin] as number) + even) / (succeeded + evenObservations));
  }

  #binOf(params: Params): number {
    const { name, distribution } = this.#parameter;
    const value = params[name];
    if (value === undefined) return this.#failed.length - 1;
    if (distribution.kind === 'categorical') return distribution.choices.indexOf(value);
    return Math.min(bins - 1, Math.floor(encode(distribution, value) * bins));
  }
}

const spread = [
  [-1, 0.25],
  [0, 0.5],
  [1, 0.25],
] as const;
