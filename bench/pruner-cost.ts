/**
 * What a pruning decision costs when a study has n trials of 10 reports each, as the best mean of 10 rounds over
 * the reports of 20 more trials, none of which is stopped; and what the first decision of a resumed study costs, which looks at all that there is.
 * Optuna's figures (report and should_prune together, 1,000 trials in memory, pruning ignored) stand beside.
 *
 *     npx tsx bench/pruner-cost.ts
 */
import type { Pruner } from '../src/core/pruner.js';
import type { PrunerSpec } from '../src/core/study-spec.js';
import type { Report, RunningTrial, Trial } from '../src/core/trial.js';
import { createRng, type Rng } from '../src/math/rng.js';
import { createPruner } from '../src/pruners/index.js';

const sizes = [100, 1_000, 10_000, 100_000];
const epochs = 10;
const rounds = 10;
const trialsOfRound = 20;
const objective = { metric: 'loss', goal: 'minimize' } as const;

const candidates: { spec: PrunerSpec; optuna?: string }[] = [
  { spec: { type: 'auto' } },
  { spec: { type: 'median' }, optuna: '300 - 369' },
  { spec: { type: 'percentile', percentile: 25 } },
  { spec: { type: 'asha' }, optuna: '48 - 104' },
  { spec: { type: 'asha', mode: 'promote' } },
  { spec: { type: 'hyperband' }, optuna: '318 - 389' },
  { spec: { type: 'hyperband', min_iter: 1 } },
  { spec: { type: 'patient', of: 'median' } },
  { spec: { type: 'threshold', upper: 100 } },
  { spec: { type: 'wilcoxon' } },
];

function reportOf(step: number, rng: Rng): Report {
  const loss = 1 / step + rng.next();
  return { step, metrics: { loss }, loss };
}

function completed({ number, params, attempt, reports, startedAt }: RunningTrial): Trial {
  const { metrics, loss } = reports.at(-1) as Report;
  return { state: 'complete', number, params, attempt, reports, startedAt, finishedAt: 1, metrics, loss };
}

function trialsOf(n: number, rng: Rng): Trial[] {
  return Array.from({ length: n }, (_, number) => {
    const reports = Array.from({ length: epochs }, (__, i) => reportOf(i + 1, rng));
    return completed({ state: 'running', number, params: {}, attempt: 1, reports, startedAt: 0 });
  });
}

interface Cost {
  /** Microseconds a decision. */
  readonly decision: number;
  /** Microseconds a promotion; of a pruner that promotes. */
  readonly promotion: number | undefined;
  /** Milliseconds of the first trial's decisions, one at each step. */
  readonly first: number;
}

function measure(spec: PrunerSpec, n: number): Cost {
  const rng = createRng(n);
  const trials = trialsOf(n, rng);
  const pruner = createPruner(spec, { epochs });
  const first = timeOfTrial(pruner, trials, rng).deciding;
  // The best of several rounds: other work on the machine only ever adds time.
  let [deciding, promoting] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let round = 0; round < rounds; round++) {
    const times = Array.from({ length: trialsOfRound }, () => timeOfTrial(pruner, trials, rng));
    deciding = Math.min(deciding, times.reduce((sum, time) => sum + time.deciding, 0) / (trialsOfRound * epochs));
    promoting = Math.min(promoting, times.reduce((sum, time) => sum + time.promoting, 0) / trialsOfRound);
  }
  return { decision: 1e3 * deciding, promotion: pruner.promote && 1e3 * promoting, first };
}

/** Runs one more trial to its end: milliseconds of its decisions, and of the question whether one is to be promoted. */
function timeOfTrial(pruner: Pruner, trials: Trial[], rng: Rng): { deciding: number; promoting: number } {
  let trial: RunningTrial = { state: 'running', number: trials.length, params: {}, attempt: 1, reports: [], startedAt: 0 };
  let deciding = 0;
  for (let step = 1; step <= epochs; step++) {
    trial = { ...trial, reports: [...trial.reports, reportOf(step, rng)] };
    trials[trial.number] = trial;
    const start = performance.now();
    pruner.decide({ trial, trials, objective, epochs, studySeed: 1 });
    deciding += performance.now() - start;
  }
  trials[trial.number] = completed(trial);
  const start = performance.now();
  pruner.promote?.({ trials, objective, epochs, studySeed: 1 });
  return { deciding, promoting: performance.now() - start };
}

const columns = [...sizes.map((n) => `n = ${n}`), 'Optuna at 1,000', `first ${epochs} at ${sizes.at(-1)}, ms`, 'promotion'];
console.log(['microseconds a decision'.padEnd(44), ...columns.map((column) => column.padStart(18))].join(''));
for (const { spec, optuna = '' } of candidates) {
  // For the compiler, not for the clock.
  measure(spec, 50);
  const costs = sizes.map((n) => measure(spec, n));
  const last = costs.at(-1) as Cost;
  const cells = [
    ...costs.map(({ decision }) => decision.toFixed(2)),
    optuna,
    last.first.toFixed(1),
    last.promotion?.toFixed(1) ?? '',
  ];
  console.log([JSON.stringify(spec).padEnd(44), ...cells.map((cell) => cell.padStart(18))].join(''));
}
