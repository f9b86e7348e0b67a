import { fileURLToPath } from 'node:url';
import type { Choice } from '../core/distribution.js';
import type { EndReason, StudyEvent } from '../core/events.js';
import { fromLoss, type Objective } from '../core/objective.js';
import type { Prior } from '../core/search-space.js';
import { objectivesOf, type StudySpec } from '../core/study-spec.js';
import type { Metrics, Params, Trial } from '../core/trial.js';
import { incumbent } from '../study/leaderboard.js';
import { specFromObject } from '../sweep-file/index.js';
import type { ObjectiveFunction } from '../trials/trial-handle.js';
import { beginStudy } from './begin.js';
import { runSession } from './run-session.js';
import { inlineExecutor, type SessionExecutor, workerExecutor } from './session-executor.js';

/** A parameter as in a sweep file. */
export interface ParameterOptions {
  readonly min?: number;
  readonly max?: number;
  readonly log?: boolean;
  /** On a range with `log`: the ratio of neighbouring values, or the preferred numbers of each decade. */
  readonly step?: number | '1-3-10' | '1-2-5';
  readonly values?: readonly Choice[];
  /** The values have neighbours, as they stand. */
  readonly ordered?: boolean;
  readonly value?: Choice;
  readonly probabilities?: readonly number[];
  /** One of W&B's, with its keys. */
  readonly distribution?: string;
  readonly q?: number;
  readonly mu?: number;
  readonly sigma?: number;
  readonly a?: number;
  readonly b?: number;
  /** Where good values are expected; it fades as evidence grows. `confidence` is medium when left out. */
  readonly prior?: Choice | { readonly centre: Choice; readonly confidence?: Prior['confidence'] };
  /** A CEL expression over other parameters: `optimizer == 'sgd'`. */
  readonly when?: string;
}

/** What a trial's function is given: numbers from ranges, choices as they stand; one with a condition may be absent. */
export type ParamsOf<S extends Readonly<Record<string, ParameterOptions>>> = {
  readonly [Name in keyof S]: S[Name] extends { when: string } ? ValueOf<S[Name]> | undefined : ValueOf<S[Name]>;
};

/** Derived values beside them; one that reads an absent parameter is absent, too. */
type DerivedOf<D> = { readonly [Name in keyof D]: Choice | undefined };

type ValueOf<P> = P extends { values: readonly (infer Value)[] } ? Value : P extends { value: infer Value } ? Value : number;

interface MetricOptions {
  readonly name: string;
  readonly goal: Objective['goal'];
  readonly target?: number;
}

/** The keys of a sweep file, and what only code can give. */
export interface OptimizeOptions<
  S extends Readonly<Record<string, ParameterOptions>> = Readonly<Record<string, ParameterOptions>>,
  D extends Readonly<Record<string, string>> = Readonly<Record<never, string>>,
