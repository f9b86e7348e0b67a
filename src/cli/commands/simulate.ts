import { join } from 'node:path';
import { UsageError } from '../../core/errors.js';
import { fromLoss } from '../../core/objective.js';
import type { StudySpec } from '../../core/study-spec.js';
import type { TableSpec } from '../../core/task-spec.js';
import { createPruner } from '../../pruners/index.js';
import { createSampler } from '../../samplers/index.js';
import { algorithmsFrom, algorithmText } from '../../simulation/algorithm-text.js';
import { comparePairs, type Pair } from '../../simulation/compare.js';
import { lowestLoss, meanCost, recordedRuns } from '../../simulation/recorded-runs.js';
import { summarisePairs } from '../../simulation/regret.js';
import { tableOfStudy } from '../../simulation/study-table.js';
import { readSweepFile } from '../../sweep-file/index.js';
import type { SimulationSettings } from '../../sweep-file/simulation.js';
import { letterChart } from '../../tui/letter-chart.js';
import { formatMetric, formatNumber } from '../../tui/numbers.js';
import { figuresOf, markedCosts, namesOf, type SimulatedPairs } from '../comparison.js';
import { prepareComparisonFiles, writeComparisonFiles } from '../comparison-files.js';
import { comparisonLines, letterOf } from '../comparison-lines.js';
import { exitCodes } from '../ending.js';
import { interruption } from '../interruption.js';
import { printJson } from '../output.js';
import { storedStudy } from '../stored-study.js';

interface SimulateOptions {
  readonly fromStudy?: string;
  readonly methods?: string;
  readonly earlyTerminate?: string;
  readonly seeds?: number;
  readonly workers?: number;
  readonly budget?: number;
  readonly out?: string;
  readonly results: string;
  readonly json?: boolean;
}

const defaultSeeds = 50;
/** Of a budget, where neither the file nor the command line names one: so many runs to their end. */
const defaultFullRuns = 100;
const chartHeight = 14;
const chartWidth = 100;

/** A search to simulate, on a table of recorded runs. */
interface Replay {
  readonly spec: StudySpec;
  readonly task: TableSpec;
  readonly settings: SimulationSettings;
  /** What the user should know of the table. */
  readonly notes: readonly string[];
}

export async function simulate(sweep: string | undefined, options: SimulateOptions): Promise<number> {
  const replay = replayOf(sweep, options);
  const { spec, task, settings } = replay;
  const pairs = pairsOf(replay, options);
  const seeds = options.seeds ?? settings.seeds ?? defaultSeeds;
  const workers = options.workers ?? settings.workers ?? spec.workers ?? 1;
  const budget = options.budget ?? settings.budget ?? (spec.budget.trials ?? defaultFullRuns) * meanCost(task);
  const lowest = lowestLoss(task, spec.objective);
  if (!Number.isFinite(lowest)) {
    throw new UsageError(
      `Expected a recorded run of ${spec.name} with a finite ${spec.objective.metric}, got ${task.table.curves.length} without: there is nothing to find.`,
    );
  }
  const files = prepareComparisonFiles(options.out ?? join(options.results, `${spec.name}-simulation`));
  const stop = interruption(() => console.error('\nStopping: the seeds that are done are compared.'));
  const courses = await comparePairs({
    // The budget is what trials cost: a pair that prunes may start as many as it likes.
    spec: { ...spec, budget: {} },
    runs: recordedRuns(spec.space, task),
    pairs,
    seeds,
    slots: workers,
    score: task.score,
    maximumCost: budget,
    signal: stop.signal,
    progressed: showProgress,
  });
  stop.release();
  clearProgress();
  const done = courses[0]?.length ?? 0;
  if (done === 0) {
    console.error('Stopped before the first seed was done: there is nothing to compare.');
    return exitCodes.stopped;
  }
  const simulated = { ...replay, pairs, courses, budget, workers, lowest };
  if (options.json) printJson(figuresOf(simulated));
  else for (const line of linesOf(simulated)) console.log(line);
  writeComparisonFiles(simulated, files);
  if (!options.json) console.log(`\nPage       ${files.page}\nPlot       ${files.plot}\nFigures    ${files.figures}`);
  return done < seeds ? exitCodes.stopped : exitCodes.done;
}

