import type { Trial } from '../core/trial.js';

/** Whoever keeps something that follows from a study's trials. */
export interface TrialObserver {
  /** These are other trials than before: what was kept is void. */
  forget(): void;
  /** A new trial, or what has become of one; `before`: what was told of it last, to whose reports others may have come since. */
  take(trial: Trial, before: Trial | undefined): void;
}

/**
 * Tells what has changed in a study's trials from one question to the next. An object that has not changed says that its trial has
 * not; and of an array that is known, only trials that may still change are looked at, so a study that asks again and again pays
 * for what is new.
 */
export class TrialChanges {
  readonly #observer: TrialObserver;
  /** The array last asked about, and the trials that were in it then. */
  #list: readonly Trial[] | undefined;
  readonly #known: Trial[] = [];
  /** Indices of those that may still change. */
  readonly #open = new Set<number>();

  constructor(observer: TrialObserver) {
    this.#observer = observer;
  }

  follow(trials: readonly Trial[]): void {
    const known = this.#known;
    const isSame = trials === this.#list && trials.length >= known.length;
    if (!isSame && known.some(({ number }, i) => trials[i]?.number !== number)) this.#forget();
    for (const i of isSame ? this.#open : known.keys()) if (trials[i] !== known[i]) this.#take(i, trials[i] as Trial);
    for (let i = known.length; i < trials.length; i++) this.#take(i, trials[i] as Trial);
    this.#list = trials;
  }

  #forget(): void {
    this.#open.clear();
    this.#known.length = 0;
    this.#observer.forget();
  }

  #take(i: number, trial: Trial): void {
    const before = this.#known[i];
    this.#known[i] = trial;
    if (mayChange(trial)) this.#open.add(i);
    else this.#open.delete(i);
    this.#observer.take(trial, before);
  }
}

/** A paused trial may go on; other finished ones stay as they are. */
function mayChange(trial: Trial): boolean {
  return trial.state === 'running' || trial.state === 'waiting' || (trial.state === 'pruned' && trial.paused === true);
}
