/**
 * Where a table of examples comes from, one a row. A path is absolute by the time it stands here; columns are header names, or
 * numbers from 0, as text, for files without a header.
 */
export interface TableSource {
  readonly train: string;
  readonly validation?: string;
  readonly test?: string;
  /** From the file's ending when left out. */
  readonly format?: 'csv' | 'tsv' | 'jsonl';
  /** Of CSV files; found by looking at them when left out. */
  readonly delimiter?: string;
  readonly header: boolean;
  /** What is to be predicted. */
  readonly label: string;
  /** Columns of numbers and of categories; those that neither names are told apart by the training file. */
  readonly numbers: readonly string[];
  readonly categories: readonly string[];
  /**
   * So many parts of the rows that are not for the test, classes in equal shares. A trial trains a model beside each of them, on the
   * other parts, and measures it there; the models predict together. Left out: one model, and rows of their own to measure it.
   */
  readonly folds?: number;
  /** Columns that no model sees. */
  readonly ignore: readonly string[];
  /** What stands for a missing value, beside an empty field and JSON's null. */
  readonly missing: readonly string[];
}
