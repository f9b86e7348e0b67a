import { join } from 'node:path';
import { studyRoot } from '../../session/study-root.js';
import { backupStudy } from '../../storage/studies.js';

export async function backup(
  study: string,
  file: string | undefined,
  { results }: { readonly results: string },
): Promise<number> {
  const root = studyRoot(study, results);
  const path = file ?? join(root, 'backups', `${timestamp(new Date())}.db`);
  await backupStudy(root, path);
  console.log(`Wrote ${path}`);
  return 0;
}

/** `2026-11-23T20-14-05`: it sorts, and every file system takes it. */
function timestamp(date: Date): string {
  return date.toISOString().slice(0, 19).replaceAll(':', '-');
}
