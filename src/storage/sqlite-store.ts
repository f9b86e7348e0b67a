import { readFileSync, renameSync, rmSync } from 'node:fs';
import Database from 'better-sqlite3';
import type { WinnerConfusions } from '../core/confusion.js';
import type { HistoryEvent } from '../core/history.js';
import type { WarmStart } from '../core/prior-trial.js';
import type { Answer, RecordedRequest, Request } from '../core/steering.js';
import type { Store, StudyStatus, TestResult } from '../core/store.js';
import type { Environment } from '../core/study-record.js';
import type { FailedTrial, FinishedTrial, Report, RunningTrial, Trial, WaitingTrial } from '../core/trial.js';
import { keptStep } from '../study/transitions.js';
import { assertCurrent, formatVersion, migrate, readAsCurrent } from './format.js';
import { lastOrder, readHistory } from './history.js';
import { LogFlusher } from './log-flusher.js';
import { type RequestRow, toRequest } from './request-row.js';
import { decodeMetrics, encodeMetrics, toTrialRow } from './row-format.js';
import { prepareWrites, type Writes } from './statements.js';
import { onDisk, storageError } from './storage-error.js';
import { TrialReader } from './trial-reader.js';

const schema = new URL('./schema.sql', import.meta.url);

/** Why an attempt was interrupted that nobody interrupted. */
const studyDied = 'the process of the study died';
/** So often a trial may be running then. A machine that goes down with every attempt at it would never get past it. */
const mostKills = 10;

/** What a study's database knows of the study apart from its trials. */
export interface StudyDescription {
  readonly name: string;
  /** The sweep file as it was run; empty for a study started from code. */
  readonly sweepText: string;
  /** What the command line changed in the sweep file (`{ "budget": { "trials": 150 } }`): plain data that belongs to the caller. */
  readonly overrides: Readonly<Record<string, unknown>>;
  readonly environment?: Environment;
  readonly createdAt: number;
}

/**
 * A study in one SQLite file.
 *
 * Write-ahead logging lets others read while one process writes. A commit waits for no disk (`synchronous = NORMAL`): after a kill
 * nothing at all is missing. Against a power cut the log is flushed in the background each time a trial finishes, and now and then
 * between its reports; what a cut can cost is the reports since then, and its database is always intact.
 */
export class SqliteStore implements Store {
  readonly #path: string;
  readonly #database: Database.Database;
  /** Its trials, to be read. */
  readonly reader: TrialReader;
  readonly #flusher: LogFlusher;
  #writes: Writes | undefined;
  #dataVersion: Database.Statement<[], number> | undefined;
  /** Of what happened last. */
  #order: number | undefined;

  private constructor(path: string, database: Database.Database) {
    this.#path = path;
    this.#database = database;
    this.reader = new TrialReader(path, database);
    this.#flusher = new LogFlusher(path);
  }

  /** Makes the database of a new study. The caller holds the writer's lock. */
  static create(path: string, description: StudyDescription, version: string): SqliteStore {
    return onDisk(path, () => {
      // Under another name first: a process that dies here leaves no half study behind.
      const unfinished = `${path}.new`;
      rmSync(unfinished, { force: true });
      const database = new Database(unfinished);
      database.transaction(() => {
        database.exec(readFileSync(schema, 'utf8'));
        database.pragma(`user_version = ${formatVersion}`);
        database
          .prepare(
            `INSERT INTO study (id, name, sweep_text, overrides, environment, created_at, created_by, status, elapsed_ms)
             VALUES (1, ?, ?, ?, ?, ?, ?, 'new', 0)`,
          )
          .run(
            description.name,
            description.sweepText,
            JSON.stringify(description.overrides),
            description.environment ? JSON.stringify(description.environment) : null,
            description.createdAt,
            version,
          );
      })();
      database.close();
      renameSync(unfinished, path);
      const store = new Database(path, { fileMustExist: true });
      configureWriter(store);
      return new SqliteStore(path, store);
    });
  }

