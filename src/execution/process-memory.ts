import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Of `/proc/PID/statm`: Node's platforms all have pages of 4 KiB, or 16 KiB and 64 KiB on some ARM machines, where this is low. */
const pageBytes = 4096;

/** What a process holds in memory (its resident set), in bytes; undefined where that cannot be known, as on Windows. */
export function residentBytes(pid: number): number | undefined {
  try {
    if (process.platform === 'linux') return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * pageBytes;
    if (process.platform === 'win32') return undefined;
    return Number(execFileSync('ps', ['-o', 'rss=', '-p', String(pid)], { encoding: 'utf8' })) * 1024;
  } catch {
    // It has ended.
    return undefined;
  }
}
