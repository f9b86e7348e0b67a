import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { UsageError } from '../core/errors.js';
import type { StudyStatus } from '../core/store.js';
import { SqliteStore, type StudyDescription } from './sqlite-store.js';
import { onDisk } from './storage-error.js';
import { type StudyFolder, studyFolder } from './study-folder.js';
import { acquireWriterLock, isLocked, type WriterLock } from './writer-lock.js';

/** A study on disk, open until `close`. */
export interface OpenStudy {
  readonly folder: StudyFolder;
  readonly store: SqliteStore;
  close(): void;
}

/** Makes a new study's folder and opens it for writing. `version` is that of the product. */
export function createStudy(root: string, description: StudyDescription, version: string): OpenStudy {
  const folder = studyFolder(root);
  if (existsSync(folder.database)) {
    const name = basename(root);
    throw new UsageError(
      `${root} holds a study already: \`hypersweep resume ${name}\` goes on with it; to start anew, give the study another name or remove the folder`,
    );
  }
  onDisk(root, () => mkdirSync(folder.logs, { recursive: true }));
  return whileLocked(folder, () => {
    if (description.sweepText !== '') onDisk(folder.sweepFile, () => writeFileSync(folder.sweepFile, description.sweepText));
    return SqliteStore.create(folder.database, description, version);
  });
}

/**
 * Opens a study. One process at a time may write it; any number may read, also while it is written.
 * @throws UsageError when there is none, when another process writes it, or when a newer version wrote it.
 */
export function openStudy(root: string, options: { readonly mode: 'write' | 'read' }): OpenStudy {
  const folder = studyFolder(root);
  if (!existsSync(folder.database)) throw new UsageError(noStudy(root));
  if (options.mode === 'write') return whileLocked(folder, () => SqliteStore.openToWrite(folder.database, folder.savedSteps));
  const store = SqliteStore.openToRead(folder.database);
  return { folder, store, close: () => store.close() };
}

/**
 * Copies a study's database as it is at one moment, while another process runs it or not. The copy appears whole or not at all.
 * @throws UsageError where there is such a file already: a backup never takes the place of another one.
 */
export async function backupStudy(root: string, path: string): Promise<void> {
  if (existsSync(path)) throw new UsageError(`${path} exists already: it was left alone. Name another file.`);
  onDisk(dirname(path), () => mkdirSync(dirname(path), { recursive: true }));
  const { store, close } = openStudy(root, { mode: 'read' });
  const unfinished = `${path}.new`;
  try {
    onDisk(unfinished, () => rmSync(unfinished, { force: true }));
    await store.backup(unfinished);
    onDisk(path, () => renameSync(unfinished, path));
  } finally {
    close();
    rmSync(unfinished, { force: true });
  }
}

/** One line of `hypersweep list`. */
export interface StudySummary {
  readonly name: string;
  readonly root: string;
  /** `running` only while a process really runs it; a killed study is `interrupted`. */
  readonly status: StudyStatus;
  readonly trials: number;
  readonly finished: number;
  readonly elapsedMs: number;
  readonly createdAt: number;
}

/** The studies in a results folder, the newest first. What is wrong with one that cannot be read goes to `onUnreadable`. */
export function listStudies(resultsFolder: string, onUnreadable: (message: string) => void): StudySummary[] {
  return studyNames(resultsFolder)
    .flatMap((name) => {
      try {
        return [summarize(join(resultsFolder, name))];
      } catch (error) {
        if (!(error instanceof UsageError)) throw error;
        onUnreadable(error.message);
        return [];
      }
    })
    .sort((a, b) => b.createdAt - a.createdAt || a.name.localeCompare(b.name));
}

/** Whether a process runs the study now. */
export function isStudyRunning(folder: StudyFolder): boolean {
  return isLocked(folder.lock);
}

function summarize(root: string): StudySummary {
  const { folder, store, close } = openStudy(root, { mode: 'read' });
  try {
    const status = store.status();
    const { createdAt } = store.description();
    return {
      name: basename(root),
      root,
      status: status === 'running' && !isStudyRunning(folder) ? 'interrupted' : status,
      ...store.reader.counts(),
      elapsedMs: store.elapsedMs(),
      createdAt,
    };
  } finally {
    close();
  }
}

/** Opens the store under the writer's lock, which the study keeps until it is closed. */
function whileLocked(folder: StudyFolder, open: () => SqliteStore): OpenStudy {
  const lock = acquireWriterLock(folder.lock);
  if (lock === undefined) throw new UsageError(heldByAnother(folder));
  const store = releasedOnError(lock, () => {
    const opened = open();
    opened.setWriter(process.pid, Date.now());
    return opened;
  });
  return {
    folder,
    store,
    close() {
      store.close();
      lock.release();
    },
  };
}

function releasedOnError<T>(lock: WriterLock, action: () => T): T {
  try {
    return action();
  } catch (error) {
    lock.release();
    throw error;
  }
}

function heldByAnother(folder: StudyFolder): string {
  const name = basename(folder.root);
  const reader = existsSync(folder.database) ? SqliteStore.openToRead(folder.database) : undefined;
  const writer = reader?.writer();
  reader?.close();
  const who = writer ? ` by process ${writer.pid} since ${clockTime(writer.since)}` : ' by another process';
  return `${name} is being run${who}; \`hypersweep watch ${name}\` shows it`;
}

function clockTime(at: number): string {
  const date = new Date(at);
  return `${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;
}

function noStudy(root: string): string {
  const results = dirname(root);
  const names = studyNames(results);
  const known = names.length > 0 ? `the studies in ${results} are: ${names.join(', ')}` : `there are no studies in ${results}`;
  return `Expected a study in ${root}, found none; ${known}`;
}

function studyNames(resultsFolder: string): string[] {
  if (!existsSync(resultsFolder)) return [];
  return onDisk(resultsFolder, () => readdirSync(resultsFolder)).filter((name) =>
    existsSync(studyFolder(join(resultsFolder, name)).database),
  );
}
