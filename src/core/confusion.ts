/** How often a classifier took one class for another. */
export interface Confusion {
  readonly labels: readonly string[];
  /** [true class, class it was taken for, how often]: places in `labels`, and counts above 0. Right ones are among them. */
  readonly cells: readonly (readonly [truth: number, predicted: number, count: number])[];
  /**
   * Of entities in texts: the label, a place in `labels`, that stands for none. A cell from it counts what was found and is not
   * there, a cell to it what was not found.
   */
  readonly none?: number;
}

/** What a classifier takes for what, by the part of the data. */
export interface Confusions {
  readonly validation: Confusion;
  /** Left out where there is no test data. */
  readonly test?: Confusion;
}

/** Of the trial that a study has for its best. */
export interface WinnerConfusions extends Confusions {
  readonly trialNumber: number;
}
