/**
 * Milliseconds that a sampler takes for one suggestion after 100, 1,000, 10,000 and 100,000 finished trials of 6 parameters (those
 * of `m1`: 4 floats, 2 categorical). CPU time, a mean over 100 suggestions in a row, each after one more
 * trial has finished.
 *
 *   npx tsx bench/sampler-cost.ts [samplers...] [--trials 100,200]
 *
 * The trials before were spread as a search spreads them: a third at random, the rest ever closer around the optimum.
 * Optuna's figures are those of `../shared/baselines/OPTUNA.md`: the last 100 trials before n, of 4 parameters, in memory.
 */
import { parseArgs } from 'node:util';
import { decode, encode } from '../src/core/distribution.js';
import type { SearchSpace } from '../src/core/search-space.js';
import { assemble } from '../src/core/search-space.js';
import type { CompleteTrial, Params } from '../src/core/trial.js';
import { createRng, deriveSeed, standardNormal } from '../src/math/rng.js';
import { createSampler } from '../src/samplers/index.js';
import { m1, problems } from './functions.js';

const { space } = problems.m1;
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { trials: { type: 'string', default: '100,1000,10000,100000' } },
});
const counts = flags.trials.split(',').map(Number);
const suggestions = 100;
const best: Params = { lr: 10 ** -3.6, batch: 32, dropout: 0.15, loss: 'focal', warmup: 0.1, weight_decay: 10 ** -2.88 };

function trialOf(number: number, params: Params): CompleteTrial {
  const loss = m1(params);
  const times = { startedAt: number, finishedAt: number };
  return { number, params, attempt: 1, reports: [], state: 'complete', ...times, metrics: { loss }, loss };
}

/** At random for every third trial, else around the best point by a spread that falls from 0.3 to 0.03. */
function pointLike(number: number, all: number, spaceOf: SearchSpace): Params {
  const rng = createRng(deriveSeed(0, number, 'bench'));
  const spread = 0.3 * 0.1 ** (number / all);
  return assemble(spaceOf, ({ name, distribution }) => {
    if (number % 3 === 0) return decode(distribution, rng.next());
    const unit = encode(distribution, best[name] as number) + spread * standardNormal(rng);
    return decode(distribution, Math.min(1, Math.max(0, unit)));
  });
}

/** CPU time of the first suggestion, which sees all trials anew as after a resume, and the mean of those that follow. */
function measure(type: string, count: number): readonly [first: number, following: number] {
  const sampler = createSampler({ type });
  const trials = Array.from({ length: count }, (_, number) => trialOf(number, pointLike(number, count, space)));
  const plan = { objectives: [{ metric: 'loss', goal: 'minimize' }], repeats: 1, seed: 0 } as const;
  let first = 0;
  let following = 0;
  for (let i = 0; i <= suggestions; i++) {
    const number = trials.length;
    const rng = createRng(deriveSeed(1, number, 'sampler'));
    const start = process.cpuUsage();
    const params = sampler.suggest({ space, plan, trials, trialNumber: number, rng, attempt: 0 });
    const { user, system } = process.cpuUsage(start); // µs
    if (i === 0) first = (user + system) / 1000;
    else following += (user + system) / 1000;
    if (params === 'exhausted') throw new Error(`Expected ${type} to have a point for trial ${number}, got none`);
    trials.push(trialOf(number, params));
  }
  return [first, following / suggestions];
}

const samplers = positionals.length > 0 ? positionals : ['tpe'];
console.log('sampler          trials    first ms    next ms');
for (const type of samplers) {
  // The first run compiles the code and is thrown away.
  measure(type, 1000);
  for (const count of counts) {
    const [first, next] = measure(type, count);
    console.log(
      `${type.padEnd(14)} ${String(count).padStart(8)} ${first.toFixed(2).padStart(11)} ${next.toFixed(3).padStart(10)}`,
    );
  }
}
console.log('Optuna 5 tpe       1000           -     15.486\nOptuna 5 tpe       5000           -     58.079');
