import type { Confusions, WinnerConfusions } from '../core/confusion.js';
import { fromLoss, type Objective } from '../core/objective.js';
import type { StudyStatus } from '../core/store.js';
import type { Environment, StudyRecord } from '../core/study-record.js';
import { type Budget, objectivesOf, type PrunerSpec, type SamplerSpec, type StudySpec } from '../core/study-spec.js';
import { type Metrics, type Params, stepsOf, type Trial } from '../core/trial.js';
import { type AuditFindings, auditFindings } from '../study/audit-findings.js';
import { type Importance, importance } from '../study/importance.js';
import { incumbent, leaderboard } from '../study/leaderboard.js';
import { type SearchGain, searchGain } from '../study/search-gain.js';
import { type Tally, tallyOf } from '../study/tally.js';
import { type Certainty, certaintyOf } from './certainty.js';
import { reproduceCommand } from './reproduction.js';

/** A study in figures: what `summary.json` has, and a little more there (json.ts). Numbers that are not finite are written as null there. */
export interface Summary {
  readonly name: string;
  readonly description: string | null;
  readonly metric: string;
  readonly goal: 'minimize' | 'maximize';
  readonly status: StudyStatus;
  /** How many trials are in each state; the paused, which could have gone on, apart from the pruned. */
  readonly trials: { readonly total: number } & Tally;
  /** The complete trial with the best value on the validation data; null when no trial is complete. */
  readonly best: BestTrial | null;
  /** Of several objectives. */
  readonly objectives?: readonly Objective[];
  /** Of several objectives: the numbers of the trials on the Pareto front, the best first. */
  readonly front?: readonly number[];
  /** The winner's measurements on the test data, which played no part in choosing it. */
  readonly test: { readonly trial: number; readonly metrics: Metrics } | null;
  /** Of a study with repeats: what fresh seeds say of the best configurations. */
  readonly certainty?: Certainty;
  /** What the search's best is beside random search's, where at least five trials were drawn at random. */
  readonly randomSearch?: RandomSearch;
  /** What the winner takes for what, of classifiers. */
  readonly confusions?: Confusions & { readonly trial: number };
  readonly epochs: {
    /** Steps that all trials together reported. */
    readonly spent: number;
    /** Steps that pruned trials had left to their last one; null when the study does not know how many a trial takes. */
    readonly savedByPruning: number | null;
  };
  /** How often the pruner was wrong, where audited trials ran on to show it. */
  readonly audit?: AuditFindings;
  /** How much each parameter matters, the most important first; empty when too few trials are complete to tell. */
  readonly importance: readonly Importance[];
  /** Of all runs of the study together. */
  readonly elapsedMs: number;
  /** ISO 8601. */
  readonly createdAt: string;
  readonly seed: number;
  readonly sampler: SamplerSpec;
  readonly pruner: PrunerSpec;
  /** What the two chose where the choice was left to them, a sentence each. */
  readonly choices?: readonly string[];
  /** What was doubtful about the data before the first trial, a sentence or two each. */
  readonly dataWarnings?: readonly string[];
  readonly budget: Budget;
  readonly environment: Environment | null;
  /** The command that runs the study again; null for a study started from code. */
  readonly reproduce: string | null;
}

/** From the trials that were drawn at random (study/search-gain.ts). */
interface RandomSearch {
  readonly trials: number;
  /** The best value of so many. */
  readonly best: number;
  /** How much better the search's best value of one seed is. */
  readonly gain: number;
  /** How many of them came as far as the search's best. */
  readonly reached: number;
  /** With 95 % confidence no larger share of random trials comes as far. */
  readonly shareAtMost: number;
}

export interface BestTrial {
  readonly trial: number;
  /** Of the objective's metric, in its own sign: the one that the search saw. */
  readonly value: number;
  /** With fresh seeds: what to expect when it is trained once more, without the luck that made it the best. */
  readonly expected?: number;
  readonly params: Params;
  /** All that the trial measured. */
  readonly metrics: Metrics;
}

export function summarise(record: StudyRecord): Summary {
  const { spec, trials } = record;
  const objectives = objectivesOf(spec);
  const audit = auditFindings(trials, objectives);
  const certainty = certaintyOf(record);
  const gain = objectives.length > 1 ? undefined : searchGain(trials);
  return {
    name: spec.name,
    description: spec.description ?? null,
    metric: spec.objective.metric,
    goal: spec.objective.goal,
    status: record.status,
    trials: { total: trials.length, ...tallyOf(trials) },
    best: bestTrial(record, certainty),
    ...(objectives.length > 1 && {
      objectives,
      front: leaderboard(trials, objectives).flatMap(({ front, trialNumber }) => (front === 1 ? [trialNumber] : [])),
    }),
    test: record.test ? { trial: record.test.trialNumber, metrics: record.test.metrics } : null,
    ...(certainty && { certainty }),
    ...(gain && !gain.isTooFew && { randomSearch: randomSearchOf(gain, spec.objective) }),
    ...(record.confusions && { confusions: confusionsOf(record.confusions) }),
    epochs: {
      spent: trials.reduce((sum, trial) => sum + stepsOf(trial), 0),
      savedByPruning: epochsSavedByPruning(spec, trials),
    },
    ...(audit && { audit }),
    importance: importance(spec.space, trials, { objectives }),
    elapsedMs: record.elapsedMs,
    createdAt: new Date(record.createdAt).toISOString(),
    seed: spec.seed,
    sampler: spec.sampler,
    pruner: spec.pruner,
    ...(record.choices && { choices: record.choices }),
    ...(record.dataWarnings && { dataWarnings: record.dataWarnings }),
    budget: spec.budget,
    environment: record.environment ?? null,
    reproduce: reproduceCommand(record) ?? null,
  };
}

function randomSearchOf({ drawn, expectedBest, best, reached, shareAtMost }: SearchGain, objective: Objective): RandomSearch {
  const ofAll = expectedBest.at(-1) as number;
  return { trials: drawn, best: fromLoss(objective, ofAll), gain: ofAll - best, reached, shareAtMost };
}

function confusionsOf({ trialNumber, ...confusions }: WinnerConfusions): Summary['confusions'] {
  return { trial: trialNumber, ...confusions };
}

function bestTrial({ spec, trials }: StudyRecord, certainty: Certainty | undefined): BestTrial | null {
  const best = incumbent(trials, objectivesOf(spec));
  if (!best) return null;
  const isSure = certainty?.configurations[0]?.trial === best.number;
  return {
    trial: best.number,
    value: fromLoss(spec.objective, best.loss),
    ...(isSure && { expected: certainty.expected }),
    params: best.params,
    metrics: best.metrics,
  };
}

/** An upper bound: a trial that was pruned might also have stopped early by itself. */
function epochsSavedByPruning(spec: StudySpec, trials: readonly Trial[]): number | null {
  const mostEpochs = spec.task.epochs;
  if (mostEpochs === undefined) return null;
  let saved = 0;
  for (const trial of trials) {
    if (trial.state !== 'pruned') continue;
    const own = trial.params.epochs;
    saved += Math.max(0, Math.min(mostEpochs, typeof own === 'number' ? own : mostEpochs) - stepsOf(trial));
  }
  return saved;
}
