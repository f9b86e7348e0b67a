import { lstatSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Of a folder with all that is in it; 0 where there is none. */
export function bytesIn(path: string): number {
  try {
    const stats = lstatSync(path);
    if (!stats.isDirectory()) return stats.size;
    return readdirSync(path).reduce((sum, name) => sum + bytesIn(join(path, name)), 0);
  } catch {
    // It went away meanwhile.
    return 0;
  }
}
