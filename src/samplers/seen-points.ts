import type { SearchSpace } from '../core/search-space.js';
import type { Params, Trial } from '../core/trial.js';

/** The points that were tried, in whatever state their trials are. Follows a growing list of trials at the cost of what is new. */
export class SeenPoints {
  #space: SearchSpace | undefined;
  #last: Params | undefined;
  #length = 0;
  readonly #keys = new Set<string>();

  /** Takes in `trials`; false when these do not continue those before, so that no point seen then need be seen now. */
  update(space: SearchSpace, trials: readonly Trial[]): boolean {
    const continues = space === this.#space && (this.#length === 0 || trials[this.#length - 1]?.params === this.#last);
    if (!continues) {
      this.#keys.clear();
      this.#length = 0;
      this.#space = space;
    }
    for (; this.#length < trials.length; this.#length++) {
      const { params } = trials[this.#length] as Trial;
      this.#keys.add(pointKey(space, params));
      this.#last = params;
    }
    return continues;
  }

  /** Whether a trial has these parameters, of the space that the trials are of. */
  has(params: Params): boolean {
    return this.#space !== undefined && this.#keys.has(pointKey(this.#space, params));
  }
}

/** The same for the same values, in whatever order they stand; 1, "1" and no value differ. */
export function pointKey({ parameters }: SearchSpace, params: Params): string {
  return JSON.stringify(parameters.map(({ name }) => (Object.hasOwn(params, name) ? params[name] : [])));
}
