/**
 * By how much readers slow a study: its trials a second alone and with twenty processes that read all of it again and again, in
 * turn. Under 5 % is the aim. What it costs is the readers' own work: a reader keeps no writer waiting, but on a machine with fewer
 * cores than readers it takes time from the trials.
 *
 *     npm run build && npx tsx bench/readers.ts [pairs, 3 when left out] [readers, 20]
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const [pairs = '3', readers = '20'] = process.argv.slice(2);
const study = fileURLToPath(new URL('./chaos-study.mjs', import.meta.url));
const reader = fileURLToPath(new URL('./readers-reader.mjs', import.meta.url));
const trials = 400;

/** Trials a second, from the first start to the last end. The readers have started before. */
async function throughput(readerCount: number): Promise<number> {
  const folder = mkdtempSync(join(tmpdir(), 'hypersweep-readers-'));
  const settings = { place: 'thread', workers: 1, trials, seed: 1, method: 'random', early_terminate: { type: 'none' } };
  const watching = Array.from({ length: readerCount }, () => spawn(process.execPath, [reader, join(folder, 'study')]));
  await Promise.all(watching.map(({ stdout }) => once(stdout, 'data')));
  const run = spawn(process.execPath, [study, folder, 'study', JSON.stringify(settings)], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, CHAOS_EPOCH_MS: '2' },
  });
  let output = '';
  run.stdout.on('data', (chunk) => {
    output += chunk;
  });
  await once(run, 'close');
  for (const child of watching) child.kill();
  rmSync(folder, { recursive: true });
  const at = output
    .split('\n')
    .filter((line) => line.includes('"trial-'))
    .map((line) => Number(JSON.parse(line).at));
  return (1000 * trials) / (Math.max(...at) - Math.min(...at));
}

for (let pair = 1; pair <= Number(pairs); pair++) {
  const alone = await throughput(0);
  const watched = await throughput(Number(readers));
  const change = ((100 * (watched - alone)) / alone).toFixed(1);
  console.log(`${alone.toFixed(1)} trials a second alone, ${watched.toFixed(1)} with ${readers} readers: ${change} %`);
}
