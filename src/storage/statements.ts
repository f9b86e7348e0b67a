import type { Database, Statement } from 'better-sqlite3';
import type { Decision } from '../core/trial.js';

/** Every statement that changes trials, compiled once a connection. */
export interface Writes {
  readonly putTrial: Statement<[NewTrial]>;
  readonly insertAttempt: Statement<
    [number: number, attempt: number, startedAt: number, resumeStep: number | null, order: number]
  >;
  readonly copyReports: Statement<[{ readonly number: number; readonly attempt: number; readonly lastStep: number }]>;
  readonly insertReport: Statement<[NewReport]>;
  readonly finishAttempt: Statement<[FinishedAttempt]>;
  readonly interruptAttempt: Statement<
    [at: number, order: number, explanation: string | null, keptStep: number | null, number: number]
  >;
  readonly setTrialState: Statement<[state: string, number: number]>;
  readonly insertRequest: Statement<[request: string, askedAt: number]>;
  readonly answerRequest: Statement<[AnsweredRequest]>;
  readonly insertRun: Statement<[order: number, startedAt: number, workers: number]>;
  readonly insertFinalTest: Statement<[number: number, metrics: string]>;
}

interface NewTrial {
  readonly number: number;
  readonly params: string;
  readonly state: 'waiting' | 'running';
  readonly attempt: number;
  readonly suggestion: string | null;
  readonly repeatOf: number | null;
  readonly purpose: string | null;
  readonly round: number | null;
}

interface AnsweredRequest {
  readonly id: number;
  readonly at: number;
  readonly outcome: string;
  readonly message: string;
  readonly order: number;
}

interface NewReport {
  readonly number: number;
  readonly attempt: number;
  readonly step: number;
  readonly loss: number;
  readonly metrics: string;
  readonly at: number;
  readonly verdict: Decision['verdict'] | null;
  readonly numbers: string | null;
  readonly order: number;
}

interface FinishedAttempt {
  readonly number: number;
  readonly attempt: number;
  readonly state: string;
  readonly endedAt: number;
  readonly loss: number | null;
  readonly metrics: string | null;
  readonly reason: string | null;
  readonly explanation: string | null;
  readonly paused: 0 | 1;
  readonly keptStep: number | null;
  readonly order: number;
}

export function prepareWrites(database: Database): Writes {
  return {
    /** A new trial, or a waiting one taken up again; what it is never changes. */
    putTrial: database.prepare(
      `INSERT INTO trial (number, params, state, attempt, suggestion, repeat_of, purpose, round)
       VALUES (@number, @params, @state, @attempt, @suggestion, @repeatOf, @purpose, @round)
       ON CONFLICT (number) DO UPDATE SET state = excluded.state, attempt = excluded.attempt`,
    ),
    insertAttempt: database.prepare(
      `INSERT INTO attempt (trial_number, attempt, state, started_at, resume_step, started_order) VALUES (?, ?, 'running', ?, ?, ?)`,
    ),
    /** What the attempt before had reported up to a step, for the attempt that goes on from there. */
    copyReports: database.prepare(
      `INSERT INTO report (trial_number, attempt, step, loss, metrics, reported_at, verdict, numbers)
       SELECT trial_number, @attempt, step, loss, metrics, reported_at, verdict, numbers FROM report
       WHERE trial_number = @number AND attempt = @attempt - 1 AND step <= @lastStep`,
    ),
    insertReport: database.prepare(
      `INSERT INTO report (trial_number, attempt, step, loss, metrics, reported_at, verdict, numbers, told_order)
       VALUES (@number, @attempt, @step, @loss, @metrics, @at, @verdict, @numbers, @order)`,
    ),
    finishAttempt: database.prepare(
      `UPDATE attempt SET state = @state, ended_at = @endedAt, loss = @loss, metrics = @metrics, failure_reason = @reason,
         explanation = @explanation, paused = @paused, kept_step = @keptStep, ended_order = @order
       WHERE trial_number = @number AND attempt = @attempt`,
    ),
    interruptAttempt: database.prepare(
      `UPDATE attempt SET state = 'interrupted', ended_at = ?, ended_order = ?, explanation = ?, kept_step = ?
       WHERE trial_number = ? AND state = 'running'`,
    ),
    setTrialState: database.prepare('UPDATE trial SET state = ? WHERE number = ?'),
    insertRequest: database.prepare('INSERT INTO request (request, asked_at) VALUES (?, ?)'),
    answerRequest: database.prepare(
      `UPDATE request SET answered_at = @at, outcome = @outcome, message = @message, answered_order = @order WHERE id = @id`,
    ),
    /** With the study as it is now. */
    insertRun: database.prepare(
      `INSERT INTO run (started_order, started_at, sweep_text, overrides, workers)
       SELECT ?, ?, sweep_text, overrides, ? FROM study`,
    ),
    insertFinalTest: database.prepare('INSERT INTO final_test (trial_number, metrics) VALUES (?, ?)'),
  };
}
