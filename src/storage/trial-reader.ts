import type Database from 'better-sqlite3';
import type { Report, Trial } from '../core/trial.js';
import { readOutlines } from './outlines.js';
import { type ReportRow, type TrialRow, toFinished, toReport, toTrial } from './row-format.js';
import { onDisk } from './storage-error.js';
import { StoredReports } from './stored-reports.js';

/** Trials that are read with their reports, at once: a second's worth. */
const mostAtOnce = 5000;

export type TrialStanding = Pick<Trial, 'number' | 'state' | 'attempt'>;

/** What a look at the trials had seen. */
interface LookedAt {
  /** Numbers of the trials that ran or waited. */
  readonly open: readonly number[];
  /** Of the last trial; -1 when there was none. */
  readonly number: number;
  /** As of `lastStart`, taken before the trials were read. */
  readonly order: number;
}

/** Reads the trials of a study's database: all, some, or what tells which have moved on. */
export class TrialReader {
  readonly #path: string;
  readonly #database: Database.Database;

  constructor(path: string, database: Database.Database) {
    this.#path = path;
    this.#database = database;
  }

  /** Of very many trials those that have finished have their reports when somebody looks at them. */
  all(): Trial[] {
    return this.counts().trials <= mostAtOnce ? this.where('') : this.#readLarge();
  }

  counts(): { readonly trials: number; readonly finished: number } {
    const statement = this.#database.prepare<[], { trials: number; finished: number }>(
      `SELECT COUNT(*) AS trials, COUNT(*) FILTER (WHERE state NOT IN ('waiting', 'running')) AS finished FROM trial`,
    );
    return onDisk(this.#path, () => statement.get() as { trials: number; finished: number });
  }

  /** Those with these numbers alone, in number order. */
  of(numbers: readonly number[]): Trial[] {
    return numbers.length === 0 ? [] : this.where('WHERE number IN (SELECT value FROM json_each(?))', JSON.stringify(numbers));
  }

  /**
   * Those that may have moved on since a look before, in number order, each with what tells that it has: such as begin to run or
   * are at it, wait, or are among the `open` ones of that look; `number` and `order` are that look's last ones. Reading all trials
   * instead would be far dearer.
   */
  movedSince({ open, number, order }: LookedAt): TrialStanding[] {
    const statement = this.#database.prepare<[number, string, number], TrialStanding>(
      `SELECT number, state, attempt FROM trial
       WHERE state IN ('running', 'waiting') OR number > ? OR number IN (SELECT value FROM json_each(?))
         OR number IN (SELECT trial_number FROM attempt WHERE started_order > ?)
       ORDER BY number`,
    );
    return onDisk(this.#path, () => statement.all(number, JSON.stringify(open), order));
  }