function replayOf(sweep: string | undefined, { fromStudy, results }: SimulateOptions): Replay {
  if ((sweep === undefined) === (fromStudy === undefined)) {
    throw new UsageError('Expected a sweep file with a table task, or --from-study with the name of a study: one of the two.');
  }
  if (fromStudy !== undefined) {
    const { record } = storedStudy(fromStudy, results);
    const { spec, pruned } = tableOfStudy(record.spec, record.trials);
    const note =
      `${pruned} of the ${spec.space.rows?.length} recorded trials were pruned: where one would go on beyond its record, it ends ` +
      'there with what it has by then, so stopping later than the study did costs nothing and gains nothing here';
    return { spec, task: spec.task as TableSpec, settings: {}, notes: pruned > 0 ? [note] : [] };
  }
  const { spec, simulation, warnings } = readSweepFile(sweep as string);
  const { task } = spec;
  if (task.kind === 'table') return { spec, task, settings: simulation, notes: warnings };
  throw new UsageError(
    `${sweep}: expected recorded runs to replay, such as task: { type: table, configs: runs.csv, value: loss }, got the task ` +
      `${task.kind}. The trials of a study that has run are replayed by \`hypersweep simulate --from-study NAME\`.`,
  );
}

/** Every method with every early termination. Throws a UsageError for one that does not exist. */
function pairsOf({ spec, task, settings }: Replay, { methods, earlyTerminate }: SimulateOptions): Pair[] {
  const samplers =
    methods === undefined ? (settings.methods ?? distinct([spec.sampler, { type: 'random' }])) : algorithmsFrom(methods);
  const pruners =
    earlyTerminate === undefined
      ? (settings.earlyTerminate ?? distinct([spec.pruner, { type: 'none' }]))
      : algorithmsFrom(earlyTerminate);
  for (const sampler of samplers) createSampler(sampler);
  for (const pruner of pruners) createPruner(pruner, { epochs: task.epochs });
  return samplers.flatMap((sampler) => pruners.map((pruner) => ({ sampler, pruner })));
}

function distinct<T extends { readonly type: string }>(specs: readonly T[]): T[] {
  return specs.filter((spec, index) => specs.findIndex((other) => algorithmText(other) === algorithmText(spec)) === index);
}

function linesOf(simulated: SimulatedPairs): string[] {
  const { spec, task, notes, pairs, courses, budget, workers, lowest } = simulated;
  const { metric, goal } = spec.objective;
  const best = formatMetric(fromLoss(spec.objective, lowest));
  const costs = markedCosts(simulated);
  const width = Math.min(chartWidth, process.stdout.columns ?? chartWidth);
  const evenCosts = Array.from({ length: width }, (_, i) => (budget * (i + 1)) / width);
  const curves = summarisePairs(courses, evenCosts, lowest);
  const chart = letterChart(
    curves.map(({ regrets }, i) => ({ letter: letterOf(i), values: regrets.map(({ mean }) => mean) })),
    { width, height: chartHeight, ends: ['cost 0', formatNumber(budget, 4)] },
  );
  return [
    `${spec.name}: ${task.table.curves.length} recorded runs, ${goal} ${metric}, the best of them ${best}`,
    `${courses[0]?.length} seeds, ${workers} at a time, until the trials cost ${formatNumber(budget, 4)} (${(budget / meanCost(task)).toFixed(1)} full runs); ` +
      `a trial's score is its ${task.score} value`,
    ...notes.map((note) => `note: ${note}`),
    '',
    ...comparisonLines({
      names: pairs.map(namesOf),
      summaries: summarisePairs(courses, costs, lowest),
      costs,
    }),
    '',
    'Mean regret over cost:',
    ...chart,
    ...pairs.map((pair, i) => `  ${letterOf(i)}  ${namesOf(pair).join(' + ')}`),
  ];
}

function showProgress(done: number, of: number): void {
  if (process.stderr.isTTY) process.stderr.write(`\r${done} of ${of} simulations`);
}

function clearProgress(): void {
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
}
