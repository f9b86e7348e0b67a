import { writeFileSync } from 'node:fs';
import { UsageError } from '../../core/errors.js';
import { type StarterKind, starters } from '../../sweep-file/starters/index.js';

export async function init(path: string, options: { task: StarterKind }): Promise<number> {
  try {
    writeFileSync(path, starters[options.task], { flag: 'wx' });
  } catch (error) {
    throw new UsageError(cannotWrite(path, error as NodeJS.ErrnoException));
  }
  console.log(`Wrote ${path}. Edit it, then:\n  hypersweep validate ${path}\n  hypersweep run ${path}`);
  return 0;
}

function cannotWrite(path: string, error: NodeJS.ErrnoException): string {
  if (error.code === 'EEXIST') return `${path} exists already: it was left alone. Name another file.`;
  return `Cannot write ${path}: ${error.message}`;
}
