import type { StudySpec } from '../core/study-spec.js';

/** A sweep file that has been read and found right. */
export interface SweepFile {
  readonly spec: StudySpec;
  /** As it stands on disk. */
  readonly text: string;
  /** What the file's author should know, each with its file and line. */
  readonly warnings: readonly string[];
}

export interface SweepSource {
  /** As messages name it, and where the study's name comes from when the file gives none. */
  readonly fileName: string;
  /** The folder that paths in the file are relative to. */
  readonly baseFolder: string;
}

/** Throws a `UsageError` that lists every mistake in the file. */
export declare function readSweepFile(path: string): SweepFile;

/** Throws a `UsageError` that lists every mistake in the text. */
export declare function parseSweep(text: string, source: SweepSource): SweepFile;

/**
 * The same keys as plain data, for studies started from code. `where` stands before each message. Without `task` the study
 * runs a function in this process; `task: { type: 'inline', epochs: 10 }` says how many steps it reports.
 */
export declare function specFromObject(
  object: unknown,
  where: string,
): { readonly spec: StudySpec; readonly warnings: readonly string[] };
