import type { Database } from 'better-sqlite3';
import { resample } from '../core/resample.js';
import type { Outline, Report } from '../core/trial.js';
import { type ReportRow, toReport } from './row-format.js';

/** A curve in a leaderboard is at most so many characters wide. */
const CURVE_POINTS = 20;

/** What a leaderboard shows of a trial's reports: the last one, and the outline of all. */
export interface Outlined {
  readonly last: Report;
  readonly outline: Outline;
}

interface OutlineRow extends ReportRow {
  readonly count: number;
  /** JSON: the losses by step, null for NaN. */
  readonly curve: string;
  /** JSON: the steps at which something was decided. */
  readonly decided: string;
  readonly audited: number;
}

/** Of the current attempts of the trials with numbers from one to another, both included, by number; none of those without reports. */
export function readOutlines(database: Database, from: number, to: number): Map<number, Outlined> {
  // Beside a single MAX the other columns are those of its row: https://www.sqlite.org/lang_select.html#bareagg
  const rows = database
    .prepare<[number, number], OutlineRow>(
      `SELECT trial_number, MAX(step) AS step, loss, report.metrics, verdict, numbers, COUNT(*) AS count,
         json_group_array(loss ORDER BY step) AS curve,
         json_group_array(step ORDER BY step) FILTER (WHERE verdict IS NOT NULL) AS decided,
         COUNT(*) FILTER (WHERE verdict = 'audited') AS audited
       FROM report JOIN trial ON number = trial_number AND report.attempt = trial.attempt
       WHERE trial_number BETWEEN ? AND ? GROUP BY trial_number`,
    )
    .iterate(from, to);
  const outlines = new Map<number, Outlined>();
  for (const row of rows) {
    const losses = (JSON.parse(row.curve) as (number | null)[]).map((loss) => loss ?? Number.NaN);
    const decided = JSON.parse(row.decided) as number[];
    outlines.set(row.trial_number, {
      last: toReport(row),
      outline: {
        count: row.count,
        curve: resample(losses, CURVE_POINTS),
        ...(decided.length > 0 && { decided }),
        ...(row.audited > 0 && { audited: true }),
      },
    });
  }
  return outlines;
}
