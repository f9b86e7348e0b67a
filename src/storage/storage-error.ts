import { UsageError } from '../core/errors.js';

const fullDisk = /^(SQLITE_FULL|ENOSPC|EDQUOT)/;

/** What a person can do about it, by the codes of SQLite and of the file system. */
const remedies: readonly (readonly [codes: RegExp, remedy: string])[] = [
  [fullDisk, 'the disk is full: make room, then resume the study; everything up to here is kept'],
  [/^(SQLITE_READONLY|EROFS|EACCES|EPERM|SQLITE_PERM)/, 'it cannot be written: check its permissions, or choose another folder'],
  [/^(EEXIST|ENOTDIR)/, 'a file stands where a folder is needed: choose another path'],
  [/^ENOENT/, 'there is no such file or folder'],
  [/^(SQLITE_CANTOPEN|EISDIR)/, 'it cannot be opened: check that it exists and that its folder can be written'],
  [
    /^(SQLITE_NOTADB|SQLITE_CORRUPT)/,
    'it is not an intact study database: restore it from a copy, or start the study in another folder',
  ],
  [/^(SQLITE_BUSY|SQLITE_LOCKED)/, 'another process holds it: end that one first'],
  [/^(SQLITE_IOERR|EIO)/, 'the disk reports an error'],
];

/** Turns what the disk or SQLite refused into words for the user; what is a bug of ours comes back as it is. */
export function storageError(error: unknown, path: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const remedy = remedies.find(([codes]) => codes.test(code))?.[1];
  return remedy === undefined ? error : new UsageError(`${path}: ${remedy} (${code})`, { cause: error });
}

/** Whether a `UsageError` tells of a full disk. */
export function saysDiskIsFull(error: unknown): error is UsageError {
  const cause = error instanceof UsageError ? error.cause : undefined;
  return cause instanceof Error && 'code' in cause && fullDisk.test(String(cause.code));
}

/** Runs `action`; what the disk refuses comes out as a `UsageError` that names `path`. */
export function onDisk<T>(path: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw storageError(error, path);
  }
}
