import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { onDisk } from './storage-error.js';

/** A right to write a study, held until it is released or the process dies. */
export interface WriterLock {
  release(): void;
}

/** A connection that nobody refers to is closed by the garbage collector, which would drop its lock: these are referred to. */
const held = new Set<Database.Database>();

/** Long enough to wait out a look by `isLocked`, short enough that a second writer hears at once. */
const patienceMs = 250;

/**
 * Takes the lock file, or returns `undefined` when another process (or another study object of this one) has it.
 *
 * The lock is an open exclusive transaction on an empty SQLite database: SQLite locks files through the operating system,
 * which drops the lock when the process ends, however it ends. A file with a process id would outlive a `kill -9`.
 */
export function acquireWriterLock(path: string): WriterLock | undefined {
  const database = onDisk(path, () => new Database(path, { timeout: patienceMs }));
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (isBusy(error)) return undefined;
    return onDisk(path, () => {
      throw error;
    });
  }
  held.add(database);
  return {
    release() {
      held.delete(database);
      database.close();
    },
  };
}

/** Whether some process writes the study now. */
export function isLocked(path: string): boolean {
  if (!existsSync(path)) return false;
  const database = onDisk(path, () => new Database(path, { readonly: true, timeout: 0 }));
  try {
    // Reading takes a shared lock for a moment, which an exclusive one refuses.
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    database.close();
  }
}

function isBusy(error: unknown): boolean {
  return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
}
