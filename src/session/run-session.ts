import { bySeverity } from '../core/data-finding.js';
import { UsageError } from '../core/errors.js';
import type { EndReason, StudyEvent } from '../core/events.js';
import { someValues, upperEnds, withDerived } from '../core/search-space.js';
import type { StudyRecord } from '../core/study-record.js';
import { isTraining } from '../core/task-spec.js';
import { runStudy, trialJob } from '../execution/orchestrator.js';
import { writeReports } from '../report/write-reports.js';
import { makeDatabase } from '../storage/make-database.js';
import { onDisk, saysDiskIsFull, storageError } from '../storage/storage-error.js';
import { Study } from '../study/study.js';
import { checking, loading, toldWhenLong, translates } from './before-first-trial.js';
import { abandonStudy, type StudyAtHand } from './begin.js';
import { publishBest } from './best.js';
import { unlessEnded } from './check-modules.js';
import { currentEnvironment } from './environment.js';
import { testFinals } from './measure-finals.js';
import { countConfusions, testWinner } from './measure-winner.js';
import type { SessionExecutor } from './session-executor.js';
import { storedOrigin } from './stored-spec.js';
import { recordOf } from './study-record.js';
import { StudySteering } from './study-steering.js';
import { warmStartText } from './warm-start.js';
import { whatToFree } from './what-to-free.js';

export interface SessionOptions {
  readonly emit: (event: StudyEvent) => void;
  /** Aborting it ends the run with everything saved. */
  readonly signal: AbortSignal;
  readonly executor: SessionExecutor;
  /** Through which the study is steered from this process; others can do so in any case. */
  readonly steering?: StudySteering;
  /** What the sweep file's author should know; told first. */
  readonly warnings?: readonly string[];
}

export interface SessionResult {
  readonly reason: EndReason;
  readonly record: StudyRecord;
  /** False of a new study that was ended before its first trial. */
  readonly isKept: boolean;
}

/**
 * One run of a study, from its first trial to its reports: searches, measures the winner once on the test split when the
 * search has come to its end, puts the winner's model into `best/` and writes the reports. Closes the study and the executor.
 */
export async function runSession(atHand: StudyAtHand, options: SessionOptions): Promise<SessionResult> {
  const { open, spec } = atHand;
  const { executor, notices } = options.executor;
  const steering = options.steering ?? new StudySteering(atHand);
  try {
    const devices = executor.slots.map((slot) => slot.device);
    open.store.setEnvironment(await currentEnvironment(devices, storedOrigin(open).baseFolder, spec.task));
    const workers = spec.workers ?? executor.slots.length;
    const warmStart = open.store.warmStart();
    const study = new Study({ ...steering.spec, workers }, atHand.trials, steering.kept, warmStart?.trials);
    const choices = [...(warmStart ? [warmStartText(warmStart)] : []), ...study.choices];
    open.store.setChoices(choices);
    await loadModules(atHand, options);
    if (study.trials.length === 0) open.store.setDataWarnings(await checkData(atHand, options));
    if (options.signal.aborted && atHand.originBefore === undefined) return endedBefore(atHand, options);
    const atFirst = study.trials.length === 0 ? [...(warmStart?.remarks ?? []), ...open.store.dataWarnings()] : [];
    const emit = withNotices(options.emit, [...notices, ...choices], [...(options.warnings ?? []), ...atFirst]);
    const { reason, elapsedMs, status } = await runStudy({
      study,
      store: open.store,
      executor,
      emit,
      signal: options.signal,
      folder: open.folder,
      steer: (controls) => steering.takeUp(controls, emit),
    });
    steering.end();

    if (reason !== 'interrupted' && reason !== 'stopped')
      await testFinals(atHand, options.executor, study.trials, { emit, signal: options.signal });
    const winner = study.incumbent;
    const ended = winner && reason !== 'interrupted';
    const test = ended ? await testWinner(atHand, options.executor, winner, emit) : undefined;
    if (ended) await countConfusions(atHand, options.executor, winner, emit);
    if (winner) onDisk(open.folder.best, () => publishBest(open.folder, spec, winner, test));
    const record = { ...recordOf(open, spec), status };
    await writeReports(record, open.folder.root, { makeDatabase }).catch((error) => {
      throw storageError(error, open.folder.root);
    });
    // Last: a study that is killed before that is resumed to do the rest.
    open.store.setStatus(status);
    emit({ type: 'study-ended', at: Date.now(), reason, elapsedMs, ...(test && { test }) });
    return { reason, record, isKept: true };
  } catch (error) {
    const toFree = saysDiskIsFull(error) ? whatToFree(open.folder) : '';
    if (toFree === '') throw error;
    throw new UsageError(`${(error as Error).message}\nIn ${open.folder.root} lie: ${toFree}`, { cause: error });
  } finally {
    steering.close();
    await executor.close();
    open.close();
  }
}