  /**
   * Opens it for writing, and brings one of an older format up to date; the caller holds the writer's lock. Trials that a killed
   * process left running wait again. `savedSteps`: of a trial, the steps after which it can go on by what it left.
   */
  static openToWrite(path: string, savedSteps: (trialNumber: number) => readonly number[] = () => []): SqliteStore {
    return onDisk(path, () => {
      const database = new Database(path, { fileMustExist: true });
      migrate(database, path);
      configureWriter(database);
      const store = new SqliteStore(path, database);
      for (const trial of store.reader.where(`WHERE trial.state = 'running'`))
        if (trial.state === 'running') store.#takeBack(trial, keptStep(trial, savedSteps(trial.number)));
      return store;
    });
  }

  /** Opens it to put requests in, also while another process writes it. It is of the current format. */
  static openToAsk(path: string): SqliteStore {
    return onDisk(path, () => {
      const database = new Database(path, { fileMustExist: true, timeout: 5000 });
      assertCurrent(database, path);
      return new SqliteStore(path, database);
    });
  }

  static openToRead(path: string): SqliteStore {
    return onDisk(path, () => {
      const database = new Database(path, { readonly: true, fileMustExist: true, timeout: 5000 });
      readAsCurrent(database, path);
      return new SqliteStore(path, database);
    });
  }

  description(): StudyDescription {
    const row = this.#study();
    return {
      name: row.name,
      sweepText: row.sweep_text,
      overrides: JSON.parse(row.overrides),
      ...(row.environment !== null && { environment: JSON.parse(row.environment) }),
      createdAt: row.created_at,
    };
  }

  setSweepText(text: string): void {
    this.#update('sweep_text', text);
  }

  setOverrides(overrides: Readonly<Record<string, unknown>>): void {
    this.#update('overrides', JSON.stringify(overrides));
  }

  setEnvironment(environment: Environment): void {
    this.#update('environment', JSON.stringify(environment));
  }

  /** The process that writes, or the last one that did. */
  writer(): { readonly pid: number; readonly since: number } | undefined {
    const { writer_pid: pid, writer_since: since } = this.#study();
    return pid === null || since === null ? undefined : { pid, since };
  }

  setWriter(pid: number, since: number): void {
    this.#update('writer_pid', pid);
    this.#update('writer_since', since);
  }

  trials(): Trial[] {
    return this.reader.all();
  }

  trialEnqueued(trial: WaitingTrial): void {
    this.#commit((writes) => writes.putTrial.run(toTrialRow(trial)));
  }

