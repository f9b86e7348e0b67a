/** What a trial becomes: the steps from one state to the next, without the study around them. */
import { lossesOf, type Objective } from '../core/objective.js';
import type { PruneDecision } from '../core/pruner.js';
import {
  type Decision,
  type Metrics,
  type PrunedTrial,
  type RunningTrial,
  repeatMarks,
  type Suggestion,
  type WaitingTrial,
} from '../core/trial.js';

/** How often a trial whose thread or process died runs again: what killed it (another program's hunger for memory) may be over. */
export const defaultRetries = 1;
/** What a trial waits after its first crash, in milliseconds; after each further one twice as long, up to the longest. */
const firstRestMs = 1000;
const longestRestMs = 60_000;

/** When it may be taken up. */
export function restEnd({ crashes = 0, crashedAt }: WaitingTrial): number {
  return crashedAt === undefined
    ? Number.NEGATIVE_INFINITY
    : crashedAt + Math.min(longestRestMs, firstRestMs * 2 ** (crashes - 1));
}

/**
 * What an attempt reported counts no longer, save up to the step after which the next one goes on: `keptStep`, or where there is
 * none, the step after which this one went on itself.
 */
export function toWaiting(trial: RunningTrial, keptStep: number | undefined): WaitingTrial {
  const { number, params, suggestion, attempt, reports, crashes, resumeStep = 0 } = trial;
  const lastStep = keptStep ?? resumeStep;
  const kept = reports.filter(({ step }) => step <= lastStep);
  const what = { number, params, ...repeatMarks(trial), ...whyOf({ suggestion }) };
  const base = { ...what, attempt, reports: kept, ...(crashes !== undefined && { crashes }) };
  return { ...base, state: 'waiting', ...(lastStep > 0 && { resumeStep: lastStep }) };
}

/**
 * The last step after which a trial that is cut off can go on, of those after which it `saved` what it needs for that; undefined
 * where it got no farther than it had been when it went on itself. What it saved but had not reported yet is too far, and so is
 * the step at which it was told to stop: they are for its next attempt to come to.
 */
export function keptStep({ reports, resumeStep = 0 }: RunningTrial, saved: readonly number[]): number | undefined {
  const own = reports.filter(({ step }) => step > resumeStep);
  const stop = own.find(({ decision }) => decision?.verdict === 'prune' || decision?.verdict === 'pause');
  const end = stop?.step ?? (own.at(-1)?.step ?? 0) + 1;
  const possible = saved.filter((step) => step > resumeStep && step < end);
  return possible.length === 0 ? undefined : Math.max(...possible);
}

/** A paused trial that goes on from where it was. */
export function promote({ number, params, suggestion, attempt, reports }: PrunedTrial, at: number): RunningTrial {
  const resumeStep = reports.at(-1)?.step ?? 0;
  return { state: 'running', number, params, ...whyOf({ suggestion }), attempt: attempt + 1, reports, resumeStep, startedAt: at };
}

/** What a trial that ran to its end has come to: without a finite objective there is nothing to rank it by. */
export function verdictOn(metrics: Metrics, objectives: readonly Objective[]) {
  const missing = objectives.find(({ metric }) => metrics[metric] === undefined);
  if (missing) {
    const names = Object.keys(metrics).join(', ') || 'none';
    return {
      state: 'failed',
      reason: 'error',
      message: `Expected the metric "${missing.metric}" in the trial's result, got ${names}`,
    } as const;
  }
  const diverged = objectives.find(({ metric }) => !Number.isFinite(metrics[metric]));
  if (diverged) {
    return { state: 'failed', reason: 'diverged', message: `${diverged.metric} is ${metrics[diverged.metric]}` } as const;
  }
  return { state: 'complete', metrics, loss: lossesOf(objectives, metrics)[0] as number } as const;
}

/** As it stands in the trial's report, for good. */
export function recordOf(decision: PruneDecision): { decision?: Decision } {
  const { numbers } = decision;
  if (numbers === undefined) return {};
  const stopped = decision.prune && (decision.pause ? 'pause' : 'prune');
  return { decision: { verdict: stopped || (!decision.prune && decision.audited ? 'audited' : 'continue'), numbers } };
}

/** Left out where no model proposed the parameters. */
export function whyOf({ suggestion }: { readonly suggestion: Suggestion | undefined }): { suggestion?: Suggestion } {
  return suggestion === undefined ? {} : { suggestion };
}
