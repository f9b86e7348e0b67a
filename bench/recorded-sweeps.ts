/**
 * Searches replayed on recorded sweeps: what a sampler and a pruner together cost until they are as good as random search.
 *
 * On tables of learning curves: the cost, in percent of that of 54 full random trials, at which the mean regret of a pair falls
 * to theirs. On grids of final values: the mean regret after 100 trials against random search's. Regret is the distance from the
 * table's best; the score is the best checkpoint so far.
 *
 *   npx tsx bench/recorded-sweeps.ts --seeds 50 --tables taskset,deberta --pairs 'random+asha,tpe+asha(eta=4)' --until 0.3
 */
import { parseArgs } from 'node:util';
import { toLoss } from '../src/core/objective.js';
import type { StudySpec } from '../src/core/study-spec.js';
import { createRng, shuffled } from '../src/math/rng.js';
import type { Course, Pair } from '../src/simulation/compare.js';
import { lowestLoss, recordedRuns } from '../src/simulation/recorded-runs.js';
import { costTo, meanRegretAt } from '../src/simulation/regret.js';
import { simulate } from '../src/simulation/simulate.js';
import { pairsFrom, pairText } from './pairs.js';
import { type BenchTable, hasRecordedTables, recordedTables, referenceOf } from './recorded-tables.js';

/** Full random trials that a pair is measured against. */
const randomTrials = 54;
const finalTrials = 100;

const { values: args } = parseArgs({
  options: {
    seeds: { type: 'string', default: '50' },
    tables: { type: 'string', default: '' },
    pairs: { type: 'string' },
    workers: { type: 'string', default: '1' },
    until: { type: 'string', default: '0.5' },
  },
});
/** Shares of the cost of the full random trials at which the regret is shown; each search ends at the last. */
const marks = [0.05, 0.1, 0.12, 0.2, 0.3, 0.5].filter((mark) => mark <= Number(args.until));
const seeds = Number(args.seeds);
const workers = Number(args.workers);

const curvePairs =
  'random+none,random+asha,tpe+none,tpe+asha,tpe+hyperband,cmaes+asha(min_iter=3),gp+none,gp+asha(min_iter=3),auto+auto';
const finalPairs = 'random+none,tpe+none,gp+none,auto+none';

function simulated(
  { space, objective, task }: BenchTable,
  pair: Pair,
  seed: number,
  limit: { cost: number } | { trials: number },
): Course {
  const spec: StudySpec = {
    name: 'bench',
    objective,
    space,
    ...pair,
    budget: 'trials' in limit ? { trials: limit.trials } : {},
    seed,
    task,
  };
  const runs = recordedRunsOf(space, task);
  const { trials, ...course } = simulate({
    spec,
    runs,
    slots: workers,
    score: task.score,
    ...('cost' in limit && { maximumCost: limit.cost }),
  });
  return { ...course, trials: trials.length };
}

const runsOfTask = new WeakMap<object, ReturnType<typeof recordedRuns>>();

function recordedRunsOf(space: BenchTable['space'], task: BenchTable['task']): ReturnType<typeof recordedRuns> {
  const runs = runsOfTask.get(task) ?? recordedRuns(space, task);
  runsOfTask.set(task, runs);
  return runs;
}

/** The best loss of each row, Infinity where it has none. */
function bestLosses({ task, objective }: BenchTable): number[] {
  return task.table.curves.map((curve) => lowestLoss({ ...task, table: { curves: [curve] } }, objective));
}

/** Expectation of the lowest of `n` losses drawn without replacement, exactly. */
function expectedLowest(losses: readonly number[], n: number): number {
  const sorted = losses.toSorted((a, b) => a - b);
  // Of n draws none is among the i lowest with probability prod (N - i - k) / (N - k).
  let expectation = 0;
  let survives = 1;
  for (let i = 0; i < sorted.length && survives > 1e-15; i++) {
    const none = survives * Math.max(0, 1 - n / (sorted.length - i));
    expectation += (survives - none) * (sorted[i] as number);
    survives = none;
  }
  return expectation;
}

/** Plain synchronous successive halving, written out here as a check of the tables and of the costs. */
function successiveHalving({ task, objective }: BenchTable, seed: number): { loss: number; cost: number } {
  const rungs = [2, 6, 18, task.epochs];
  const bestBy = (row: number, point: number) => {
    const values = (task.table.curves[row] as readonly number[]).slice(0, point);
    const end = values.findIndex((value) => !Number.isFinite(value));
    return Math.min(...values.slice(0, end === -1 ? values.length : end).map((value) => toLoss(objective, value)));
  };
  const rows = task.table.curves.map((_, row) => row);
  let survivors = shuffled(createRng(seed), rows).slice(0, randomTrials);
  let loss = Number.POSITIVE_INFINITY;
  let cost = 0;
  for (const [i, rung] of rungs.entries()) {
    for (const row of survivors) {
      const length = task.table.curves[row]?.length ?? 0;
      cost += Math.min(rung, length) - Math.min(rungs[i - 1] ?? 0, length);
      loss = Math.min(loss, bestBy(row, rung));
    }
    survivors = survivors.toSorted((a, b) => bestBy(a, rung) - bestBy(b, rung)).slice(0, Math.floor(survivors.length / 3));
  }
  return { loss, cost };
}

