import type { Database } from 'better-sqlite3';
import type { Course } from '../core/trial.js';

/** Trials whose courses are read together: a few milliseconds' worth. */
const trialsAtOnce = 512;

/** The rows of an attempt among all of `CourseColumns`. */
interface Span {
  readonly trial_number: number;
  readonly attempt: number;
  readonly count: number;
  readonly audited_at: number | null;
}

/**
 * The courses of the attempts of a database, read at the first look at one of their neighbours. They are kept in columns: an object for
 * each of a million reports would take ten times the memory, and the garbage collector's time with it.
 */
export class StoredCourses {
  /** By attempt, by trial number. */
  readonly #courses: Map<number, Course>[] = [];
  /** Those that were read. */
  readonly #parts = new Set<number>();
  readonly #open: <T>(read: (database: Database) => T) => T;

  /** `open` gives a connection to the database for as long as something is read. */
  constructor(open: <T>(read: (database: Database) => T) => T) {
    this.#open = open;
  }

  of(trialNumber: number, attempt: number): Course {
    const part = Math.floor(trialNumber / trialsAtOnce);
    if (!this.#parts.has(part)) {
      this.#open((database) => this.#read(database, part * trialsAtOnce));
      this.#parts.add(part);
    }
    return this.#courses[attempt]?.get(trialNumber) ?? noReports;
  }

  #read(database: Database, first: number): void {
    const [spans, steps, losses] = database.transaction(() => {
      const those = [first, first + trialsAtOnce - 1] as const;
      // A single column is read five times as fast as a row of several.
      const column = (name: string) =>
        database
          .prepare<[number, number], number | null>(
            `SELECT ${name} FROM report WHERE trial_number BETWEEN ? AND ? ORDER BY trial_number, attempt, step`,
          )
          .pluck()
          .all(...those);
      const spans = database
        .prepare<[number, number], Span>(
          `SELECT trial_number, attempt, COUNT(*) AS count, MIN(CASE verdict WHEN 'audited' THEN step END) AS audited_at
           FROM report WHERE trial_number BETWEEN ? AND ? GROUP BY trial_number, attempt ORDER BY trial_number, attempt`,
        )
        .all(...those);
      return [spans, column('step'), column('loss')] as const;
    })();
    const columns = {
      steps: Float64Array.from(steps as number[]),
      losses: Float64Array.from(losses, (loss) => loss ?? Number.NaN),
    };
    let from = 0;
    for (const { trial_number, attempt, count, audited_at } of spans) {
      this.#courses[attempt] ??= new Map();
      this.#courses[attempt].set(trial_number, new StoredCourse(columns, from, count, audited_at ?? undefined));
      from += count;
    }
  }
}

/** Those of neighbouring trials, one after another. */
interface Columns {
  readonly steps: Float64Array;
  readonly losses: Float64Array;
}

class StoredCourse implements Course {
  readonly length: number;
  readonly auditedAt: number | undefined;
  readonly #columns: Columns;
  readonly #from: number;

  constructor(columns: Columns, from: number, length: number, auditedAt: number | undefined) {
    this.#columns = columns;
    this.#from = from;
    this.length = length;
    this.auditedAt = auditedAt;
  }

  step(i: number): number {
    return this.#columns.steps[this.#from + i] as number;
  }

  loss(i: number): number {
    return this.#columns.losses[this.#from + i] as number;
  }
}

const noReports = new StoredCourse({ steps: new Float64Array(), losses: new Float64Array() }, 0, 0, undefined);
