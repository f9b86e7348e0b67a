import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { UsageError } from '../core/errors.js';
import type { StudySpec } from '../core/study-spec.js';
import { isObject } from './check.js';
import { readDocument } from './document.js';
import { Problems, placeless, show } from './problems.js';
import { readSimulation, type SimulationSettings } from './simulation.js';
import { readStudy } from './study.js';
import { nameFromFile } from './study-name.js';

/** Far more than a sweep needs: what is longer is another file, and YAML's readers take their time. */
const largestFileBytes = 256 * 1024;

/** A sweep file that has been read and found right. */
export interface SweepFile {
  readonly spec: StudySpec;
  readonly simulation: SimulationSettings;
  /** As it stands on disk. */
  readonly text: string;
  /** What the file's author should know, each with its file and line. */
  readonly warnings: readonly string[];
}

interface SweepSource {
  /** As messages name it, and where the study's name comes from when the file gives none. */
  readonly fileName: string;
  /** The folder that paths in the file are relative to. */
  readonly baseFolder: string;
}

/** Throws a `UsageError` that lists every mistake in the file. */
export function readSweepFile(path: string): SweepFile {
  return parseSweep(readText(path), { fileName: path, baseFolder: dirname(path) });
}

/** Throws a `UsageError` that lists every mistake in the text. */
export function parseSweep(text: string, { fileName, baseFolder }: SweepSource): SweepFile {
  if (Buffer.byteLength(text) > largestFileBytes) throw tooLarge(fileName);
  const { value, origin } = readDocument(text, fileName);
  const problems = new Problems(origin);
  const source = { baseFolder, defaultName: nameFromFile(fileName), allowsInline: false };
  const simulation = readSimulation(value.simulate, problems);
  const spec = readStudy(value, source, problems);
  return { spec, simulation, text, warnings: problems.warnings() };
}

/**
 * The same keys as plain data, for studies started from code. `where` stands before each message. Without `task` the study
 * runs a function in this process; `task: { epochs: 10 }` then says how many steps it reports. Paths are relative to the
 * current folder. JavaScript does not tell 1.0 from 1, so a range with two whole bounds is one of whole numbers unless
 * `distribution` says otherwise.
 */
export function specFromObject(
  object: unknown,
  where: string,
): { readonly spec: StudySpec; readonly warnings: readonly string[] } {
  const problems = new Problems(placeless(where));
  if (!isObject(object) || Array.isArray(object)) {
    throw new UsageError(
      `${where}: expected an object such as { metric: { name: 'loss' }, parameters: { ... } }, got ${show(object)}`,
    );
  }
  const source = { baseFolder: process.cwd(), defaultName: 'study', allowsInline: true };
  const spec = readStudy(object, source, problems);
  return { spec, warnings: problems.warnings() };
}

function readText(path: string): string {
  let bytes: Buffer;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    throw new UsageError(`${path}: ${cannotRead(error as NodeJS.ErrnoException)}`);
  }
  if (bytes.length > largestFileBytes) throw tooLarge(path);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new UsageError(`${path}: expected text in UTF-8, got other bytes; save the file as UTF-8`);
  }
}

function cannotRead(error: NodeJS.ErrnoException): string {
  if (error.code === 'ENOENT') return 'expected a sweep file, got a path where there is none; `hypersweep init` writes one';
  if (error.code === 'EISDIR') return 'expected a sweep file, got a folder';
  if (error.code === 'EACCES') return 'expected a file that can be read, got one without the permission to';
  return `cannot be read: ${error.message}`;
}

function tooLarge(path: string): UsageError {
  return new UsageError(`${path}: expected a sweep file of at most ${largestFileBytes / 1024} KiB, got a larger one`);
}
