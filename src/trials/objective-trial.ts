import type { TrialJob, TrialOutcome } from '../core/executor.js';
import type { Metrics } from '../core/trial.js';
import { checkMetrics, type LinkedHandle } from './linked-handle.js';
import type { ObjectiveFunction } from './trial-handle.js';

/** Runs a user's function as a trial. What it throws goes to the caller. */
export async function runObjective(objective: ObjectiveFunction, job: TrialJob, handle: LinkedHandle): Promise<TrialOutcome> {
  const result = await objective(handle);
  await handle.settled();
  if (handle.toldToStop) return { kind: 'pruned' };
  const { metric } = job.objective;
  const metrics = finalMetrics(result, handle.lastMetrics, metric);
  const value = metrics[metric] as number;
  if (Number.isFinite(value)) return { kind: 'complete', metrics };
  return { kind: 'failed', reason: 'diverged', message: `${metric} is ${value}` };
}

/** A number is the objective's metric; a function that returns nothing means its last report. */
function finalMetrics(result: unknown, lastReport: Metrics | undefined, metric: string): Metrics {
  if (typeof result === 'number') return { ...lastReport, [metric]: result };
  const metrics = result ?? lastReport;
  if (metrics === undefined)
    throw new TypeError('Expected the function to return a number or metrics, or to report some; it did neither');
  checkMetrics(metrics);
  if (!(metric in metrics)) {
    throw new TypeError(`Expected the metric "${metric}" among the results, got ${Object.keys(metrics).join(', ') || 'none'}`);
  }
  return metrics;
}
