/**
 * How good the best of 50, 100 and 200 trials is, by sampler and problem, beside Optuna's sampler of the same kind where
 * `../shared/baselines/optuna-quality.json` is present.
 *
 *   npx tsx bench/samplers.ts [samplers...] [--functions branin,m1] [--seeds 20]
 *
 * A sampler is a registered name with options after colons: `random tpe tpe:multivariate=false`. A cell is one problem after one
 * number of trials. Lower values are better; p is that of a two-sided signed-rank test of the pairs with the same seed.
 */
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { quantileSorted } from 'simple-statistics';
import type { SamplerSpec, StudySpec } from '../src/core/study-spec.js';
import { signedRankPValue } from '../src/math/wilcoxon.js';
import { Study } from '../src/study/study.js';
import { type Problem, problems } from './functions.js';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { functions: { type: 'string' }, seeds: { type: 'string', default: '20' } },
});
const seeds = Array.from({ length: Number(flags.seeds) }, (_, seed) => seed);
const marks = [50, 100, 200] as const;
type Mark = (typeof marks)[number];

/** Optuna's name for the same kind of sampler; ours of other names are compared with the best of all of Optuna's. */
const counterparts: Readonly<Record<string, string>> = {
  random: 'random',
  sobol: 'qmc',
  tpe: 'tpe',
  'tpe:multivariate=false': 'tpe-uni',
  cmaes: 'cmaes',
  gp: 'gp',
};

/** Best values by problem, sampler, seed and number of trials. */
type Reference = Record<string, Record<string, Record<string, Partial<Record<Mark, number>>>>>;

interface Cell {
  readonly ours: readonly number[];
  /** Empty where Optuna was not measured. */
  readonly theirs: readonly number[];
}

function readReference(): Reference {
  const url = new URL('../../shared/baselines/optuna-quality.json', import.meta.url);
  return existsSync(url) ? JSON.parse(readFileSync(url, 'utf8')) : {};
}

/** `tpe:group=true:candidates=48`. */
function specOf(sampler: string): SamplerSpec {
  const [type = '', ...options] = sampler.split(':');
  const entries = options.map((option) => {
    const [name = '', value = ''] = option.split('=');
    return [name, value === 'true' || value === 'false' ? value === 'true' : Number(value)];
  });
  return { type, ...Object.fromEntries(entries) };
}

/** The best value after each of `marks`. */
function bestValues(problem: Problem, sampler: SamplerSpec, seed: number): number[] {
  const spec: StudySpec = {
    name: 'bench',
    objective: { metric: 'value', goal: 'minimize' },
    space: problem.space,
    sampler,
    pruner: { type: 'none' },
    budget: { trials: Math.max(...marks) },
    seed,
    task: { kind: 'inline' },
  };
  const study = new Study(spec);
  const bests: number[] = [];
  let best = Number.POSITIVE_INFINITY;
  for (let n = 1; n <= Math.max(...marks); n++) {
    const trial = study.ask(n);
    if (trial === 'exhausted') break;
    const value = problem.evaluate(trial.params);
    best = Math.min(best, value);
    study.tell(trial.number, { kind: 'complete', metrics: { value } }, n);
    if (marks.some((mark) => mark === n)) bests.push(best);
  }
  return bests;
}

function theirValues(reference: Reference, problem: string, sampler: string, mark: Mark): number[] {
  const bySampler = reference[problem] ?? {};
  const valuesOf = (name: string) =>
    Object.values(bySampler[name] ?? {}).flatMap((values) => (values[mark] === undefined ? [] : [values[mark]]));
  const counterpart = counterparts[sampler];
  if (counterpart !== undefined) return valuesOf(counterpart);
  const all = Object.keys(bySampler)
    .map(valuesOf)
    .filter((values) => values.length > 0);
  return all.length === 0 ? [] : all.reduce((a, b) => (quartile(a, 0.5) <= quartile(b, 0.5) ? a : b));
}

function quartile(values: readonly number[], p: number): number {
  return quantileSorted(
    values.toSorted((a, b) => a - b),
    p,
  );
}

function describe({ ours, theirs }: Cell): string {
  const shown = (value: number) => value.toPrecision(4);
  const ourMedian = shown(quartile(ours, 0.5)).padStart(9);
  if (theirs.length === 0) return ourMedian;
  const spread = `${shown(quartile(theirs, 0.5))} [${shown(quartile(theirs, 0.25))}..${shown(quartile(theirs, 0.75))}]`;
  return `${ourMedian}  ${spread.padEnd(30)} ${verdict({ ours, theirs }).padEnd(9)} p=${pairedP({ ours, theirs }).toFixed(3)}`;
}

/** Two-sided, of as many seeds as both have. */
function pairedP({ ours, theirs }: Cell): number {
  const differences = theirs.slice(0, ours.length).map((value, i) => value - (ours[i] as number));
  return Math.min(1, 2 * Math.min(signedRankPValue(differences), signedRankPValue(differences.map((value) => -value))));
}

/** By our median: `better` or `equal`, `within` the interquartile range of theirs, or `behind` it. */
function verdict({ ours, theirs }: Cell): 'better' | 'equal' | 'within' | 'behind' {
  const median = quartile(ours, 0.5);
  if (median === quartile(theirs, 0.5)) return 'equal';
  if (median < quartile(theirs, 0.5)) return 'better';
  return median <= quartile(theirs, 0.75) ? 'within' : 'behind';
}

function printSummary(sampler: string, cells: readonly Cell[]): void {
  const compared = cells.filter(({ theirs }) => theirs.length > 0);
  if (compared.length === 0) return;
  const count = (...kinds: string[]) => compared.filter((cell) => kinds.includes(verdict(cell))).length;
  const significant = compared.filter((cell) => pairedP(cell) < 0.05);
  const ahead = significant.filter((cell) => verdict(cell) === 'better').length;
  console.log(
    `${sampler}: better or equal on ${count('better', 'equal')} of ${compared.length} cells, within the interquartile range or ` +
      `better on ${count('better', 'equal', 'within')}; at p < 0.05 better on ${ahead}, worse on ${significant.length - ahead}`,
  );
}

const reference = readReference();
const chosen = positionals.length > 0 ? positionals : ['random', 'tpe', 'tpe:multivariate=false'];
const functions = flags.functions?.split(',') ?? Object.keys(problems);
for (const sampler of chosen) {
  const cells: Cell[] = [];
  console.log(`${sampler}, ${seeds.length} seeds${' '.repeat(4)}problem, trials, our median, Optuna's [interquartile range]`);
  for (const name of functions) {
    const problem = problems[name as keyof typeof problems];
    if (problem === undefined) throw new Error(`Expected one of ${Object.keys(problems).join(', ')}, got ${name}`);
    const runs = seeds.map((seed) => bestValues(problem, specOf(sampler), seed));
    marks.forEach((mark, m) => {
      const cell = { ours: runs.map((values) => values[m] as number), theirs: theirValues(reference, name, sampler, mark) };
      cells.push(cell);
      console.log(`${name.padEnd(12)} ${String(mark).padStart(4)} ${describe(cell)}`);
    });
  }
  printSummary(sampler, cells);
}
