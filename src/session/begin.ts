import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { UsageError } from '../core/errors.js';
import type { EndReason } from '../core/events.js';
import type { StudySpec } from '../core/study-spec.js';
import type { Trial } from '../core/trial.js';
import { onDisk } from '../storage/storage-error.js';
import { createStudy, type OpenStudy, openStudy } from '../storage/studies.js';
import { endReason } from '../study/budget.js';
import { nextPurpose } from '../study/next-repeats.js';
import { searchTrials } from '../study/search-trials.js';
import { parseSweep } from '../sweep-file/index.js';
import { sweepChanges } from './changed-sweep.js';
import { applyChanges, type SpecChanges } from './changes.js';
import { version } from './environment.js';
import { untestedFinals } from './measure-finals.js';
import { type StudyOrigin, specOf, storedOrigin, storedSpec } from './stored-spec.js';
import { freeName } from './study-root.js';
import { readWarmStart } from './warm-start.js';

/** A study that is open for writing, and what it is. */
export interface StudyAtHand {
  readonly open: OpenStudy;
  readonly spec: StudySpec;
  /** Those that it begins with. */
  readonly trials: readonly Trial[];
  /** Of one that goes on: what stood before this command changed it. */
  readonly originBefore?: StudyOrigin;
}

export interface NewStudy {
  readonly spec: StudySpec;
  /** Empty for a study started from code. */
  readonly sweepText: string;
  readonly origin: StudyOrigin;
  readonly resultsFolder: string;
}

/** Makes the study's folder, and reads what the study starts from. A name that the user chose must be free; the sweep file's own gets a number when it is taken. */
export function beginStudy({ spec, sweepText, origin, resultsFolder }: NewStudy): StudyAtHand {
  const name = origin.changes.name ?? freeName(spec.name, resultsFolder);
  const changes = { ...origin.changes, name };
  const changed = applyChanges(spec, changes);
  const warmStart = readWarmStart(changed);
  const open = createStudy(
    join(resultsFolder, name),
    { name, sweepText, overrides: { ...origin, changes }, createdAt: Date.now() },
    version,
  );
  if (warmStart) open.store.setWarmStart(warmStart);
  return { open, spec: changed, trials: [] };
}

export interface Continuation extends Pick<SpecChanges, 'trials' | 'timeMs' | 'workers' | 'devices' | 'perDevice'> {
  /** How the study is named in a command. */
  readonly reference: string;
  /** Trials on top of the study's total, in place of `trials`, a total. */
  readonly more?: number;
  /** The path of a changed sweep file, in place of the one that the study has. */
  readonly sweep?: string;
}

/** A study that goes on, and what its author should know of it. */
export interface ContinuedStudy extends StudyAtHand {
  readonly notes: readonly string[];
}

/**
 * Opens a study to go on with it. A longer budget is kept, for the next time too; `timeMs` counts from now.
 * @throws UsageError when it has come to its end and the budget is spent: a run that does nothing would only puzzle.
 */
export function continueStudy(root: string, { reference, more, timeMs, sweep, ...computing }: Continuation): ContinuedStudy {
  const open = openStudy(root, { mode: 'write' });
  try {
    const notes = takeUpChanges(open, sweep);
    const origin = storedOrigin(open);
    const before = storedSpec(open);
    const trials = open.store.trials();
    const elapsedMs = open.store.elapsedMs();
    const changes = {
      ...origin.changes,
      ...(more !== undefined && { trials: (before.budget.trials ?? searchTrials(trials).length) + more }),
      ...(timeMs !== undefined && { timeMs: elapsedMs + timeMs, timeFromMs: elapsedMs }),
      ...computing,
    };
    const spec = applyChanges(before, changes);
    const spent = endReason(spec, searchTrials(trials), elapsedMs);
    // One that was cut off after its last trial has its winner to measure still, and its results to write.
    const isOver = open.store.status() === 'finished' || open.store.status() === 'failed';
    const isAsked =
      hasMoreToDo(open) || nextPurpose(spec, trials, elapsedMs) !== undefined || untestedFinals(open, trials).length > 0;
    if (isOver && spent !== undefined && spent !== 'all-failed' && !isAsked)
      throw new UsageError(budgetSpent(spent, trials.length, reference));
    open.store.setOverrides({ ...origin, changes });
    return { open, spec, trials, notes, originBefore: origin };
  } catch (error) {
    open.close();
    throw error;
  }
}

