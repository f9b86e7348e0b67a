import { pathToFileURL } from 'node:url';
import { isModuleFile, moduleEndings } from '../core/module-file.js';
import { existingFile } from './file-check.js';
import type { Path, Problems } from './problems.js';

/** The URL of a module that settings name; reports one that cannot be loaded. `others`: what is to be said of other programs. */
export function moduleUrl(
  file: string,
  baseFolder: string,
  path: Path,
  problems: Problems,
  others = 'are a task of the type `program`',
): string | undefined {
  if (!isModuleFile(file)) {
    const what = `a module that exports a function (${moduleEndings.join(', ')})`;
    problems.add(path, `expected ${what}, got ${JSON.stringify(file)}; other programs ${others}`);
    return undefined;
  }
  const absolute = existingFile(file, baseFolder, path, problems);
  return absolute && pathToFileURL(absolute).href;
}
