import { renumbered } from '../core/renumbered.js';
import type { Trial } from '../core/trial.js';
import { isPaused, recordGoingOn } from '../pruners/trial-changes.js';

/**
 * A study's trials without repeats, numbered among themselves: what a search has done so far, as if nothing had run twice. So a
 * race leaves no trace in the search that goes on after it, and no configuration weighs more in a model because it ran more often.
 */
export class SearchTrials {
  readonly #all: Trial[] = [];
  /** By the study's trial numbers: the place in `all`; undefined of repeats. */
  readonly #places: (number | undefined)[] = [];
  /** By place: the study's trial numbers. */
  readonly #numbers: number[] = [];
  /** Places of paused trials that went on. */
  readonly #wentOn: number[] = [];

  constructor() {
    recordGoingOn(this.#all, this.#wentOn);
  }

  /** In number order; a trial's number here is its index. */
  get all(): readonly Trial[] {
    return this.#all;
  }

  /** Takes a trial of the study as it is now. @returns how it is called here; undefined when it is a repeat */
  put(trial: Trial): Trial | undefined {
    if (trial.repeatOf !== undefined) return undefined;
    const place = this.#places[trial.number] ?? this.#all.length;
    const own = place === trial.number ? trial : renumbered(trial, place);
    const before = this.#all[place];
    if (before !== own && isPaused(before)) this.#wentOn.push(place);
    this.#all[place] = own;
    this.#places[trial.number] = place;
    this.#numbers[place] = trial.number;
    return own;
  }

  /** The study's number of the trial that has this one here. */
  numberOf(place: number): number {
    return this.#numbers[place] as number;
  }

  /** The trial, which is no repeat, with its number here. */
  of<T extends Trial>(trial: T): T {
    const place = this.#places[trial.number] as number;
    return this.#all[place] as T;
  }
}

/** Trials without repeats, numbered among themselves. */
export function searchTrials(trials: readonly Trial[]): readonly Trial[] {
  if (trials.every(({ repeatOf }) => repeatOf === undefined)) return trials;
  const own = new SearchTrials();
  for (const trial of trials) own.put(trial);
  return own.all;
}
