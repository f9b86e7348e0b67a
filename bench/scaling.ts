/**
 * How much faster two workers finish the same trials than one: a fixed set of trials of the language-id task, all with the same
 * model and as many epochs, by one worker and by two in turn, each in a new process, with everything from its first thread on:
 * starting the backends, gathering the names and encoding them.
 *
 *     npm run build && npx tsx bench/scaling.ts [trials, 24 when left out] [epochs, 4] [rounds, 3] [encoder, bag]
 *
 * Target on two free cores: 1.8. Where others use the cores, wall time says little: "cores" is what the run had of them, "CPU" how
 * much more work the same trials are beside each other (caches and memory are shared), and the last column what two threads that
 * share nothing get out of the same cores in the same round, beside one.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const [encoder = 'bag', ...numbers] = [process.argv[5], ...process.argv.slice(2, 5)];
const [trials = 24, epochs = 4, rounds = 3] = numbers.map(Number);

interface Measured {
  readonly wallS: number;
  /** Of all threads. */
  readonly cpuS: number;
}

function printed(script: string, ...args: readonly (string | number)[]): string {
  const file = fileURLToPath(new URL(script, import.meta.url));
  return execFileSync(process.execPath, [file, ...args.map(String)], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
}

const ratio = (workers: (count: 1 | 2) => number) => workers(1) / workers(2);

const measured: Measured[][] = [];
const cores: number[] = [];
console.log(`${trials} trials of ${encoder}, ${epochs} epochs each\n`);
console.log('| workers | trials/s | wall s | CPU s | cores | speed-up | of two threads that share nothing |');
console.log('|---|---|---|---|---|---|---|');
for (let round = 0; round < rounds; round++) {
  const runs = ([1, 2] as const).map(
    (workers) => JSON.parse(printed('scaling-run.mjs', encoder, trials, epochs, workers)) as Measured,
  );
  const [one = 0, two = 0] = [1, 2].map((threads) => Number(printed('scaling-cores.mjs', threads, 3)));
  measured.push(runs);
  cores.push(two / one);
  for (const [place, { wallS, cpuS }] of runs.entries()) {
    const speedUp = place === 0 ? ['', ''] : [ratio((n) => (runs[n - 1] as Measured).wallS).toFixed(2), (two / one).toFixed(2)];
    const numbers = [place + 1, (trials / wallS).toFixed(3), wallS.toFixed(1), cpuS.toFixed(1), (cpuS / wallS).toFixed(2)];
    console.log(`| ${[...numbers, ...speedUp].join(' | ')} |`);
  }
}

/** Of the least disturbed runs. */
const best = (key: keyof Measured) =>
  ratio((workers) => Math.min(...measured.map((runs) => (runs[workers - 1] as Measured)[key])));
console.log(`\nTwo workers are ${best('wallS').toFixed(2)} times as fast as one.`);
console.log(`The same trials take ${(1 / best('cpuS')).toFixed(2)} times the CPU time beside each other.`);
console.log(`Two threads that share nothing are ${Math.max(...cores).toFixed(2)} times as fast as one.`);
