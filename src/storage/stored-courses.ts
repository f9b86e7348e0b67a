import type { Database, Statement } from 'better-sqlite3';
import { courseOf } from '../core/course.js';
import type { Course, Metrics } from '../core/trial.js';
import { decodeMetrics } from './row-format.js';

/** Trials whose courses are read together: a few milliseconds' worth. */
const trialsAtOnce = 512;

/** The rows of an attempt. */
interface Span {
  readonly trial_number: number;
  readonly attempt: number;
  readonly count: number;
  readonly last: number;
  readonly auditedAt: number | null;
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
    const [spans, losses, steps] = database.transaction(() => {
      const columns =
        "trial_number, attempt, COUNT(*) AS count, MAX(step) AS last, MIN(step) FILTER (WHERE verdict = 'audited') AS auditedAt";
      const spans = rowsOf<Span>(database, first, columns, 'attempt').all();
      const isDense = spans.every(({ count, last }) => last === count);
      return [spans, readColumn(database, first, 'loss'), isDense ? undefined : readColumn(database, first, 'step')] as const;
    })();
    let lastMetrics: ReadonlyMap<string, Metrics> | undefined;
    const columns: Columns = {
      losses,
      steps,
      lastMetrics: (span) => {
        lastMetrics ??= this.#open((database) => readLastMetrics(database, first));
        return lastMetrics.get(keyOf(span));
      },
    };
    let from = 0;
    for (const span of spans) {
      const { trial_number, attempt, count } = span;
      this.#courses[attempt] ??= new Map();
      this.#courses[attempt].set(trial_number, new StoredCourse(span, columns, from));
      from += count;
    }
  }
}

/** Those of neighbouring trials, one after another. */
interface Columns {
  readonly losses: Float64Array;
  /** Undefined where all of them reported at each step from 1, as nearly all do. */
  readonly steps: Float64Array | undefined;
  /** Read when somebody asks for one of them. */
  lastMetrics(span: Span): Metrics | undefined;
}

class StoredCourse implements Course {
  readonly #span: Span;
  readonly #columns: Columns;
  /** Of its first report among them. */
  readonly #from: number;

  constructor(span: Span, columns: Columns, from: number) {
    this.#span = span;
    this.#columns = columns;
    this.#from = from;
  }

  get length(): number {
    return this.#span.count;
  }

  step(i: number): number {
    return this.#columns.steps?.[this.#from + i] ?? i + 1;
  }

  loss(i: number): number {
    return this.#columns.losses[this.#from + i] as number;
  }

  get auditedAt(): number | undefined {
    return this.#span.auditedAt ?? undefined;
  }

  get lastMetrics(): Metrics | undefined {
    return this.#columns.lastMetrics(this.#span);
  }
}

const noReports = courseOf({ reports: [] });

/** Of the reports of neighbouring trials, by trial and attempt; a row each, or one an attempt. */
function rowsOf<Row>(database: Database, first: number, columns: string, each: 'report' | 'attempt'): Statement<[], Row> {
  const order =
    each === 'report' ? 'ORDER BY trial_number, attempt, step' : 'GROUP BY trial_number, attempt ORDER BY trial_number, attempt';
  const those = `trial_number BETWEEN ${first} AND ${first + trialsAtOnce - 1}`;
  return database.prepare(`SELECT ${columns} FROM report WHERE ${those} ${order}`);
}

/** A single column is read three times as fast as rows of several. NULL becomes NaN. */
function readColumn(database: Database, first: number, name: 'step' | 'loss'): Float64Array {
  const values = rowsOf<number | null>(database, first, name, 'report').pluck().all();
  const column = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) column[i] = values[i] ?? Number.NaN;
  return column;
}

/** By attempt. */
function readLastMetrics(database: Database, first: number): Map<string, Metrics> {
  // Beside a single MAX the other columns are those of its row: https://www.sqlite.org/lang_select.html#bareagg
  type Row = Pick<Span, 'trial_number' | 'attempt'> & { readonly metrics: string };
  const rows = rowsOf<Row>(database, first, 'trial_number, attempt, MAX(step), metrics', 'attempt').all();
  return new Map(rows.map((row) => [keyOf(row), decodeMetrics(row.metrics)]));
}

function keyOf({ trial_number, attempt }: Pick<Span, 'trial_number' | 'attempt'>): string {
  return `${trial_number}:${attempt}`;
}
