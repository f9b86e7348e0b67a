import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, extname, join } from 'node:path';
import { UsageError } from '../../src/core/errors.js';
import { objectivesOf, type StudySpec } from '../../src/core/study-spec.js';
import { createRng, deriveSeed } from '../../src/math/rng.js';
import { beginStudy } from '../../src/session/begin.js';
import { runSession } from '../../src/session/run-session.js';
import { inlineExecutor } from '../../src/session/session-executor.js';
import { Study } from '../../src/study/study.js';
import { parseSweep } from '../../src/sweep-file/index.js';
import { starters } from '../../src/sweep-file/starters/index.js';
import type { TrialHandle } from '../../src/trials/trial-handle.js';
import { mutateSweep, pick } from './mutations.js';

const readySweeps = new URL('../../search-spaces/', import.meta.url);

const everything = `
name: everything
metric: { name: loss, goal: minimize }
task: { type: module, file: objective.mjs, epochs: 4 }
method: { type: tpe }
parameters:
  x: { min: -1.0, max: 1.0 }
  y: { min: 1, max: 9 }
  z: { values: [a, b, 3, true], when: "x > 0.0" }
  rate: { min: 1.0e-5, max: 0.1, log: true, prior: 0.001 }
  w: { distribution: q_normal, mu: 0, sigma: 2, q: 0.5 }
constraints: ["x + double(y) < 9.0"]
derived: { steps: "y * 100" }
early_terminate: { type: asha, min_iter: 1, eta: 2 }
budget: { trials: 20, time: 30m, plateau: 10 }
repeats: 2
timeout: 10m
seed: 7
`;

/** Sweep files as people have them. */
const sweeps: readonly string[] = [
  everything,
  everything.replace('tpe', 'gp'),
  everything.replace('tpe', 'cmaes').replace('asha', 'hyperband'),
  everything.replace('type: tpe', 'type: random').replace('asha, min_iter: 1, eta: 2', 'median'),
  ...Object.values(starters),
  ...readdirSync(readySweeps)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => readFileSync(new URL(name, readySweeps), 'utf8')),
];

/** Puts files and folders where those sweep files look for their data: whether they are there is all that is asked of them. */
export function makeData(place: string): void {
  const paths = sweeps.flatMap((text) => text.match(/\bdata\/[\w./-]+|\bobjective\.m?js/g) ?? []);
  for (const path of paths.map((name) => join(place, name))) {
    if (extname(path) === '') mkdirSync(path, { recursive: true });
    else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, '');
    }
  }
}

export type SweepVerdict = 'refused' | 'searched' | 'run';

/** The sweep file of a seed. */
export function sweepOfSeed(seed: number): string {
  const rng = createRng(deriveSeed(seed, 0, 'fuzz'));
  return mutateSweep(pick(rng, sweeps), rng);
}

interface Trying {
  /** An empty folder; nothing but the study's folder may lie in it afterwards, and nothing at the end. */
  readonly place: string;
  /** See `makeData`. */
  readonly data: string;
  /** As a whole study, with its folder and reports, instead of in memory. */
  readonly wholly: boolean;
}

/**
 * Reads a sweep file, and where it is right searches with it for a few trials. Throws what is neither a mistake that was named nor
 * a search that came to its end.
 */
export async function trySweep(text: string, { place, data, wholly }: Trying): Promise<SweepVerdict> {
  let spec: StudySpec;
  try {
    ({ spec } = parseSweep(text, { fileName: 'sweep.yaml', baseFolder: data }));
  } catch (error) {
    if (error instanceof UsageError) return 'refused';
    throw error;
  }
  const { target, targets, ...budget } = spec.budget;
  const short: StudySpec = { ...spec, budget: { ...budget, trials: 3 }, workers: 1, task: { kind: 'inline', epochs: 3 } };
  if (!wholly) {
    search(short);
    return 'searched';
  }
  await runWhole(short, text, place, data);
  return 'run';
}

/** Of any parameters: falls from step to step. */
function lossAt(params: object, step: number): number {
  return (JSON.stringify(params).length % 17) + 1 / step;
}

function search(spec: StudySpec): void {
  const study = new Study(spec);
  for (let asked = 0; asked < 6; asked++) {
    const trial = study.ask(asked);
    if (trial === 'exhausted') return;
    const metrics = (step: number) =>
      Object.fromEntries(objectivesOf(spec).map(({ metric }) => [metric, lossAt(trial.params, step)]));
    let step = (trial.resumeStep ?? 0) + 1;
    while (step <= 3 && !study.report(trial.number, step, metrics(step)).decision.prune) step++;
    study.tell(trial.number, step <= 3 ? { kind: 'pruned' } : { kind: 'complete', metrics: metrics(3) }, asked);
  }
}

async function runWhole(spec: StudySpec, text: string, place: string, data: string): Promise<void> {
  const results = join(place, 'results');
  mkdirSync(results, { recursive: true });
  const atHand = beginStudy({ spec, sweepText: text, origin: { baseFolder: data, changes: {} }, resultsFolder: results });
  const objective = async (trial: TrialHandle) => {
    const metrics = (step: number) =>
      Object.fromEntries(objectivesOf(spec).map(({ metric }) => [metric, lossAt(trial.params, step)]));
    for (let step = 1; step <= 3; step++) if ((await trial.report(step, metrics(step))) === 'stop') break;
    return metrics(3);
  };
  const signal = AbortSignal.timeout(20_000);
  const { root } = atHand.open.folder;
  await runSession({ ...atHand, spec }, { emit() {}, signal, executor: inlineExecutor(objective, spec) });
  if (signal.aborted) throw new Error('did not come to its end within 20 s');
  const [folder, ...others] = readdirSync(results);
  if (others.length > 0 || folder === undefined || join(results, folder) !== root || readdirSync(place).length > 1) {
    throw new Error(`wrote outside of the study's folder: ${[folder, ...others, ...readdirSync(place)].join(', ')}`);
  }
  if (!statSync(join(root, 'report.html')).isFile()) throw new Error('left no report');
  rmSync(results, { recursive: true });
}
