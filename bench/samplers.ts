/**
 * How good the best of 50, 100 and 200 trials is, by sampler and problem, and how long a suggestion takes.
 * Medians over 20 seeds. Optuna's stand beside ours where `../shared/baselines/optuna-quality.json` is present.
 */
import { existsSync, readFileSync } from 'node:fs';
import type { SamplerSpec, StudySpec } from '../src/core/study-spec.js';
import { median } from '../src/math/statistics.js';
import { Study } from '../src/study/study.js';
import { type Problem, problems } from './functions.js';

const seeds = Array.from({ length: 20 }, (_, i) => i);
const marks = [50, 100, 200] as const;
/** Our name, its settings, and Optuna's name for the same. */
const samplers: readonly (readonly [name: string, spec: SamplerSpec, reference: string])[] = [
  ['random', { type: 'random' }, 'random'],
  ['tpe', { type: 'tpe' }, 'tpe'],
  ['tpe univariate', { type: 'tpe', multivariate: false }, 'tpe-uni'],
];

/** Best values by problem, sampler, seed and number of trials. */
type Reference = Record<string, Record<string, Record<string, Record<string, number>>>>;

function readReference(): Reference {
  const url = new URL('../../shared/baselines/optuna-quality.json', import.meta.url);
  return existsSync(url) ? JSON.parse(readFileSync(url, 'utf8')) : {};
}

function studyOf(problem: Problem, sampler: SamplerSpec, seed: number): Study {
  const spec: StudySpec = {
    name: 'bench',
    objective: { metric: 'value', goal: 'minimize' },
    space: problem.space,
    sampler,
    pruner: { type: 'none' },
    budget: {},
    seed,
    task: { kind: 'inline' },
  };
  return new Study(spec);
}

/** The best value after each of `marks`. */
function bestValues(problem: Problem, sampler: SamplerSpec, seed: number): number[] {
  const study = studyOf(problem, sampler, seed);
  const values: number[] = [];
  for (let n = 1; n <= Math.max(...marks); n++) {
    const trial = study.ask(n);
    if (trial === 'exhausted') break;
    study.tell(trial.number, { kind: 'complete', metrics: { value: problem.evaluate(trial.params) } }, n);
    if (marks.some((mark) => mark === n)) values.push(study.incumbent?.loss as number);
  }
  return values;
}

function printQuality(): void {
  const reference = readReference();
  const wins = new Map<string, [won: number, of: number]>();
  console.log(`problem        sampler          ${marks.map((mark) => `n=${mark} ours   Optuna  `).join('  ')}`);
  for (const [name, problem] of Object.entries(problems)) {
    for (const [sampler, spec, referenceName] of samplers) {
      const runs = seeds.map((seed) => bestValues(problem, spec, seed));
      const cells = marks.map((mark, m) => {
        const ours = runs.map((values) => values[m] as number);
        const theirs = Object.values(reference[name]?.[referenceName] ?? {}).map((values) => values[mark] as number);
        const [won, of] = wins.get(sampler) ?? [0, 0];
        // Every pair of one of our runs and one of theirs: the seeds of the two have nothing in common.
        const pairs = ours.flatMap((a) => theirs.map((b): number => (a < b ? 1 : a === b ? 0.5 : 0)));
        wins.set(sampler, [won + pairs.reduce((sum, win) => sum + win, 0), of + pairs.length]);
        return [median(ours), theirs.length > 0 ? median(theirs) : Number.NaN]
          .map((value) => value.toPrecision(4).padStart(9))
          .join('');
      });
      console.log(`${name.padEnd(14)} ${sampler.padEnd(14)} ${cells.join('  ')}`);
    }
  }
  for (const [sampler, [won, of]] of wins) {
    if (of > 0) console.log(`${sampler}: better than Optuna's in ${((100 * won) / of).toFixed(1)} % of pairs of runs`);
  }
}

/** Milliseconds for one suggestion, with n finished trials of 4 parameters. */
function printTimes(): void {
  const { space } = problems.m1;
  const problem = { space: { parameters: space.parameters.slice(0, 4) } };
  console.log('\nms per suggestion, 4 parameters (2 floats, 2 categorical)');
  for (const [sampler, spec] of samplers) {
    const times = [100, 1000].map((trials) => {
      const study = studyOf({ ...problem, minimum: 0, evaluate: () => 0 }, spec, 1);
      const durations: number[] = [];
      for (let n = 0; n < trials + 100; n++) {
        const start = performance.now();
        const trial = study.ask(n);
        if (n >= trials) durations.push(performance.now() - start);
        if (trial === 'exhausted') break;
        const value = (Math.log10(trial.params.lr as number) + 3) ** 2 + (trial.params.dropout as number);
        study.tell(trial.number, { kind: 'complete', metrics: { value } }, n);
      }
      return `n=${trials}: ${median(durations).toFixed(3)}`;
    });
    console.log(`${sampler.padEnd(14)} ${times.join('   ')}`);
  }
}

printQuality();
printTimes();
