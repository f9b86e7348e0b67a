/** Steps at which halving decides: `first`, first * eta, first * eta^2, ... below `end`, rounded to whole steps. */
export class Rungs {
  readonly #first: number;
  readonly #eta: number;
  readonly #end: number;

  constructor(first: number, eta: number, end = Number.POSITIVE_INFINITY) {
    this.#first = first;
    this.#eta = eta;
    this.#end = end;
  }

  /** Rising; without an end there is always one more. */
  *[Symbol.iterator](): Generator<number> {
    let before = 0;
    for (let level = this.#first; Math.round(level) < this.#end; level *= this.#eta) {
      const rung = Math.round(level);
      if (rung > before) yield rung;
      before = rung;
    }
  }

  /** The highest rung in (previousStep, step]. */
  reached(step: number, previousStep: number): number | undefined {
    let highest: number | undefined;
    for (const rung of this) {
      if (rung > step) break;
      if (rung > previousStep) highest = rung;
    }
    return highest;
  }
}
