import Database from 'better-sqlite3';
import type { FinishedTrial, Report } from '../core/trial.js';
import { type AttemptReportRow, ReportColumns } from './report-columns.js';
import { onDisk } from './storage-error.js';

/** Trials whose reports are read together: a few milliseconds' worth. */
const trialsAtOnce = 512;

/**
 * The reports of finished trials, read when somebody looks at them: a study of a hundred thousand opens without its million
 * reports, and a search at random never needs them. Those of a finished attempt never change, so that they may be read at any time,
 * also after the store was closed.
 */
export class StoredReports {
  readonly #path: string;
  readonly #database: Database.Database;
  /** By the trials' numbers, divided. */
  readonly #read = new Map<number, ReportColumns>();

  constructor(path: string, database: Database.Database) {
    this.#path = path;
    this.#database = database;
  }

  /** Makes the trial one whose reports are read at the first look at them. Copies of it have them. */
  lend<T extends FinishedTrial>(trial: T): T {
    Object.defineProperty(trial, source, { value: this });
    return Object.defineProperty(trial, 'reports', readAtFirstLook);
  }

  of(trialNumber: number, attempt: number): Report[] {
    const part = Math.floor(trialNumber / trialsAtOnce);
    let columns = this.#read.get(part);
    if (columns === undefined) {
      columns = onDisk(this.#path, () => this.#load(part * trialsAtOnce));
      this.#read.set(part, columns);
    }
    return columns.of(trialNumber, attempt);
  }

  #load(first: number): ReportColumns {
    const isOpen = this.#database.open;
    const database = isOpen ? this.#database : new Database(this.#path, { readonly: true, fileMustExist: true });
    try {
      const statement = database.prepare<[number, number], AttemptReportRow>(
        `SELECT trial_number, attempt, step, loss, metrics, verdict, numbers FROM report
         WHERE trial_number BETWEEN ? AND ? ORDER BY trial_number, attempt, step`,
      );
      return new ReportColumns(statement.all(first, first + trialsAtOnce - 1));
    } finally {
      if (!isOpen) database.close();
    }
  }
}

const source = Symbol('source of the reports');

/** One getter for all: with a function of its own each trial would be an object of a shape of its own. */
const readAtFirstLook: PropertyDescriptor & ThisType<FinishedTrial & { readonly [source]: StoredReports }> = {
  enumerable: true,
  configurable: true,
  get() {
    return this[source].of(this.number, this.attempt);
  },
};
