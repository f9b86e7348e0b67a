import type { Choice } from '../../core/distribution.js';
import { derivedOf } from '../../core/search-space.js';
import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf } from '../../core/study-spec.js';
import { type Decision, isFinished, type Params, stepsOf, type Trial, workedMs } from '../../core/trial.js';
import { rowOf } from '../../study/leaderboard.js';
import { stateText } from '../../study/state-text.js';
import { emptyTally, tallied } from '../../study/tally.js';
import { numberText } from '../wording.js';

/** What the page shows of a trial that is picked, and filters by: plain data, unpacked at the first pick or filter. */
export interface TrialDetails {
  /** Names in the study's order; a parameter that not every trial has is among them. */
  readonly parameters: readonly string[];
  /** The objectives first. */
  readonly metrics: readonly string[];
  /** What `filed` may be. */
  readonly states: readonly string[];
  /** In number order. */
  readonly trials: readonly TrialDetail[];
}

export interface TrialDetail {
  readonly number: number;
  readonly filed: string;
  /** The state in words. */
  readonly state: string;
  readonly params: Params;
  /** What follows from the parameters. */
  readonly derived: Params;
  readonly metrics: Numbers;
  /** Of the winner and of final retrainings: on test data. */
  readonly test?: Numbers;
  readonly steps: number;
  readonly attempt: number;
  /** Milliseconds since the epoch. */
  readonly startedAt?: number;
  readonly finishedAt?: number;
  /** Without pauses. */
  readonly workedMs?: number;
  /** Of a failed trial. */
  readonly reason?: string;
  /** Of a pruned or failed trial: why. */
  readonly explanation?: string;
  readonly suggestion?: { readonly by: string; readonly numbers: Numbers };
  /** The last ones of the pruner. */
  readonly decisions: readonly DecisionDetail[];
  /** Of a repeat: the trial whose parameters it has. */
  readonly repeatOf?: number;
  readonly round?: number;
}

interface DecisionDetail {
  readonly step: number;
  readonly verdict: Decision['verdict'];
  readonly numbers: Numbers;
}

/** What is not finite comes as text, which JSON has no number for. */
type Numbers = Readonly<Record<string, number | string>>;

/** Of all trials together; a pruner that looks at every epoch would else decide how large the page is. */
const mostDecisions = 8000;
const fewestDecisionsOfOne = 2;

export function trialDetails({ spec, trials, test, finalTests = [] }: StudyRecord): TrialDetails {
  const share = Math.max(fewestDecisionsOfOne, Math.floor(mostDecisions / Math.max(1, trials.length)));
  const tests = new Map([...(test ? [test] : []), ...finalTests].map(({ trialNumber, metrics }) => [trialNumber, metrics]));
  const details = trials.map((trial): TrialDetail => {
    const { metrics = {}, explanation, durationMs, ...row } = rowOf(trial);
    const measured = tests.get(trial.number);
    return {
      number: trial.number,
      filed: tallied(trial),
      state: stateText(row),
      params: shortened(trial.params),
      derived: shortened(derivedOf(spec.space, trial.params)),
      metrics: digits(metrics),
      ...(measured && { test: digits(measured) }),
      steps: stepsOf(trial),
      attempt: trial.attempt,
      ...(trial.state !== 'waiting' && { startedAt: trial.startedAt }),
      ...(isFinished(trial) && { finishedAt: trial.finishedAt, workedMs: workedMs(trial) }),
      ...(trial.state === 'failed' && { reason: trial.reason }),
      ...(explanation !== undefined && { explanation }),
      ...(trial.suggestion && { suggestion: { by: trial.suggestion.by, numbers: digits(trial.suggestion.numbers) } }),
      decisions: decisionsOf(trial).slice(-share),
      ...(trial.repeatOf !== undefined && { repeatOf: trial.repeatOf }),
      ...(trial.round !== undefined && { round: trial.round }),
    };
  });
  const objectives = objectivesOf(spec).map(({ metric }) => metric);
  return {
    parameters: spec.space.parameters.map(({ name }) => name),
    metrics: [...new Set([...objectives, ...details.flatMap(({ metrics }) => Object.keys(metrics))])],
    states: Object.keys(emptyTally),
    trials: details,
  };
}

function decisionsOf({ reports }: Trial): DecisionDetail[] {
  return reports.flatMap(({ step, decision }) =>
    decision ? [{ step, verdict: decision.verdict, numbers: digits(decision.numbers) }] : [],
  );
}

function digits(numbers: Readonly<Record<string, number>>): Numbers {
  return Object.fromEntries(
    Object.entries(numbers).map(([name, value]) => [name, Number.isFinite(value) ? sixDigits(value) : numberText(value)]),
  );
}

function shortened(params: Params): Params {
  const short = (value: Choice) => (typeof value === 'number' ? sixDigits(value) : value);
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, short(value)]));
}

/** Beyond what a cell of the table shows, short of binary noise. Whole numbers stay as they are. */
function sixDigits(value: number): number {
  return Number.isInteger(value) ? value : Number(value.toPrecision(6));
}
