/**
 * Samples a second that five models are trained with: on our WebAssembly kernels, on TensorFlow.js's plain JavaScript backend, and on
 * PyTorch with one thread where a Python has it (Debian: python3-torch).
 *
 *     npx tsx bench/training-speed.ts [rounds, 7 when left out] [ms a turn, 1000] [wall | cpu]
 *
 * All three run in turn, model by model and round by round, each in a process of its own that waits while the others work. Shown are
 * the medians of the rounds, and of the ratios in each round. `cpu` counts the time that a process computes instead of the time that
 * goes by: for a machine that has other work, too.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type BenchModelName, benchModels } from './training-speed-models.js';

const [rounds = '7', turnMs = '1000', clock = 'wall'] = process.argv.slice(2);
if (clock !== 'wall' && clock !== 'cpu') throw new Error(`Expected wall or cpu, got ${clock}`);

/** A process that trains when it is asked to. */
class Contender {
  readonly #child: ChildProcess;
  readonly #answers: AsyncIterator<string>;

  constructor(command: string, args: readonly string[]) {
    // Also those of PyTorch's libraries that do not ask PyTorch.
    const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
    this.#child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
    this.#answers = createInterface({ input: this.#child.stdout as NodeJS.ReadableStream })[Symbol.asyncIterator]();
  }

  /** Samples a second over `ms`. */
  async train(model: BenchModelName, ms: number): Promise<number> {
    this.#child.stdin?.write(`${JSON.stringify({ model, ms })}\n`);
    const { value } = await this.#answers.next();
    if (value === undefined) throw new Error(`A process ended while it trained ${model}`);
    const { samples, seconds } = JSON.parse(value) as { samples: number; seconds: number };
    return samples / seconds;
  }

  close(): void {
    this.#child.stdin?.end();
  }
}

const here = (file: string) => fileURLToPath(new URL(file, import.meta.url));
const onBackend = (name: string) =>
  new Contender(process.execPath, ['--import', 'tsx', here('training-speed-worker.ts'), name, clock]);
const python = ['python3', '/usr/bin/python3'].find((command) => spawnSync(command, ['-c', 'import torch']).status === 0);

const ours = onBackend('wasm');
const javaScript = onBackend('cpu');
const torch = python === undefined ? undefined : new Contender(python, [here('training-speed.py'), clock]);
if (torch === undefined) console.log('PyTorch was not found: its column is empty. Debian has it as python3-torch.\n');

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const rounded = (value: number | undefined, digits = 0) => value?.toFixed(digits) ?? '';
const row = (cells: readonly string[]) => cells.map((cell, i) => (i === 0 ? cell.padEnd(44) : cell.padStart(14))).join('');

console.log(`Node ${process.versions.node}, samples a second of ${clock} time\n`);
console.log(row(['', 'JavaScript', 'ours', 'PyTorch', 'ours/PyTorch']));
for (const model of Object.keys(benchModels) as BenchModelName[]) {
  // A step of it can take seconds, and one is enough.
  const slowRate = await javaScript.train(model, 0);
  const [ourRates, torchRates]: [number[], number[]] = [[], []];
  for (let round = 0; round < Number(rounds); round++) {
    ourRates.push(await ours.train(model, Number(turnMs)));
    if (torch !== undefined) torchRates.push(await torch.train(model, Number(turnMs)));
  }
  const ratios = torchRates.map((rate, i) => (ourRates[i] as number) / rate);
  const digits = slowRate < 10 ? 1 : 0;
  const rates = [rounded(slowRate, digits), rounded(median(ourRates)), rounded(median(torchRates)), rounded(median(ratios), 2)];
  console.log(row([model, ...rates]));
}
for (const contender of [ours, javaScript, torch]) contender?.close();
