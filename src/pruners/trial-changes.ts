import type { Trial } from '../core/trial.js';

/** Whoever keeps something that follows from a study's trials. */
export interface TrialObserver {
  /** These are other trials than before: what was kept is void. */
  forget(): void;
  /** A new trial, or what has become of one; `before`: what was told of it last, to whose reports others may have come since. */
  take(trial: Trial, before: Trial | undefined): void;
}

/**
 * Of lists whose owner records it: the indices of paused trials that have become others, one after another. A study may have tens of
 * thousands of paused trials, and all but a few stay so.
 */
const wentOn = new WeakMap<readonly Trial[], readonly number[]>();

/** The owner of a list adds to `record` the index of each paused trial that becomes another, so that nobody needs to look for them. */
export function recordGoingOn(trials: readonly Trial[], record: readonly number[]): void {
  wentOn.set(trials, record);
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
  /** Indices of those that run or wait, */
  readonly #open = new Set<number>();
  /** and of those that are paused. */
  readonly #paused = new Set<number>();
  /** How many of those that went on were looked at. */
  #wentOn = 0;

  constructor(observer: TrialObserver) {
    this.#observer = observer;
  }

  follow(trials: readonly Trial[]): void {
    const known = this.#known;
    const isSame = trials === this.#list && trials.length >= known.length;
    if (!isSame && known.some(({ number }, i) => trials[i]?.number !== number)) this.#forget();
    const record = wentOn.get(trials);
    const paused = record?.slice(this.#wentOn) ?? this.#paused;
    for (const indices of isSame ? [this.#open, paused] : [known.keys()]) {
      for (const i of indices) if (trials[i] !== known[i]) this.#take(i, trials[i] as Trial);
    }
    this.#wentOn = record?.length ?? 0;
    for (let i = known.length; i < trials.length; i++) this.#take(i, trials[i] as Trial);
    this.#list = trials;
  }

  #forget(): void {
    this.#open.clear();
    this.#paused.clear();
    this.#known.length = 0;
    this.#observer.forget();
  }

  #take(i: number, trial: Trial): void {
    const before = this.#known[i];
    this.#known[i] = trial;
    this.#keep(this.#open, i, trial.state === 'running' || trial.state === 'waiting');
    this.#keep(this.#paused, i, isPaused(trial));
    this.#observer.take(trial, before);
  }

  #keep(indices: Set<number>, i: number, isIn: boolean): void {
    if (isIn) indices.add(i);
    else indices.delete(i);
  }
}

/** It may go on; other finished trials stay as they are. */
export function isPaused(trial: Trial | undefined): boolean {
  return trial?.state === 'pruned' && trial.paused === true;
}