  /**
   * Those with numbers from one to another, both included, in number order. Finished ones with the outline of their reports, which
   * takes a tenth of the memory.
   */
  outlined(from: number, to: number): Trial[] {
    return onDisk(this.#path, () => {
      const read = this.#database.transaction(() => {
        const rows = this.#trialRows('WHERE number BETWEEN ? AND ?').all(from, to);
        const open = rows.filter(({ state }) => state === 'running' || state === 'waiting').map(({ number }) => number);
        return {
          rows,
          outlines: readOutlines(this.#database, from, to),
          open: new Map(this.of(open).map((trial) => [trial.number, trial])),
        };
      });
      const { rows, outlines, open } = read();
      return rows.map((row) => {
        const whole = open.get(row.number);
        const { last, outline } = outlines.get(row.number) ?? {};
        return whole ?? { ...toTrial(row, last ? [last] : []), ...(outline && { outline }) };
      });
    });
  }

  /** The numbers of the last trials, at most `count`, whose current attempt began since then, in number order. */
  lastBegun(since: number, count: number): number[] {
    const statement = this.#database
      .prepare<[number, number], number>(
        `SELECT number FROM trial JOIN attempt ON trial_number = number AND attempt.attempt = trial.attempt
         WHERE trial.state <> 'waiting' AND started_at >= ? ORDER BY number DESC LIMIT ?`,
      )
      .pluck();
    return onDisk(this.#path, () => statement.all(since, count)).reverse();
  }

  /** Of the last trial; -1 when there is none. */
  lastNumber(): number {
    const statement = this.#database.prepare<[], number | null>('SELECT MAX(number) FROM trial').pluck();
    return onDisk(this.#path, () => statement.get() ?? -1);
  }

  /** The order number of the last beginning of a trial. */
  lastStart(): number {
    const statement = this.#database.prepare<[], number | null>('SELECT MAX(started_order) FROM attempt').pluck();
    return onDisk(this.#path, () => statement.get() ?? 0);
  }

  #readLarge(): Trial[] {
    const reports = new StoredReports(this.#path, this.#database);
    const read = this.#database.transaction(() => {
      const unfinished = new Map(this.of(this.#openNumbers()).map((trial) => [trial.number, trial]));
      const trials: Trial[] = [];
      for (const row of this.#trialRows('').iterate()) {
        trials.push(unfinished.get(row.number) ?? reports.lend(toFinished(row)));
      }
      return trials;
    });
    return onDisk(this.#path, read);
  }

  /** Of the trials that have not finished. */
  #openNumbers(): number[] {
    return this.#database.prepare<[], number>(`SELECT number FROM trial WHERE state IN ('waiting', 'running')`).pluck().all();
  }

  #trialRows(where: string) {
    return this.#database.prepare<(string | number)[], TrialRow>(
      `SELECT number, params, suggestion, repeat_of, purpose, round, trial.state, trial.attempt, started_at, ended_at, loss, metrics, failure_reason, explanation,
         paused, resume_step, kept_step,
         CASE WHEN trial.attempt > 1 THEN
           (SELECT SUM(COALESCE(reported_at, ended_at) - started_at)
            FROM attempt AS earlier LEFT JOIN report
              ON report.trial_number = number AND report.attempt = earlier.attempt AND report.step = earlier.kept_step
            WHERE earlier.trial_number = number AND earlier.attempt < trial.attempt
              AND (earlier.paused = 1 OR earlier.kept_step IS NOT NULL)) END AS earlier_ms,
         CASE WHEN trial.attempt > 1 OR trial.state = 'waiting' THEN
           (SELECT COUNT(*) FROM attempt AS crashed WHERE trial_number = number AND crashed.state = 'failed'
            AND (crashed.attempt < trial.attempt OR trial.state = 'waiting')) ELSE 0 END AS crashes
       FROM trial LEFT JOIN attempt ON trial_number = number AND attempt.attempt = trial.attempt ${where} ORDER BY number`,
    );
  }

  /** `where` chooses trials. */
  where(where: string, ...chosen: readonly string[]): Trial[] {
    const read = this.#database.transaction(() => {
      const trials = this.#trialRows(where).all(...chosen);
      // By the numbers, as the search for trials in one state among the reports would take a look at all of them.
      const reports = this.#database
        .prepare<[string], ReportRow>(
          `SELECT trial_number, step, loss, metrics, verdict, numbers
           FROM report JOIN trial ON number = trial_number AND report.attempt = trial.attempt
           WHERE number IN (SELECT value FROM json_each(?)) ORDER BY trial_number, step`,
        )
        .all(JSON.stringify(trials.map(({ number }) => number)));
      return { trials, reports };
    });
    const { trials, reports } = onDisk(this.#path, read);
    const byTrial = new Map<number, Report[]>(trials.map((row) => [row.number, []]));
    for (const row of reports) byTrial.get(row.trial_number)?.push(toReport(row));
    return trials.map((row) => toTrial(row, byTrial.get(row.number) ?? []));
  }
}
