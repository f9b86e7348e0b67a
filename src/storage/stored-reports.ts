import Database from 'better-sqlite3';
import { RecentCache } from '../core/recent-cache.js';
import type { Course, FinishedTrial, Report } from '../core/trial.js';
import { type ReportRow, toReport, type Unreported } from './row-format.js';
import { onDisk } from './storage-error.js';
import { StoredCourses } from './stored-courses.js';

/** Trials whose reports are read together: whoever looks at one in passing looks at the next. */
const trialsAtOnce = 16;
/** Such parts that are kept: more than a screen has rows. */
const mostParts = 256;

interface AttemptReportRow extends ReportRow {
  readonly attempt: number;
}

/**
 * The reports of finished trials, read when somebody looks at them: a study of a hundred thousand opens without its million
 * reports, and its search never needs more of them than their courses. Those of a finished attempt never change, so that they may be
 * read at any time, also after the store was closed.
 */
export class StoredReports {
  readonly #path: string;
  readonly #database: Database.Database;
  readonly #courses = new StoredCourses((read) => this.#open(read));
  /** By the number of their first trial. */
  readonly #recent = new RecentCache<ReadonlyMap<string, readonly Report[]>>(mostParts);
  readonly #ofTrial: PropertyDescriptorMap;

  constructor(path: string, database: Database.Database) {
    this.#path = path;
    this.#database = database;
    const reports = ({ number, attempt }: FinishedTrial) => this.#reports(number, attempt);
    const course = ({ number, attempt }: FinishedTrial) => this.#courses.of(number, attempt);
    this.#ofTrial = {
      reports: {
        enumerable: true,
        configurable: true,
        get(this: FinishedTrial): readonly Report[] {
          return reports(this);
        },
      },
      course: {
        get(this: FinishedTrial): Course {
          return course(this);
        },
      },
    };
  }

  /**
   * Makes the trial one whose reports are read at the first look at them. Copies of it have them. To redefine what is there, or to
   * define getters of its own for each, would make them objects that take three times the memory.
   */
  lend(trial: Unreported<FinishedTrial>): FinishedTrial {
    return Object.defineProperties(trial, this.#ofTrial) as FinishedTrial;
  }

  #reports(trialNumber: number, attempt: number): readonly Report[] {
    const first = trialNumber - (trialNumber % trialsAtOnce);
    const read = this.#recent.getOrMake(String(first), () => this.#open((database) => readReports(database, first)));
    return read.get(keyOf(trialNumber, attempt)) ?? [];
  }

  #open<T>(read: (database: Database.Database) => T): T {
    return onDisk(this.#path, () => {
      if (this.#database.open) return read(this.#database);
      const database = new Database(this.#path, { readonly: true, fileMustExist: true });
      try {
        return read(database);
      } finally {
        database.close();
      }
    });
  }
}

/** Of the attempts of neighbouring trials. */
function readReports(database: Database.Database, first: number): Map<string, Report[]> {
  const rows = database
    .prepare<[number, number], AttemptReportRow>(
      `SELECT trial_number, attempt, step, loss, metrics, verdict, numbers FROM report
       WHERE trial_number BETWEEN ? AND ? ORDER BY trial_number, attempt, step`,
    )
    .all(first, first + trialsAtOnce - 1);
  const reports = new Map<string, Report[]>();
  for (const row of rows) {
    const key = keyOf(row.trial_number, row.attempt);
    const known = reports.get(key);
    if (known) known.push(toReport(row));
    else reports.set(key, [toReport(row)]);
  }
  return reports;
}

function keyOf(trialNumber: number, attempt: number): string {
  return `${trialNumber}:${attempt}`;
}
