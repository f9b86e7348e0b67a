import { basename, extname } from 'node:path';

/** What a name of a study has to be, as a message says it. */
export const nameRule = 'a name with letters of a-z or digits in it, as it names a folder';

/**
 * A study's name from what its author calls it, as W&B lets one call a sweep; with a warning where it has to be another one.
 * Undefined where nothing is left of it.
 */
export function studyName(given: string): { readonly name: string; readonly warning?: string } | undefined {
  if (isFolderName(given)) return { name: given };
  const name = folderName(given);
  return name === '' ? undefined : { name, warning: `names a folder, too, so the study is called \`${name}\`` };
}

/** A study's name from a file's: `My Sweep.yaml` is `my-sweep`. */
export function nameFromFile(fileName: string): string {
  return folderName(basename(fileName, extname(fileName))) || 'sweep';
}

function isFolderName(name: string): boolean {
  return /^[A-Za-z0-9_-][A-Za-z0-9._-]{0,63}$/.test(name);
}

/** What can be a folder anywhere; empty where nothing is left of the name. */
function folderName(name: string): string {
  return name
    .toLowerCase()
    .replaceAll(/[^a-z0-9._-]+/g, '-')
    .replace(/^[.-]+|-+$/g, '')
    .slice(0, 64);
}
