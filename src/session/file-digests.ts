import { createHash } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { relative } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { fileURLToPath } from 'node:url';
import type { FileDigest } from '../core/study-record.js';
import type { TaskSpec } from '../core/task-spec.js';

/** More than this takes seconds to read, before the first trial. */
const mostBytes = 2 ** 30;

/** SHA-256 of the files that the task reads, by their paths from `folder`. Folders, missing files and very large ones are left out. */
export async function fileDigests(task: TaskSpec, folder: string): Promise<FileDigest[]> {
  const digests: FileDigest[] = [];
  let left = mostBytes;
  for (const path of new Set(filesOf(task))) {
    const stat = statSync(path, { throwIfNoEntry: false });
    if (!stat?.isFile() || stat.size > left) continue;
    left -= stat.size;
    const hash = createHash('sha256');
    await pipeline(createReadStream(path), hash);
    digests.push({ path: relative(folder, path), bytes: stat.size, sha256: hash.digest('hex') });
  }
  return digests;
}

function filesOf(task: TaskSpec): string[] {
  if (task.kind === 'module') return task.url.startsWith('file:') ? [fileURLToPath(task.url)] : [];
  if (!('data' in task)) return [];
  const { train, validation, test } = task.data as Readonly<Record<string, unknown>>;
  return [train, validation, test].flatMap(pathsIn);
}

/** A path, or an object of paths that belong together. */
function pathsIn(source: unknown): string[] {
  if (typeof source === 'string') return [source];
  return typeof source === 'object' && source !== null ? Object.values(source).flatMap(pathsIn) : [];
}
