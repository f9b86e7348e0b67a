import { listStudies } from '../../storage/studies.js';
import { formatDuration } from '../../tui/format.js';
import { exitCodes } from '../ending.js';
import { columns, printJson } from '../output.js';

export async function list({ results, json }: { readonly results: string; readonly json?: boolean }): Promise<number> {
  const unreadable: string[] = [];
  const studies = listStudies(results, (message) => unreadable.push(message));
  if (json) printJson(studies);
  else if (studies.length === 0 && unreadable.length === 0)
    console.log(`No studies in ${results}. \`hypersweep run\` makes one.`);
  else if (studies.length > 0) {
    const rows = studies.map(({ name, status, trials, finished, elapsedMs, createdAt }) => [
      name,
      status,
      String(finished),
      String(trials - finished || ''),
      formatDuration(elapsedMs),
      localTime(createdAt),
    ]);
    for (const line of columns([['study', 'status', 'finished', 'unfinished', 'time', 'started'], ...rows])) console.log(line);
  }
  for (const message of unreadable) console.error(message);
  return unreadable.length === 0 ? exitCodes.done : exitCodes.usage;
}

/** `2026-11-23 20:14`, in the user's time zone. */
function localTime(at: number): string {
  return new Date(at).toLocaleString('sv-SE', { dateStyle: 'short', timeStyle: 'short' });
}
