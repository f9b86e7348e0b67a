// Reads all of the study in the folder of its argument again whenever something was committed, at most every quarter second.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { openStudy } from '../dist/storage/studies.js';

const root = process.argv[2] ?? '';
console.log('ready');
while (!existsSync(join(root, 'study.db'))) await wait(50);
const { store } = openStudy(root, { mode: 'read' });
for (let version; ; await wait(250)) {
  const now = store.dataVersion();
  if (now !== version) store.trials();
  version = now;
}
