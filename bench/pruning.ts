/**
 * Samplers with pruners on learning curves with noise (`m1` of functions.ts, 81 epochs), in virtual time, as Optuna was measured
 * (../shared/baselines/OPTUNA.md, part C): F is the noiseless final value of the incumbent, the median over the seeds with its
 * quartiles, when all trials together had run for 1,620, 4,050 and 8,100 epochs; `opt + 0.02` is the median of the epochs until an
 * incumbent was so near to the optimum, with the seeds that came there. Optuna's figures stand below ours where the file is there.
 *
 *   npx tsx bench/pruning.ts --seeds 20 --pairs tpe+asha,tpe+hyperband
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import type { StudySpec } from '../src/core/study-spec.js';
import { percentileOf } from '../src/math/percentile.js';
import type { Pair } from '../src/simulation/compare.js';
import { type Simulation, simulate } from '../src/simulation/simulate.js';
import type { VirtualRuns } from '../src/simulation/virtual-run.js';
import { hashUniform, learningCurve, observedError, problems } from './functions.js';
import { pairsFrom, pairText } from './pairs.js';

const { values: args } = parseArgs({ options: { seeds: { type: 'string', default: '20' }, pairs: { type: 'string' } } });
const seeds = Number(args.seeds);

const epochs = 81;
const steps = Array.from({ length: epochs }, (_, index) => index + 1);
const budgets = [1620, 4050, 8100] as const;
/** The noiseless final value of the best parameters. */
const optimum = 0.09928024966809128;
/** Slots, and the epochs for which Optuna was run with as many. */
const settings = [
  { slots: 1, epochs: 8100 },
  { slots: 4, epochs: 4050 },
] as const;

const defaultPairs =
  'random+none,random+median,random+asha,random+hyperband,tpe+none,tpe+median,tpe+asha,tpe+hyperband,auto+auto';
/** Optuna's name where it is another one. */
const optunaNames: Readonly<Record<string, string>> = { asha: 'sha' };

/** An epoch of a trial takes between 0.75 and 1.25 of virtual time, and costs 1. */
function curves(seed: number): VirtualRuns {
  return ({ number, params }) => ({
    steps,
    stepCost: 1,
    stepDuration: 0.75 + 0.5 * hashUniform(seed, number, 0, 7),
    valueAt: (index) => observedError(params, seed, number, index + 1),
  });
}

function simulated(pair: Pair, seed: number, setting: (typeof settings)[number]): Simulation {
  const spec: StudySpec = {
    name: 'bench',
    objective: { metric: 'error', goal: 'minimize' },
    space: problems.m1.space,
    ...pair,
    budget: {},
    seed,
    task: { kind: 'inline', epochs },
  };
  return simulate({ spec, runs: curves(seed), slots: setting.slots, score: 'last', maximumCost: setting.epochs });
}

/** F after so many epochs; Infinity before the first trial was complete. */
function finalValueAt({ improvements, trials }: Simulation, cost: number): number {
  const best = improvements.findLast((improvement) => improvement.cost <= cost);
  return best === undefined ? Number.POSITIVE_INFINITY : learningCurve(trials[best.trialNumber]?.params ?? {}, epochs);
}

/** The epochs until an incumbent's F was at most `bound`; Infinity when it never was. */
function epochsTo(bound: number, { improvements, trials }: Simulation): number {
  const found = improvements.find(({ trialNumber }) => learningCurve(trials[trialNumber]?.params ?? {}, epochs) <= bound);
  return found?.cost ?? Number.POSITIVE_INFINITY;
}

function line(simulations: readonly Simulation[], setting: (typeof settings)[number]): string {
  const values = budgets.map((budget) => {
    if (budget > setting.epochs) return '-';
    const sorted = simulations.map((simulation) => finalValueAt(simulation, budget)).sort((a, b) => a - b);
    const [low, middle, high] = [25, 50, 75].map((percentile) => percentileOf(sorted, percentile));
    return `${show(middle)} [${show(low)}..${show(high)}]`;
  });
  const reached = simulations.map((simulation) => epochsTo(optimum + 0.02, simulation)).sort((a, b) => a - b);
  const hits = reached.filter(Number.isFinite).length;
  const middle = percentileOf(reached, 50);
  const near = Number.isFinite(middle) ? middle.toFixed(0) : `>${setting.epochs}`;
  const trials = simulations.reduce((sum, { trials: all }) => sum + all.length, 0) / simulations.length;
  return row([...values, `${near} (${hits}/${simulations.length})`, trials.toFixed(0)]);
}

/** Optuna's cells in the same order, by sampler and pruner. */
function optunaLines(slots: number): Map<string, string> {
  const url = new URL('../../shared/baselines/OPTUNA.md', import.meta.url);
  if (!existsSync(url)) return new Map();
  const section =
    readFileSync(url, 'utf8')
      .split('### ')
      .find((text) => text.startsWith(`Pruning, ${slots} worker`)) ?? '';
  const rows = section.split('\n').map((text) => text.split('|').map((cell) => cell.trim()));
  return new Map(
    rows
      .filter(([, version]) => version === '5.0.0.dev')
      .map((cells) => [
        `${cells[2]}+${cells[3]}`,
        row([...cells.slice(5, 8), cells[14] ?? '', (cells[9] ?? '').split(' ')[0] ?? '']),
      ]),
  );
}

function row(cells: readonly string[]): string {
  return cells.map((cell, i) => cell.padEnd(i < 3 ? 26 : 18)).join('');
}

function show(value: number | undefined): string {
  return value !== undefined && Number.isFinite(value) ? value.toFixed(4) : '-';
}

for (const setting of settings) {
  const optuna = optunaLines(setting.slots);
  console.log(`\n${setting.slots} at a time, ${seeds} seeds; F* = ${optimum.toFixed(5)}`);
  console.log(`${''.padEnd(30)}${row([...budgets.map((budget) => `F @${budget}`), 'opt + 0.02', 'trials'])}`);
  for (const pair of pairsFrom(args.pairs, defaultPairs)) {
    const name = pairText(pair);
    const started = performance.now();
    const simulations = Array.from({ length: seeds }, (_, seed) => simulated(pair, seed, setting));
    const seconds = (performance.now() - started) / 1000 / seeds;
    console.log(`${name.padEnd(30)}${line(simulations, setting)}${seconds.toFixed(2)} s/seed`);
    const reference = optuna.get(`${pair.sampler.type}+${optunaNames[pair.pruner.type] ?? pair.pruner.type}`);
    if (reference) console.log(`${'  Optuna'.padEnd(30)}${reference}`);
  }
}
