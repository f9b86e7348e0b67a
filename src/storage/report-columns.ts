import type { Metrics, Report } from '../core/trial.js';
import { type ReportRow, toDecision, toReport } from './row-format.js';

/** A row of `report` with its attempt. */
export interface AttemptReportRow extends ReportRow {
  readonly attempt: number;
}

interface Span {
  readonly from: number;
  to: number;
}

/**
 * The reports of many attempts in columns: an object for each of a million would take ten times the memory, and the garbage
 * collector's time with it. What is read of them is made anew each time.
 */
export class ReportColumns {
  readonly #steps: Float64Array;
  readonly #losses: Float64Array;
  /** (reports, names), row by row, of reports that measured what the first of them did, in its order. */
  readonly #values: Float64Array;
  readonly #names: readonly string[];
  /** Of reports with a decision, and of those that measured something else, the rows as they are. */
  readonly #decided = new Map<number, Pick<ReportRow, 'verdict' | 'numbers'>>();
  readonly #others = new Map<number, ReportRow>();
  readonly #spans = new Map<string, Span>();

  /** `rows` by trial, attempt and step. */
  constructor(rows: readonly AttemptReportRow[]) {
    this.#names = rows[0] ? Object.keys(JSON.parse(rows[0].metrics)) : [];
    this.#steps = new Float64Array(rows.length);
    this.#losses = new Float64Array(rows.length);
    this.#values = new Float64Array(rows.length * this.#names.length);
    rows.forEach((row, i) => {
      this.#put(row, i);
    });
  }

  /** Of one attempt, by rising step. */
  of(trialNumber: number, attempt: number): Report[] {
    const { from, to } = this.#spans.get(keyOf(trialNumber, attempt)) ?? { from: 0, to: 0 };
    return Array.from({ length: to - from }, (_, i) => this.#report(from + i));
  }

  #put(row: AttemptReportRow, i: number): void {
    const key = keyOf(row.trial_number, row.attempt);
    const span = this.#spans.get(key);
    if (span) span.to = i + 1;
    else this.#spans.set(key, { from: i, to: i + 1 });
    if (!this.#putValues(row.metrics, i)) {
      this.#others.set(i, row);
      return;
    }
    this.#steps[i] = row.step;
    this.#losses[i] = row.loss ?? Number.NaN;
    if (row.verdict !== null) this.#decided.set(i, { verdict: row.verdict, numbers: row.numbers });
  }

  /** Whether they are those that have columns. */
  #putValues(json: string, i: number): boolean {
    const metrics: Readonly<Record<string, number | string>> = JSON.parse(json);
    const names = Object.keys(metrics);
    if (names.length !== this.#names.length) return false;
    for (let m = 0; m < names.length; m++) {
      const name = names[m] as string;
      if (name !== this.#names[m] || name === '__proto__') return false;
      // "NaN" and the like stand for what JSON cannot write.
      this.#values[i * names.length + m] = Number(metrics[name]);
    }
    return true;
  }

  #report(i: number): Report {
    const other = this.#others.get(i);
    if (other) return toReport(other);
    const metrics: Record<string, number> = {};
    const width = this.#names.length;
    for (let m = 0; m < width; m++) metrics[this.#names[m] as string] = this.#values[i * width + m] as number;
    const base = { step: this.#steps[i] as number, metrics: metrics as Metrics, loss: this.#losses[i] as number };
    const decided = this.#decided.get(i);
    return decided ? { ...base, ...toDecision(decided) } : base;
  }
}

function keyOf(trialNumber: number, attempt: number): string {
  return `${trialNumber}:${attempt}`;
}
