import type { SearchSpace } from '../core/search-space.js';
import type { Params, Trial } from '../core/trial.js';

/** How often each point was tried, in whatever state its trials are. Follows a growing list of trials at the cost of what is new. */
export class SeenPoints {
  #space: SearchSpace | undefined;
  #last: Params | undefined;
  #length = 0;
  readonly #counts = new Map<string, number>();

  /** Brings the counts up to `trials`; false when these do not continue those before, so that no point seen then need be seen now. */
  update(space: SearchSpace, trials: readonly Trial[]): boolean {
    const continues = space === this.#space && (this.#length === 0 || trials[this.#length - 1]?.params === this.#last);
    if (!continues) {
      this.#counts.clear();
      this.#length = 0;
      this.#space = space;
    }
    for (; this.#length < trials.length; this.#length++) {
      const { params } = trials[this.#length] as Trial;
      const key = pointKey(space, params);
      this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
      this.#last = params;
    }
    return continues;
  }

  /** Trials with these parameters, of the space that the trials are of. */
  count(params: Params): number {
    return this.#space === undefined ? 0 : (this.#counts.get(pointKey(this.#space, params)) ?? 0);
  }
}

/** The same for the same values, in whatever order they stand; 1, "1" and no value differ. */
export function pointKey({ parameters }: SearchSpace, params: Params): string {
  return JSON.stringify(parameters.map(({ name }) => (Object.hasOwn(params, name) ? params[name] : [])));
}
