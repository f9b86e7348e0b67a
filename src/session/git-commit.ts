import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { GitCommit } from '../core/study-record.js';

/** A repository that takes longer to look through must not hold up the first trial. */
const patienceMs = 2000;

/** What the folder's Git repository had checked out; undefined outside of one, or without Git. */
export async function gitCommit(folder: string): Promise<GitCommit | undefined> {
  const hash = await git(folder, 'rev-parse', 'HEAD');
  if (hash === undefined) return undefined;
  const changes = await git(folder, 'status', '--porcelain', '--untracked-files=no');
  return { hash, ...(changes !== undefined && { changed: changes !== '' }) };
}

async function git(folder: string, ...args: readonly string[]): Promise<string | undefined> {
  // No lock is taken for what only looks.
  const env = { ...process.env, GIT_OPTIONAL_LOCKS: '0' };
  const output = await promisify(execFile)('git', ['-C', folder, ...args], { env, timeout: patienceMs }).catch(() => undefined);
  return output?.stdout.trim();
}
