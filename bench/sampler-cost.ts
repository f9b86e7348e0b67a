/**
 * Milliseconds that a study takes to ask for one more trial after 100, 1,000, 10,000 and 100,000 finished ones of 6 parameters
 * (those of `m1`: 4 floats, 2 categorical), beside Optuna where a Python has it.
 *
 *   npm run build && npx tsx bench/sampler-cost.ts [tpe gp auto ...] [--trials 100,200] [--python python3]
 *
 * `first`: the first suggestion, which sees all trials anew as after a resume; `next`: the mean of 100 that follow, each after one
 * more trial has finished, which is what a search pays, with the fits that a Gaussian process makes at some of them. Both are wall
 * time, which is what the study waits for: it is asked in one thread and everything else stands still meanwhile. `CPU` is the same
 * mean of the time that all threads of the process compute, the garbage collector's and the compiler's too, which do their work
 * beside: nobody waits for that, so that on an idle machine `next` is the honest figure and this one a bound from above; where
 * other work takes turns with it this one is the nearer.
 *
 * The trials before were spread as a search spreads them: a third at random, the rest ever closer around the optimum. Optuna 5's
 * own suggestions (study.ask, in memory) are timed the same way by bench/sampler-cost.py, up to 10,000 trials.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { decode, encode } from '../src/core/distribution.js';
import { assemble } from '../src/core/search-space.js';
import type { StudySpec } from '../src/core/study-spec.js';
import type { CompleteTrial, Params } from '../src/core/trial.js';
import { createRng, deriveSeed, standardNormal } from '../src/math/rng.js';
import { m1, problems } from './functions.js';

// As it is installed: through the loader of TypeScript the same takes a third longer.
const { Study } = (await import(
  `${new URL('../dist/study/study.js', import.meta.url)}`
)) as typeof import('../src/study/study.js');
const { space } = problems.m1;
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { trials: { type: 'string' }, python: { type: 'string', default: 'python3' } },
});
const suggestions = 100;
const best: Params = { lr: 10 ** -3.6, batch: 32, dropout: 0.15, loss: 'focal', warmup: 0.1, weight_decay: 10 ** -2.88 };

function trialOf(number: number, params: Params): CompleteTrial {
  const loss = m1(params);
  const times = { startedAt: number, finishedAt: number };
  return { number, params, attempt: 1, reports: [], state: 'complete', ...times, metrics: { loss }, loss };
}

/** At random for every third trial, else around the best point by a spread that falls from 0.3 to 0.03. */
function pointLike(number: number, all: number): Params {
  const rng = createRng(deriveSeed(0, number, 'bench'));
  const spread = 0.3 * 0.1 ** (number / all);
  return assemble(space, ({ name, distribution }) => {
    if (number % 3 === 0) return decode(distribution, rng.next());
    const unit = encode(distribution, best[name] as number) + spread * standardNormal(rng);
    return decode(distribution, Math.min(1, Math.max(0, unit)));
  });
}

interface Cost {
  readonly first: number;
  readonly next: number;
  readonly cpu: number;
}

function measure(type: string, count: number): Cost {
  const spec: StudySpec = {
    name: 'bench',
    objective: { metric: 'loss', goal: 'minimize' },
    space,
    sampler: { type },
    pruner: { type: 'none' },
    budget: {},
    seed: 1,
    task: { kind: 'inline' },
  };
  const trials = Array.from({ length: count }, (_, number) => trialOf(number, pointLike(number, count)));
  const study = new Study(spec, trials);
  const walls: number[] = [];
  let cpu = 0; // µs
  for (let number = count; number <= count + suggestions; number++) {
    const [before, start] = [process.cpuUsage(), performance.now()];
    const trial = study.ask(number);
    walls.push(performance.now() - start);
    const { user, system } = process.cpuUsage(before);
    if (number > count) cpu += user + system;
    if (trial === 'exhausted') throw new Error(`Expected ${type} to have a point for trial ${number}, got none`);
    study.tell(number, { kind: 'complete', metrics: { loss: m1(trial.params) } }, number);
  }
  const [first = 0, ...following] = walls;
  return { first, next: following.reduce((sum, ms) => sum + ms, 0) / suggestions, cpu: cpu / 1000 / suggestions };
}

/** Optuna's [first, next], by sampler and count; none where it is not installed. */
function measureOptuna(pairs: readonly (readonly [type: string, count: number])[]): ReadonlyMap<string, readonly number[]> {
  const asked = pairs.filter(([type, count]) => (type === 'tpe' && count <= 10_000) || (type === 'gp' && count <= 200));
  const script = fileURLToPath(new URL('sampler-cost.py', import.meta.url));
  const input = asked.map((pair) => pair.join(' ')).join('\n');
  const { status, stdout } = spawnSync(flags.python, [script], { input, encoding: 'utf8' });
  if (status !== 0) return new Map();
  const answers = stdout.trim().split('\n').slice(1);
  return new Map(asked.map((pair, i) => [pair.join(' '), (answers[i] ?? '').split(' ').map(Number)]));
}

const samplers = positionals.length > 0 ? positionals : ['tpe', 'gp'];
const countsOf = (type: string) =>
  (flags.trials ?? (type === 'gp' ? '100,200,500' : '100,1000,10000,100000')).split(',').map(Number);
const pairs = samplers.flatMap((type) => countsOf(type).map((count) => [type, count] as const));
const theirs = measureOptuna(pairs);
const row = (cells: readonly string[]) => cells.map((cell, i) => (i === 0 ? cell.padEnd(8) : cell.padStart(12))).join('');
const shown = (ms: number | undefined, digits: number) => (ms === undefined || Number.isNaN(ms) ? '-' : ms.toFixed(digits));
console.log(row(['sampler', 'trials', 'first ms', 'next ms', 'CPU ms', 'Optuna 1st', 'next ms', 'ratio']));
let warm = '';
for (const [type, count] of pairs) {
  // The first run compiles the code and is thrown away.
  if (warm !== type) measure(type, type === 'gp' ? 100 : 1000);
  warm = type;
  const { first, next, cpu } = measure(type, count);
  const [theirFirst, theirNext] = theirs.get(`${type} ${count}`) ?? [];
  const ratio = shown(theirNext === undefined ? undefined : theirNext / next, 0);
  const cells = [shown(first, 2), shown(next, 3), shown(cpu, 3), shown(theirFirst, 1), shown(theirNext, 1), ratio];
  console.log(row([type, String(count), ...cells]));
}
