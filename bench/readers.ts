/**
 * By how much readers slow a study: its trials a second alone and with twenty processes that watch it, in turn. Under 5 % is the
 * aim. What it costs is the readers' own work: a reader keeps no writer waiting, but on a machine with fewer cores than readers it
 * takes time from the trials. Thus beside it the CPU time that a reader takes each second, and the same with readers that yield to
 * everything else (`nice -n 19`).
 *
 *     npm run build && npx tsx bench/readers.ts [pairs, 3 when left out] [readers, 20]
 */
import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { setPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const [pairs = '3', readers = '20'] = process.argv.slice(2);
const study = fileURLToPath(new URL('./chaos-study.mjs', import.meta.url));
const reader = fileURLToPath(new URL('./readers-reader.mjs', import.meta.url));
const trials = 400;

interface Throughput {
  /** A second. */
  readonly trials: number;
  /** Of one reader, a second. */
  readonly cpuMs: number;
}

/** Trials a second, from the first start to the last end. The readers have started before. */
async function throughput(readerCount: number, niceness = 0): Promise<Throughput> {
  const folder = mkdtempSync(join(tmpdir(), 'hypersweep-readers-'));
  const settings = { place: 'thread', workers: 1, trials, seed: 1, method: 'random', early_terminate: { type: 'none' } };
  const watching = Array.from({ length: readerCount }, () =>
    spawn(process.execPath, [reader, join(folder, 'study')], { stdio: ['ignore', 'pipe', 'inherit'] }),
  );
  for (const { pid } of watching) if (pid !== undefined) setPriority(pid, niceness);
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
  const readings = await Promise.all(watching.map(endOf));
  rmSync(folder, { recursive: true });
  const at = output
    .split('\n')
    .filter((line) => line.includes('"trial-'))
    .map((line) => Number(JSON.parse(line).at));
  const cpuMs = readings.reduce((sum, reading) => sum + (1000 * reading.cpuMs) / reading.ms, 0) / Math.max(1, readings.length);
  return { trials: (1000 * trials) / (Math.max(...at) - Math.min(...at)), cpuMs };
}

async function endOf(child: ChildProcessByStdio<null, Readable, null>): Promise<{ readonly cpuMs: number; readonly ms: number }> {
  const told = once(child.stdout, 'data');
  child.kill();
  return JSON.parse(String((await told)[0]));
}

/** In percent of the throughput alone, by niceness. */
const changes = new Map<number, number[]>([0, 19].map((niceness) => [niceness, []]));
for (let pair = 1; pair <= Number(pairs); pair++) {
  const alone = await throughput(0);
  console.log(`${alone.trials.toFixed(1)} trials a second alone`);
  for (const [niceness, seen] of changes) {
    const watched = await throughput(Number(readers), niceness);
    const change = (100 * (watched.trials - alone.trials)) / alone.trials;
    seen.push(change);
    const each = `${watched.cpuMs.toFixed(1)} ms of CPU a second each`;
    console.log(`${watched.trials.toFixed(1)} with ${readers} readers of niceness ${niceness}, ${each}: ${change.toFixed(1)} %`);
  }
}
for (const [niceness, seen] of changes) {
  const mean = seen.reduce((sum, change) => sum + change, 0) / seen.length;
  const variance = seen.reduce((sum, change) => sum + (change - mean) ** 2, 0) / (seen.length - 1);
  const error = Math.sqrt(variance / seen.length).toFixed(1);
  console.log(`readers of niceness ${niceness}: ${mean.toFixed(1)} % on average, standard error ${error}`);
}
