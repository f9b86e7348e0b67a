// Watches the study in the folder of its argument, as `hypersweep watch` does without its screen. Told to end, prints how many
// milliseconds of CPU time that took, and how long it was at it.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { StudyWatch } from '../dist/session/study-watch.js';

const root = process.argv[2] ?? '';
console.log('ready');
while (!existsSync(join(root, 'study.db'))) await wait(50);
const watch = new StudyWatch(root, () => {});
const cpu = process.cpuUsage();
const from = performance.now();
process.on('SIGTERM', () => {
  const { user, system } = process.cpuUsage(cpu);
  console.log(JSON.stringify({ cpuMs: (user + system) / 1000, ms: performance.now() - from }));
  process.exit();
});
for (;;) {
  const began = performance.now();
  watch.look();
  await wait(Math.max(250, 20 * (performance.now() - began)));
}
