import { bytesIn } from '../execution/folder-size.js';
import type { StudyFolder } from '../storage/study-folder.js';

/** What lies in a study's folder and can be done without, the largest first: `checkpoints 1.2 GiB, logs 300 MiB`; empty without any. */
export function whatToFree({ checkpoints, logs, cache }: StudyFolder): string {
  return Object.entries({ checkpoints, logs, cache })
    .map(([name, path]) => ({ name, bytes: bytesIn(path) }))
    .filter(({ bytes }) => bytes > 0)
    .sort((a, b) => b.bytes - a.bytes)
    .map(({ name, bytes }) => `${name} ${sizeText(bytes)}`)
    .join(', ');
}

function sizeText(bytes: number): string {
  const units = ['bytes', 'KiB', 'MiB', 'GiB', 'TiB'];
  const power = Math.min(units.length - 1, Math.floor(Math.log2(bytes) / 10));
  return `${Number((bytes / 2 ** (10 * power)).toPrecision(2))} ${units[power]}`;
}
