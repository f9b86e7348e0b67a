/**
 * Early stopping where learning curves cross, and where they do not: what each pruner is worth beside plain random search at equal
 * cost, and whether the default notices by its audit that it does harm.
 *
 * On the sweeps of bench/crossing-curves.ts, and on a recorded one as another control. Costs are counted in full trials. The
 * regret (distance from the table's best) is a mean over the seeds. `of first` is the last one as a share of the first pair's, and p
 * that of the two-sided signed-rank test against the first pair with the same seeds. Then the audited trials that came to their
 * end, those that became the best of all by it, the share of the trials let through that they were better than, and the share of
 * the trials to be pruned that ran on, in each third of all steps.
 *
 *   npx tsx bench/no-harm.ts --seeds 30 --tables crossing,parallel --pairs random+none,random+asha,random+auto
 */
import { parseArgs } from 'node:util';
import type { Trial } from '../src/core/trial.js';
import { auditedAt, auditStandings } from '../src/pruners/audit-record.js';
import type { Course, Pair } from '../src/simulation/compare.js';
import { lowestLoss, meanCost, recordedRuns } from '../src/simulation/recorded-runs.js';
import { summarisePairs } from '../src/simulation/regret.js';
import { type Simulation, simulate } from '../src/simulation/simulate.js';
import { computedSweep } from './crossing-curves.js';
import { pairsFrom, pairText } from './pairs.js';
import { type BenchTable, hasRecordedTables, recordedTables } from './recorded-tables.js';

const { values: args } = parseArgs({
  options: {
    seeds: { type: 'string', default: '30' },
    tables: { type: 'string', default: '' },
    pairs: { type: 'string' },
    workers: { type: 'string', default: '1' },
  },
});
const seeds = Number(args.seeds);
/** In full trials. */
const costs = [5, 10, 20, 40, 60];
const defaultPairs =
  'random+none,random+asha,random+asha(mode=promote),random+hyperband,random+median,random+curve,random+asha(audit=0),' +
  'random+auto,tpe+none,tpe+asha,tpe+auto,auto+none,auto+auto';

const tables: Readonly<Record<string, () => BenchTable>> = {
  crossing: () => computedSweep('curves cross: long schedules of high learning rates', { gradientNoise: 1, endsDecayed: false }),
  'crossing-lengths': () =>
    computedSweep('curves cross, and trials end with their schedule', { gradientNoise: 1, endsDecayed: true }),
  parallel: () => computedSweep('control: the same without noise of gradients', { gradientNoise: 0.001, endsDecayed: false }),
  ...(hasRecordedTables && { taskset: recordedTables['taskset-gru128'] as () => BenchTable }),
};

interface Replay {
  readonly course: Course;
  readonly audit: AuditSummary;
}

interface AuditSummary {
  readonly ended: number;
  readonly won: number;
  /** Of the audited trials, the share of the others that they were better than, on average; NaN without any. */
  readonly betterThan: number;
  /** Share of the trials that were to be pruned which ran on, in each third of all steps. */
  readonly ranOn: readonly number[];
}

function replayed({ space, objective, task }: BenchTable, pair: Pair, seed: number, maximumCost: number): Replay {
  const spec = { name: 'no-harm', objective, space, ...pair, budget: {}, seed, task };
  const simulation = simulate({
    spec,
    runs: recordedRuns(space, task),
    slots: Number(args.workers),
    score: task.score,
    maximumCost,
  });
  return { course: { ...simulation, trials: simulation.trials.length }, audit: auditSummary(simulation) };
}

function auditSummary({ trials }: Simulation): AuditSummary {
  const { list: standings, wrong } = auditStandings(trials.filter((trial) => trial.state === 'complete'));
  const third = thirdsByCost(trials);
  return {
    ended: standings.length,
    won: wrong,
    betterThan: mean(standings.flatMap(({ better, of }) => (of > 0 ? 1 - better / of : []))),
    ranOn: [0, 1, 2].map((i) => {
      const ofThird = trials.filter(({ number }) => third[number] === i);
      const audited = ofThird.filter((trial) => auditedAt(trial) !== undefined).length;
      return audited / (audited + ofThird.filter(({ state }) => state === 'pruned').length);
    }),
  };
}

/** By trial number, 0, 1 or 2: in which third of all steps of the study, in the order of asking, the trial began. */
function thirdsByCost(trials: readonly Trial[]): number[] {
  const all = trials.reduce((sum, { reports }) => sum + reports.length, 0);
  let before = 0;
  return trials.map(({ reports }) => {
    const third = Math.floor((3 * before) / all);
    before += reports.length;
    return third;
  });
}

function bench(table: BenchTable): void {
  const fullTrial = meanCost(table.task);
  const lowest = lowestLoss(table.task, table.objective);
  const pairs = pairsFrom(args.pairs, defaultPairs);
  const replays = pairs.map((pair) =>
    Array.from({ length: seeds }, (_, seed) => replayed(table, pair, seed, fullTrial * (costs.at(-1) as number))),
  );
  const courses = replays.map((ofPair) => ofPair.map(({ course }) => course));
  const summaries = summarisePairs(
    courses,
    costs.map((cost) => cost * fullTrial),
    lowest,
  );
  console.log(
    `\n${table.name}: ${table.task.table.curves.length} runs, a full trial costs ${fullTrial.toFixed(1)}; ${seeds} seeds`,
  );
  console.log(
    `${'pair'.padEnd(26)} ${'trials'.padStart(6)} ${costs.map((cost) => `@${cost}`.padStart(9)).join('')}    of first   wins:losses  p        audited  won  better than  ran on, by thirds`,
  );
  for (const [i, pair] of pairs.entries()) {
    const { regrets, trials, wins, losses, pValue } = summaries[i] as (typeof summaries)[number];
    const first = summaries[0] as (typeof summaries)[number];
    const ratio = (regrets.at(-1)?.mean ?? Number.NaN) / (first.regrets.at(-1)?.mean ?? Number.NaN);
    const audits = (replays[i] as Replay[]).map(({ audit }) => audit);
    const audited = mean(audits.map(({ ended }) => ended));
    console.log(
      [
        pairText(pair).padEnd(26),
        trials.toFixed(0).padStart(6),
        regrets.map(({ mean: regret }) => show(regret).padStart(9)).join(''),
        '  ',
        `${ratio.toFixed(2)} x`.padStart(8),
        `${wins}:${losses}`.padStart(12),
        ` ${pValue === undefined ? '-' : pValue.toPrecision(2)}`.padEnd(9),
        ...(audited > 0
          ? [
              audited.toFixed(1).padStart(7),
              mean(audits.map(({ won }) => won))
                .toFixed(1)
                .padStart(4),
              `${(100 * mean(audits.map(({ betterThan }) => betterThan).filter(Number.isFinite))).toFixed(0)} %`.padStart(9),
              '      ',
              [0, 1, 2]
                .map(
                  (j) =>
                    `${(100 * mean(audits.map(({ ranOn }) => ranOn[j] ?? Number.NaN).filter(Number.isFinite))).toFixed(0)} %`,
                )
                .join(', '),
            ]
          : []),
      ].join(' '),
    );
  }
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function show(value: number): string {
  return Number.isFinite(value) ? String(Number(value.toPrecision(3))) : '-';
}

const asked = args.tables === '' ? Object.keys(tables) : args.tables.split(',').map((name) => name.trim());
for (const name of asked) bench((tables[name] as () => BenchTable)());