> {
  /** `study` when left out. A name that is taken gets a number: an old study is never touched. */
  readonly name?: string;
  /** Several are searched for the best compromises. */
  readonly metric: MetricOptions | readonly MetricOptions[];
  readonly parameters: S;
  /** What all trials fulfil: CEL conditions such as `warmup + decay <= 1`. */
  readonly constraints?: readonly string[];
  /** What follows from the parameters, by name, as CEL expressions such as `epochs * 100`: trials see it beside them. */
  readonly derived?: D;
  /**
   * What to optimise: a function, called in this process, or the URL of a module whose default export is one, called in
   * worker threads, `workers` at a time.
   */
  readonly objective: ObjectiveFunction<ParamsOf<S> & DerivedOf<D>> | URL;
  /** The most steps that a trial reports: for progress bars. */
  readonly epochs?: number;
  readonly method?: string | { readonly type: string; readonly [option: string]: unknown };
  readonly early_terminate?: string | { readonly type: string; readonly [option: string]: unknown };
  readonly run_cap?: number;
  readonly budget?: {
    readonly trials?: number;
    readonly time?: number | string;
    readonly epochs?: number;
    readonly target?: number;
    readonly plateau?: number;
    readonly regret?: number | 'noise';
  };
  /** After the search its best configurations (`top`, 5 when left out) run under so many seeds each: 1 when left out, no more than once. */
  readonly repeats?: number | { readonly seeds: number; readonly top?: number | 'all'; readonly drop?: boolean };
  /** In the end the best configurations (3) are trained anew, each under so many fresh seeds (5). */
  readonly finalize?: { readonly top?: number; readonly seeds?: number };
  readonly seed?: number;
  readonly workers?: number;
  /** Of a module's trials: what they compute on, such as `cuda:0`; `per_device` trials at a time on each. */
  readonly devices?: string | readonly string[];
  readonly per_device?: number;
  /** Of one trial: seconds, or text such as `30m`. */
  readonly timeout?: number | string;
  /** A file with the trials of another study, which the sampler learns from (docs/other-tools.md). */
  readonly warm_start?: string | { readonly file: string; readonly study?: string };
  /** Where the study's folder is made; `results` when left out. */
  readonly results?: string;
  readonly onEvent?: (event: StudyEvent) => void;
  /** Aborting it ends the study with everything saved. */
  readonly signal?: AbortSignal;
}

export interface BestTrial {
  readonly number: number;
  readonly params: Params;
  /** The objective's metric, in its own units. */
  readonly value: number;
  readonly metrics: Metrics;
}

export interface OptimizeResult {
  /** Undefined when no trial was complete. */
  readonly best: BestTrial | undefined;
  readonly trials: readonly Trial[];
  readonly reason: EndReason;
  /** The study's folder, with its reports; there is none of a study that was ended before its first trial. */
  readonly folder: string;
}

/**
 * Searches from code what `hypersweep run` searches from a file; the study is kept, and its reports are written, all the same.
 * @throws UsageError that lists everything that is wrong with the options, before anything runs.
 */
export async function optimize<
  const S extends Readonly<Record<string, ParameterOptions>>,
  const D extends Readonly<Record<string, string>> = Readonly<Record<never, string>>,
>(options: OptimizeOptions<S, D>): Promise<OptimizeResult> {
  const {
    objective: given,
    epochs,
    results = 'results',
    onEvent = () => {},
    signal = new AbortController().signal,
    ...keys
  } = options;
  // Its parameters are those of `parameters`, which the type says and the code below need not know.
  const objective = given as ObjectiveFunction | URL;
  const sweep = { name: 'study', ...keys, task: taskOf(objective, epochs) };
  const { spec, warnings } = specFromObject(sweep, 'optimize()');
  const atHand = beginStudy({
    spec,
    sweepText: '',
    origin: { baseFolder: process.cwd(), changes: {}, options: sweep },
    resultsFolder: results,
  });
  const executor = await executorOf(objective, atHand.spec);
  const { reason, record } = await runSession(atHand, { emit: onEvent, signal, executor, warnings });
  return { best: bestOf(spec, record.trials), trials: record.trials, reason, folder: atHand.open.folder.root };
}

function taskOf(objective: ObjectiveFunction | URL, epochs: number | undefined) {
  const steps = epochs === undefined ? {} : { epochs };
  return objective instanceof URL ? { type: 'module', file: fileURLToPath(objective), ...steps } : { type: 'inline', ...steps };
}

async function executorOf(objective: ObjectiveFunction | URL, spec: StudySpec): Promise<SessionExecutor> {
  return objective instanceof URL ? await workerExecutor(spec, 'auto') : inlineExecutor(objective, spec);
}

function bestOf(spec: StudySpec, trials: readonly Trial[]): BestTrial | undefined {
  const best = incumbent(trials, objectivesOf(spec));
  if (best === undefined) return undefined;
  return { number: best.number, params: best.params, value: fromLoss(spec.objective, best.loss), metrics: best.metrics };
}
