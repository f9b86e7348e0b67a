/**
 * Where trials fail. The share of failures around a point, by a kernel estimate over all finished trials, is the probability
 * that a trial there fails too; a proposal is turned down with that probability. It does for every sampler what the feasibility
 * term does in c-TPE (Watanabe & Hutter 2023, https://arxiv.org/abs/2211.14411), which multiplies it into the acquisition.
 */
import { encode } from '../core/distribution.js';
import type { SearchSpace } from '../core/search-space.js';
import { isFinished, type Params, type Trial } from '../core/trial.js';
import type { Rng } from '../math/rng.js';

/** Width of the kernel in units of [0, 1] along each parameter. */
const bandwidth = 0.1;
/** Trials without failure that a point is credited with before any trial near it. */
const priorSuccesses = 0.5;
/** Failures that have to do with the machine or the user say nothing of the parameters. */
const telling = new Set(['error', 'diverged', 'out-of-memory', 'timeout', 'crashed']);

export class FailedRegions {
  #space: SearchSpace = { parameters: [] };
  #failed: Params[] = [];
  #succeeded: Params[] = [];

  update(space: SearchSpace, trials: readonly Trial[]): void {
    this.#space = space;
    const finished = trials.filter(isFinished);
    this.#failed = finished.flatMap((trial) => (trial.state === 'failed' && telling.has(trial.reason) ? [trial.params] : []));
    // Without failures nothing is ever turned down.
    this.#succeeded =
      this.#failed.length === 0 ? [] : finished.flatMap((trial) => (trial.state === 'failed' ? [] : [trial.params]));
  }

  /** Whether the point is to be turned down: more often, the more of the trials near it have failed. */
  rejects(point: Params, rng: Rng): boolean {
    if (this.#failed.length === 0) return false;
    return rng.next() < this.failureProbability(point);
  }

  failureProbability(point: Params): number {
    const failures = this.#weight(point, this.#failed);
    return failures / (failures + this.#weight(point, this.#succeeded) + priorSuccesses);
  }

  #weight(point: Params, others: readonly Params[]): number {
    return others.reduce((sum, other) => sum + Math.exp(-this.#squaredDistance(point, other) / (2 * bandwidth ** 2)), 0);
  }

  /** Mean over the parameters that the two have, so that many parameters do not put everything far apart. */
  #squaredDistance(a: Params, b: Params): number {
    let sum = 0;
    let count = 0;
    for (const { name, distribution } of this.#space.parameters) {
      const [x, y] = [a[name], b[name]];
      if (x === undefined && y === undefined) continue;
      count++;
      if (x === undefined || y === undefined) sum += 1;
      else if (distribution.kind === 'categorical') sum += x === y ? 0 : 1;
      else sum += (encode(distribution, x) - encode(distribution, y)) ** 2;
    }
    return count === 0 ? 0 : sum / count;
  }
}
