/**
 * Samples a second that five models are trained with: on our WebAssembly kernels, on TensorFlow.js's plain JavaScript backend, and on
 * PyTorch with one thread where a Python has it (Debian: python3-torch).
 *
 *     npx tsx bench/training-speed.ts [rounds, 7 when left out] [ms a turn, 1000] [wall | cpu] [gpu]
 *
 * With `gpu` also on a GPU through WebGPU, and by PyTorch on CUDA.
 *
 * All run in turn, model by model and round by round, each in a process of its own that waits while the others work. Shown are
 * the medians of the rounds, and of the ratios in each round. `cpu` counts the time that a process computes instead of the time that
 * goes by: for a machine that has other work, too.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { type BenchModelName, benchModels } from './training-speed-models.js';

const [rounds = '7', turnMs = '1000', clock = 'wall', gpu] = process.argv.slice(2);
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

const torchOn = (device: 'cpu' | 'cuda') =>
  python === undefined ? undefined : new Contender(python, [here('training-speed.py'), clock, device]);

/** What is compared, ours first, with PyTorch where it was found. */
interface Pair {
  readonly titles: readonly [string, string, string];
  readonly ours: Contender;
  readonly torch: Contender | undefined;
}
const pairs: Pair[] = [{ titles: ['ours', 'PyTorch', 'ours/PyTorch'], ours: onBackend('wasm'), torch: torchOn('cpu') }];
if (gpu === 'gpu')
  pairs.push({ titles: ['ours, WebGPU', 'PyTorch, CUDA', 'ours/PyTorch'], ours: onBackend('webgpu'), torch: torchOn('cuda') });
const javaScript = onBackend('cpu');
if (python === undefined) console.log('PyTorch was not found: its column is empty. Debian has it as python3-torch.\n');

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
const rounded = (value: number | undefined, digits = 0) => value?.toFixed(digits) ?? '';
const row = (cells: readonly string[]) => cells.map((cell, i) => (i === 0 ? cell.padEnd(44) : cell.padStart(14))).join('');

console.log(`Node ${process.versions.node}, samples a second of ${clock} time\n`);
console.log(row(['', 'JavaScript', ...pairs.flatMap(({ titles }) => titles)]));
for (const model of Object.keys(benchModels) as BenchModelName[]) {
  // A step of it can take seconds, and one is enough.
  const slowRate = await javaScript.train(model, 0);
  const rates = pairs.map(() => ({ ours: [] as number[], torch: [] as number[] }));
  for (let round = 0; round < Number(rounds); round++) {
    for (const [i, { ours, torch }] of pairs.entries()) {
      rates[i]?.ours.push(await ours.train(model, Number(turnMs)));
      if (torch !== undefined) rates[i]?.torch.push(await torch.train(model, Number(turnMs)));
    }
  }
  const cells = rates.flatMap(({ ours, torch }) => {
    const ratios = torch.map((rate, i) => (ours[i] as number) / rate);
    return [rounded(median(ours)), rounded(median(torch)), rounded(median(ratios), 2)];
  });
  console.log(row([model, rounded(slowRate, slowRate < 10 ? 1 : 0), ...cells]));
}
for (const contender of [javaScript, ...pairs.flatMap(({ ours, torch }) => [ours, torch])]) contender?.close();