function benchCurves(key: string, table: BenchTable): string[] {
  const optimum = lowestLoss(table.task, table.objective);
  const fullCost = randomTrials * meanCostOfAll(table);
  const target = expectedLowest(bestLosses(table), randomTrials);
  const halvings = Array.from({ length: 500 }, (_, seed) => successiveHalving(table, seed));
  const reference = referenceOf(key);
  console.log(`\n${key}: ${table.task.table.curves.length} runs, optimum ${optimum}`);
  console.log(
    `  54 full random trials: regret ${show(target - optimum)}, cost ${fullCost.toFixed(1)}` +
      (reference ? ` (numpy: ${reference.random_all_n_full_regret.mean}, ${reference.random_all_n_full_cost})` : ''),
  );
  const halvingCost = mean(halvings.map(({ cost }) => cost));
  console.log(
    `  successive halving: regret ${show(mean(halvings.map(({ loss }) => loss)) - optimum)}, cost ${halvingCost.toFixed(1)}` +
      (reference ? ` (numpy: ${reference.successive_halving_regret.mean}, ${reference.successive_halving_cost})` : ''),
  );
  console.log(
    `  ${'pair'.padEnd(30)} ${'trials'.padStart(6)}  mean regret at ${marks.map((mark) => `${100 * mark} %`.padStart(8)).join('')}    as good at   s/seed`,
  );
  return pairsFrom(args.pairs, curvePairs).map((pair) => {
    const started = performance.now();
    const courses = eachSeed(pairText(pair), (seed) => simulated(table, pair, seed, { cost: fullCost * (marks.at(-1) ?? 1) }));
    const regrets = marks.map((mark) => meanRegretAt(courses, mark * fullCost, optimum));
    const cost = costTo(target - optimum, courses, optimum);
    const share = Number.isFinite(cost) ? `${((100 * cost) / fullCost).toFixed(1)} %` : `> ${100 * (marks.at(-1) ?? 1)} %`;
    const trials = mean(courses.map(({ trials }) => trials));
    const seconds = (performance.now() - started) / 1000 / seeds;
    console.log(
      `  ${pairText(pair).padEnd(30)} ${trials.toFixed(0).padStart(6)}                 ${regrets.map((regret) => show(regret).padStart(8)).join('')}    ${share.padStart(10)}   ${seconds.toFixed(2)}`,
    );
    return `${key.padEnd(22)} ${pairText(pair).padEnd(30)} as good as 54 full random trials at ${share}`;
  });
}

function benchFinals(key: string, table: BenchTable): string[] {
  const optimum = lowestLoss(table.task, table.objective);
  const random = expectedLowest(bestLosses(table), finalTrials) - optimum;
  console.log(`\n${key}: ${table.task.table.curves.length} configurations; ${finalTrials} random trials: regret ${show(random)}`);
  return pairsFrom(args.pairs, finalPairs).map((pair) => {
    const started = performance.now();
    const courses = eachSeed(pairText(pair), (seed) => simulated(table, pair, seed, { trials: finalTrials }));
    const regret = meanRegretAt(courses, Number.POSITIVE_INFINITY, optimum);
    const seconds = (performance.now() - started) / 1000 / seeds;
    console.log(
      `  ${pairText(pair).padEnd(30)} ${show(regret).padStart(9)}  ${(regret / random).toFixed(2)} of random's   ${seconds.toFixed(2)} s/seed`,
    );
    return `${key.padEnd(22)} ${pairText(pair).padEnd(30)} ${(regret / random).toFixed(2)} of random search's regret after ${finalTrials} trials`;
  });
}

/** A run that diverges costs its place in full here, as in the reference. */
function meanCostOfAll({ task }: BenchTable): number {
  return mean(task.table.curves.map((curve) => curve.length));
}

function eachSeed<T>(label: string, run: (seed: number) => T): T[] {
  const results = Array.from({ length: seeds }, (_, seed) => {
    if (process.stderr.isTTY) process.stderr.write(`\r  ${label} ${seed + 1}/${seeds} `);
    return run(seed);
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  return results;
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function show(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : '-';
}

if (!hasRecordedTables) {
  console.log('Expected the recorded sweeps in ../shared/data, got no such folder: nothing to measure.');
} else {
  const asked = args.tables.split(',').map((name) => name.trim());
  const keys = Object.keys(recordedTables).filter((key) => asked.some((name) => key.includes(name)));
  const summary = keys.flatMap((key) => {
    const table = (recordedTables[key] as () => BenchTable)();
    return table.kind === 'curves' ? benchCurves(key, table) : benchFinals(key, table);
  });
  console.log(`\n${seeds} seeds, ${workers} at a time`);
  for (const line of summary) console.log(line);
}