  trialStarted(trial: RunningTrial): void {
    this.#commit((writes) => {
      writes.putTrial.run(toTrialRow(trial));
      writes.insertAttempt.run(trial.number, trial.attempt, trial.startedAt, trial.resumeStep ?? null, this.#next());
      if (trial.resumeStep !== undefined) {
        writes.copyReports.run({ number: trial.number, attempt: trial.attempt, lastStep: trial.resumeStep });
      }
    });
  }

  trialReported(trialNumber: number, attempt: number, report: Report): void {
    this.#commit((writes) => {
      writes.insertReport.run({
        number: trialNumber,
        attempt,
        step: report.step,
        loss: report.loss,
        metrics: encodeMetrics(report.metrics),
        at: Date.now(),
        verdict: report.decision?.verdict ?? null,
        numbers: report.decision ? encodeMetrics(report.decision.numbers) : null,
        order: this.#next(),
      });
    });
    this.#flusher.flushNowAndThen();
  }

  trialFinished(trial: FinishedTrial): void {
    this.#ended(trial, trial.state);
  }

  trialToRepeat(failed: FailedTrial, keptStep?: number): void {
    this.#ended(failed, 'waiting', keptStep);
  }

  /** `next`: what the trial is after the attempt. */
  #ended(trial: FinishedTrial, next: Trial['state'], keptStep?: number): void {
    this.#commit((writes) => {
      writes.finishAttempt.run({
        number: trial.number,
        attempt: trial.attempt,
        state: trial.state,
        endedAt: trial.finishedAt,
        loss: trial.state === 'complete' ? trial.loss : null,
        metrics: trial.state === 'complete' ? encodeMetrics(trial.metrics) : null,
        reason: trial.state === 'failed' ? trial.reason : null,
        explanation: trial.state === 'pruned' ? trial.explanation : trial.state === 'failed' ? trial.message : null,
        paused: trial.state === 'pruned' && trial.paused ? 1 : 0,
        keptStep: keptStep ?? null,
        order: this.#next(),
      });
      writes.setTrialState.run(next, trial.number);
    });
    this.#flusher.flush();
  }

  /**
   * A trial that ran when its study died waits, unless that was so again and again and it got no farther: it may well be what
   * killed it.
   */
  #takeBack(trial: RunningTrial, keptStep: number | undefined): void {
    const { kills } = this.#database
      .prepare<[number, string], { kills: number }>(
        'SELECT COUNT(*) AS kills FROM attempt WHERE trial_number = ? AND explanation = ? AND kept_step IS NULL',
      )
      .get(trial.number, studyDied) as { kills: number };
    if (keptStep !== undefined || kills + 1 < mostKills) {
      this.#interrupt(trial.number, studyDied, keptStep);
      return;
    }
    const { resumeStep: _, ...rest } = trial;
    const message = `the study's process died ${mostKills} times while this trial ran`;
    this.trialFinished({ ...rest, state: 'failed', reason: 'crashed', message, finishedAt: Date.now() });
  }

  trialInterrupted(trialNumber: number, keptStep?: number): void {
    this.#interrupt(trialNumber, null, keptStep);
  }

  #interrupt(trialNumber: number, explanation: string | null, keptStep: number | undefined): void {
    this.#commit((writes) => {
      writes.interruptAttempt.run(Date.now(), this.#next(), explanation, keptStep ?? null, trialNumber);
      writes.setTrialState.run('waiting', trialNumber);
    });
  }

  runStarted(at: number, workers: number): void {
    this.#commit((writes) => writes.insertRun.run(this.#next(), at, workers));
  }

  /** When the last run began, and how many trials at a time it was to have; undefined before the first. */
  lastRun(): { readonly startedAt: number; readonly workers: number } | undefined {
    const statement = this.#database.prepare<[], { startedAt: number; workers: number }>(
      'SELECT started_at AS startedAt, workers FROM run ORDER BY started_order DESC LIMIT 1',
    );
    return onDisk(this.#path, () => statement.get());
  }

  requests(): RecordedRequest[] {
    const rows = onDisk(this.#path, () => this.#database.prepare<[], RequestRow>('SELECT * FROM request ORDER BY id').all());
    return rows.map(toRequest);
  }

  requestAsked(request: Request, at: number): RecordedRequest {
    let id = 0;
    this.#commit((writes) => {
      id = Number(writes.insertRequest.run(JSON.stringify(request), at).lastInsertRowid);
    });
    return { id, request, askedAt: at };
  }

  requestAnswered(id: number, { outcome, message }: Answer, at: number): void {
    this.#commit((writes) => writes.answerRequest.run({ id, at, outcome, message, order: this.#next() }));
  }

  /** What an older version recorded no order of is not in it. */
  history(): HistoryEvent[] {
    return onDisk(this.#path, () => readHistory(this.#database));
  }

  atomically<T>(action: () => T): T {
    return onDisk(this.#path, this.#database.transaction(action));
  }

  status(): StudyStatus {
    return this.#study().status;
  }

  setStatus(status: StudyStatus): void {
    this.#update('status', status);
  }

  elapsedMs(): number {
    return this.#study().elapsed_ms;
  }

  setElapsedMs(elapsedMs: number): void {
    this.#update('elapsed_ms', elapsedMs);
  }

  testResult(): TestResult | undefined {
    const json = this.#study().test_result;
    return json === null ? undefined : JSON.parse(json);
  }

  setTestResult(result: TestResult): void {
    this.#update('test_result', JSON.stringify(result));
  }

  finalTests(): TestResult[] {
    const statement = this.#database.prepare<[], { trialNumber: number; metrics: string }>(
      'SELECT trial_number AS trialNumber, metrics FROM final_test ORDER BY trial_number',
    );
    const rows = onDisk(this.#path, () => statement.all());
    return rows.map(({ trialNumber, metrics }) => ({ trialNumber, metrics: decodeMetrics(metrics) }));
  }

  finalTested({ trialNumber, metrics }: TestResult): void {
    this.#commit((writes) => writes.insertFinalTest.run(trialNumber, encodeMetrics(metrics)));
  }

  confusions(): WinnerConfusions | undefined {
    const json = this.#study().confusions;
    return json === null ? undefined : JSON.parse(json);
  }

  setConfusions(confusions: WinnerConfusions): void {
    this.#update('confusions', JSON.stringify(confusions));
  }

  /** What the sampler and the pruner of the last run chose where the choice was left to them. */
  choices(): readonly string[] {
    return JSON.parse(this.#study().choices ?? '[]');
  }

  setChoices(choices: readonly string[]): void {
    this.#update('choices', JSON.stringify(choices));
  }

  /** What was doubtful about the data before the first trial. */
  dataWarnings(): readonly string[] {
    return JSON.parse(this.#study().data_warnings ?? '[]');
  }

  setDataWarnings(warnings: readonly string[]): void {
    this.#update('data_warnings', JSON.stringify(warnings));
  }

  /** The trials of another study that the sampler learns from. */
  warmStart(): WarmStart | undefined {
    const json = this.#study().warm_start;
    return json === null ? undefined : JSON.parse(json);
  }

  setWarmStart(warmStart: WarmStart): void {
    this.#update('warm_start', JSON.stringify(warmStart));
  }

  dataVersion(): number {
    this.#dataVersion ??= this.#database.prepare<[], number>('PRAGMA data_version').pluck();
    return this.#dataVersion.get() as number;
  }

  /** Copies the database as it is at one moment into a new file, while others read and write it. */
  async backup(path: string): Promise<void> {
    try {
      // In one go but for the first pages: a commit between two goes would make SQLite begin again, and again.
      await this.#database.backup(path, { progress: () => 2 ** 31 - 1 });
    } catch (error) {
      throw storageError(error, path);
    }
  }

  close(): void {
    this.#flusher.close();
    this.#database.close();
  }

  #next(): number {
    this.#order ??= lastOrder(this.#database);
    return ++this.#order;
  }

  #study(): StudyRow {
    return onDisk(this.#path, () => this.#database.prepare<[], StudyRow>('SELECT * FROM study').get() as StudyRow);
  }

  #update(column: keyof StudyRow, value: string | number): void {
    onDisk(this.#path, () => this.#database.prepare(`UPDATE study SET ${column} = ?`).run(value));
  }

  #commit(change: (writes: Writes) => void): void {
    this.#writes ??= prepareWrites(this.#database);
    onDisk(this.#path, this.#database.transaction(change).bind(undefined, this.#writes));
  }
}

interface StudyRow {
  readonly name: string;
  readonly sweep_text: string;
  readonly overrides: string;
  readonly environment: string | null;
  readonly created_at: number;
  readonly status: StudyStatus;
  readonly elapsed_ms: number;
  readonly test_result: string | null;
  readonly choices: string | null;
  readonly data_warnings: string | null;
  readonly writer_pid: number | null;
  readonly writer_since: number | null;
  readonly confusions: string | null;
  readonly warm_start: string | null;
}

function configureWriter(database: Database.Database): void {
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = NORMAL');
  database.pragma('foreign_keys = ON');
  // A reader that checks the log can make a writer wait for a moment.
  database.pragma('busy_timeout = 5000');
}
