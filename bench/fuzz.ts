/**
 * Spoils sweep files and the messages of trials at random, and counts what becomes of them:
 *
 *     npm run build && npx tsx bench/fuzz.ts [cases of each, 10000 when left out] [first seed, 0]
 *
 * A mistake that is named and a study that comes to its end are right. A sweep file is wrong that crashes, takes over 20 s or
 * leaves something outside of the study's folder; its seed is printed. Files are tried in a process beside this one, which is
 * ended when it hangs and goes on after the file that did it.
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { tryMessages } from '../test/fuzz/messages-case.js';
import { makeData, sweepOfSeed, trySweep } from '../test/fuzz/sweep-case.js';

const longestMs = 20_000;
/** One in so many sweep files that are right is run as a whole study, with its reports; with the others a search runs in memory. */
const wholeOneIn = 12;

interface Tried {
  readonly seed: number;
  readonly verdict: string;
}

const [first = 0, end] = process.argv.slice(2).map(Number);
if (process.send) await trySweeps(first, end ?? 0);
else await main(first || 10_000, end ?? 0);
process.exit(0);

async function main(cases: number, seed: number): Promise<void> {
  const from = performance.now();
  console.log(`${cases} sweep files`);
  console.table(await countSweeps(seed, seed + cases));
  console.log(`${Math.round((performance.now() - from) / 1000)} s`);
  for (const backend of ['native', 'wasm'] as const) {
    const place = mkdtempSync(join(tmpdir(), 'hypersweep-fuzz-'));
    const counts: Record<string, number> = {};
    for (const trial of await tryMessages(cases / 2, backend, place, seed)) {
      const outcome = trial.state === 'failed' ? `failed: ${trial.message.replace(/[:,].*/s, '')}` : trial.state;
      counts[outcome] = (counts[outcome] ?? 0) + 1;
    }
    console.log(
      `${cases / 2} messages out of ${backend === 'native' ? 'a child process' : 'a thread'}, by the ends of their trials`,
    );
    console.table(counts);
    rmSync(place, { recursive: true });
  }
}

async function countSweeps(from: number, to: number): Promise<Readonly<Record<string, number>>> {
  const counts: Record<string, number> = {};
  let next = from;
  while (next < to) {
    const child = fork(fileURLToPath(import.meta.url), [String(next), String(to)]);
    const kill = () => child.kill('SIGKILL');
    let patience = setTimeout(kill, longestMs);
    child.on('message', ({ seed, verdict }: Tried) => {
      clearTimeout(patience);
      patience = setTimeout(kill, longestMs);
      counts[verdict.replace(/:.*/s, '')] = (counts[verdict.replace(/:.*/s, '')] ?? 0) + 1;
      if (verdict.startsWith('CRASH')) console.log(`seed ${seed}: ${verdict}`);
      next = seed + 1;
    });
    await once(child, 'exit');
    clearTimeout(patience);
    if (next >= to) break;
    console.log(`seed ${next}: HANG, or the process died`);
    counts.HANG = (counts.HANG ?? 0) + 1;
    next++;
  }
  return counts;
}

async function trySweeps(from: number, to: number): Promise<void> {
  const data = mkdtempSync(join(tmpdir(), 'hypersweep-fuzz-data-'));
  makeData(data);
  for (let seed = from; seed < to; seed++) {
    const place = mkdtempSync(join(tmpdir(), 'hypersweep-fuzz-'));
    const trying = trySweep(sweepOfSeed(seed), { place, data, wholly: seed % wholeOneIn === 0 });
    const verdict = await trying.catch((error) => `CRASH: ${error instanceof Error ? error.stack : error}`);
    process.send?.({ seed, verdict } satisfies Tried);
    rmSync(place, { recursive: true });
  }
  rmSync(data, { recursive: true });
}