/**
 * The sweep file that is named, or the study's own where somebody edited it, becomes the study's. What the command line changed
 * before stands, save where the file says something else now.
 * @returns what it changes, in words
 */
function takeUpChanges(open: OpenStudy, sweep: string | undefined): readonly string[] {
  const { store, folder } = open;
  const path = sweep ?? folder.sweepFile;
  const { sweepText } = store.description();
  if (sweepText === '' || !existsSync(path)) {
    if (sweep === undefined) return [];
    throw new UsageError(sweepText === '' ? 'A study that was started from code has no sweep file' : `There is no file ${sweep}`);
  }
  const text = onDisk(path, () => readFileSync(path, 'utf8'));
  if (text === sweepText) return [];
  const origin = storedOrigin(open);
  const baseFolder = sweep === undefined ? origin.baseFolder : dirname(resolve(sweep));
  const before = specOf({ sweepText, sweepFile: folder.sweepFile, origin: { ...origin, changes: {} } });
  const { spec: after, warnings } = parseSweep(text, { fileName: path, baseFolder });
  const changes = sweepChanges(before, after);
  store.atomically(() => {
    store.setSweepText(text);
    store.setOverrides({ ...origin, baseFolder, changes: standing(origin.changes, before, after) });
  });
  onDisk(folder.sweepFile, () => writeFileSync(folder.sweepFile, text));
  return [...warnings, ...changes.map((change) => `Since the last run the sweep file has changed: ${change}`)];
}

/** What the command line said once of things that the file has not changed since. */
function standing(changes: SpecChanges, before: StudySpec, after: StudySpec): SpecChanges {
  const values = ({ budget, workers, devices, perDevice }: StudySpec): Readonly<Record<string, unknown>> => ({
    ...{ trials: budget.trials, timeMs: budget.timeMs, timeFromMs: budget.timeMs },
    ...{ workers, devices, perDevice },
  });
  const [old, now] = [values(before), values(after)];
  return Object.fromEntries(Object.entries(changes).filter(([name]) => isDeepStrictEqual(old[name], now[name])));
}

/** Whether a person asked for something meanwhile that may give the study more to do. */
function hasMoreToDo({ store }: OpenStudy): boolean {
  return store.requests().some(({ answer, request }) => !answer && (request.kind === 'enqueue' || request.kind === 'set'));
}

/**
 * Closes a study that cannot run after all. One that has no trial yet leaves nothing behind; of one that has, the budget is what it
 * was, so that `--more` does not count twice.
 */
export function abandonStudy({ open, originBefore }: Pick<StudyAtHand, 'open' | 'originBefore'>): void {
  const isEmpty = open.store.reader.counts().trials === 0;
  if (!isEmpty && originBefore) open.store.setOverrides({ ...originBefore });
  open.close();
  if (isEmpty) rmSync(open.folder.root, { recursive: true });
}

function budgetSpent(reason: EndReason, trials: number, reference: string): string {
  const ended = `${reference} has ended after ${trials} trials (its limit: ${reason}).`;
  if (reason === 'trials') return `${ended} To go on: \`hypersweep resume ${reference} --more 20\`.`;
  if (reason === 'time') return `${ended} To go on: \`hypersweep resume ${reference} --time 10m\`.`;
  return `${ended} To search further, change that limit in the sweep file and run it anew.`;
}
