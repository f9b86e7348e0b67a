import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Path, Problems } from './problems.js';

/** The absolute path of a file that settings name; reports one that does not exist. */
export function existingFile(file: string, baseFolder: string, path: Path, problems: Problems): string | undefined {
  const absolute = resolve(baseFolder, file);
  const kind = kindOf(absolute);
  if (kind === 'file') return absolute;
  const complaint = kind === 'none' ? 'where there is none; paths start at the folder of the sweep file' : 'which is a folder';
  problems.add(path, `expected a file, got ${JSON.stringify(file)}, ${complaint}`);
  return undefined;
}

/** The absolute path of a folder that settings name; reports one that does not exist. */
export function existingFolder(folder: string, baseFolder: string, path: Path, problems: Problems): string | undefined {
  const absolute = resolve(baseFolder, folder);
  const kind = kindOf(absolute);
  if (kind === 'folder') return absolute;
  const complaint = kind === 'none' ? 'where there is none; paths start at the folder of the sweep file' : 'which is a file';
  problems.add(path, `expected a folder, got ${JSON.stringify(folder)}, ${complaint}`);
  return undefined;
}

function kindOf(path: string): 'file' | 'folder' | 'none' {
  try {
    return statSync(path).isDirectory() ? 'folder' : 'file';
  } catch {
    return 'none';
  }
}
