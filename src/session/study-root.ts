import { existsSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { studyFolder } from '../storage/study-folder.js';

/** A study's folder, from its name or from the folder itself. */
export function studyRoot(study: string, resultsFolder: string): string {
  const named = join(resultsFolder, study);
  return !existsSync(studyFolder(named).database) && existsSync(studyFolder(study).database) ? study : named;
}

/** `name`, or `name-2`, `name-3` ... where studies of that name exist: a new run never touches an old one. */
export function freeName(name: string, resultsFolder: string): string {
  let candidate = name;
  for (let count = 2; existsSync(join(resultsFolder, candidate)); count++) candidate = `${name}-${count}`;
  return candidate;
}

/** How a study is named in a command that the user can type. */
export function studyReference(root: string, resultsFolder: string): string {
  return resolve(resultsFolder, basename(root)) === resolve(root) ? basename(root) : root;
}