/** Of a new study that is told to end before its first trial nothing stays. */
function endedBefore(atHand: StudyAtHand, { emit }: SessionOptions): SessionResult {
  const record: StudyRecord = { ...recordOf(atHand.open, atHand.spec), status: 'interrupted' };
  abandonStudy(atHand);
  emit({ type: 'study-ended', at: Date.now(), reason: 'interrupted', elapsedMs: 0 });
  return { reason: 'interrupted', record, isKept: false };
}

/**
 * Looks at the data once before the first trial: a mistake in a file is one message with its line, not a study of failed trials.
 * @returns what is doubtful about them
 * @throws UsageError that lists every mistake; the study, which has nothing in it yet, is gone then.
 */
async function checkData(atHand: StudyAtHand, { executor, emit, signal }: SessionOptions): Promise<string[]> {
  const { runModelJob } = executor;
  const { open, spec } = atHand;
  if (runModelJob === undefined || !isTraining(spec.task)) return [];
  if (translates(spec.task)) {
    const message = 'Back-translating the training texts, once for the whole study';
    emit({ type: 'notice', at: Date.now(), level: 'info', message });
  }
  const params = upperEnds(spec.space);
  const tried = withDerived(spec.space, someValues(spec.space));
  const job = trialJob(spec, { number: 0, attempt: 1, params, state: 'waiting', reports: [] }, open.folder);
  const findings = runModelJob({ type: 'check', job, params: tried }).then((result) => {
    if (result.type !== 'check') throw new Error(`Expected a look at the data, got a ${result.type}`);
    return result.findings;
  });
  const { mistakes, warnings } = bySeverity(await toldWhenLong(unlessEnded(findings, {}, signal), checking(spec.task), emit));
  if (mistakes.length === 0) return warnings;
  abandonStudy(atHand);
  throw new UsageError(mistakes.join('\n'));
}

/** Loads the user's modules before the first trial. @throws UsageError for one that trials cannot be run with, as in `checkData` */
async function loadModules(atHand: StudyAtHand, options: SessionOptions): Promise<void> {
  const { executor, loadModules: load } = options.executor;
  const { spec } = atHand;
  if (load === undefined || spec.task.kind !== 'module') return;
  const slots = Math.min(executor.slots.length, spec.budget.trials ?? Number.POSITIVE_INFINITY);
  const loaded = unlessEnded(load(slots), spec, options.signal);
  const { mistakes } = bySeverity(await toldWhenLong(loaded, loading(spec.task, slots), options.emit));
  if (mistakes.length === 0) return;
  abandonStudy(atHand);
  throw new UsageError(mistakes.join('\n'));
}

/** What is known before the first event, told right after it. */
function withNotices(
  emit: (event: StudyEvent) => void,
  notices: readonly string[],
  warnings: readonly string[],
): (event: StudyEvent) => void {
  return (event) => {
    emit(event);
    if (event.type !== 'study-started') return;
    for (const message of warnings) emit({ type: 'notice', at: event.at, level: 'warning', message });
    for (const message of notices) emit({ type: 'notice', at: event.at, level: 'info', message });
  };
}
