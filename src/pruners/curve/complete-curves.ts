import { courseOf, lastStep } from '../../core/course.js';
import type { CompleteTrial, Trial } from '../../core/trial.js';
import { TrialChanges } from '../trial-changes.js';
import { hasFinite } from './curve-prior.js';

/** What the complete trials of a study say together. It is kept up as trials end, so that a decision pays for what is new. */
export class CompleteCurves {
  /** How many there are, those without a finite value left out. */
  count = 0;
  /** The lowest of their losses; Infinity without any. */
  incumbent = Number.POSITIVE_INFINITY;
  /** The most steps of one of them; 0 without any. */
  longest = 0;
  #trials: readonly Trial[] = [];
  readonly #changes = new TrialChanges({
    forget: () => this.#forget(),
    take: (trial, before) => {
      if (before !== undefined && isCompleteCurve(before)) this.#isVoid = true;
      else this.#take(trial);
    },
  });
  /** A trial that counts is another one now: no study does that, but a list of trials may. */
  #isVoid = false;

  follow(trials: readonly Trial[]): void {
    this.#trials = trials;
    this.#changes.follow(trials);
    if (!this.#isVoid) return;
    this.#forget();
    for (const trial of trials) this.#take(trial);
  }

  /** The last of them, by their numbers: so many at most. */
  latest(most: number): CompleteTrial[] {
    const latest: CompleteTrial[] = [];
    for (let i = this.#trials.length - 1; i >= 0 && latest.length < most; i--) {
      const trial = this.#trials[i] as Trial;
      if (isCompleteCurve(trial)) latest.push(trial);
    }
    return latest.reverse();
  }

  #forget(): void {
    this.#isVoid = false;
    this.count = 0;
    this.incumbent = Number.POSITIVE_INFINITY;
    this.longest = 0;
  }

  #take(trial: Trial): void {
    if (!isCompleteCurve(trial)) return;
    this.count++;
    this.incumbent = Math.min(this.incumbent, trial.loss);
    this.longest = Math.max(this.longest, lastStep(courseOf(trial)));
  }
}

function isCompleteCurve(trial: Trial): trial is CompleteTrial {
  return trial.state === 'complete' && Number.isFinite(trial.loss) && hasFinite(courseOf(trial));
}
