import type { Progress, TrialOutcome } from '../core/executor.js';
import type { FailureReason, Metrics } from '../core/trial.js';

/**
 * What a trial tells comes from a thread or a process in which a user's code runs, and may be anything. What is not as it was
 * agreed on harms no study here: a trial that reports or ends so fails, and progress that cannot be shown is passed over.
 */

/** What is wrong with a report; undefined when nothing is. `lastStep`: of the report before, 0 without one. */
export function faultOfReport(step: unknown, metrics: unknown, lastStep: number): string | undefined {
  if (!Number.isSafeInteger(step) || (step as number) <= lastStep) {
    return `told a report that is out of order: expected a whole step above ${lastStep}, got ${inShort(step)}`;
  }
  return isMetrics(metrics) ? undefined : `told a report that cannot be read: expected metrics, got ${inShort(metrics)}`;
}

export function isProgress(progress: unknown): progress is Progress {
  if (!isPlainObject(progress)) return false;
  const { step, steps = 1, fraction, examplesPerSecond = 0 } = progress;
  return isCount(step) && isCount(steps) && isShare(fraction) && isMeasure(examplesPerSecond);
}

/** The outcome as it came, or the failure that it is where it cannot be read. */
export function readOutcome(outcome: unknown): TrialOutcome {
  if (isPlainObject(outcome)) {
    const { kind, metrics, reason, message } = outcome;
    if (kind === 'pruned' || kind === 'interrupted') return { kind };
    if (kind === 'complete' && isMetrics(metrics)) return { kind, metrics };
    if (kind === 'failed' && isReason(reason) && typeof message === 'string') return { kind, reason, message: clipped(message) };
  }
  return broken(`ended in a way that cannot be read: ${inShort(outcome)}`);
}

/** Of a trial that broke what was agreed on. */
export function broken(message: string): Extract<TrialOutcome, { kind: 'failed' }> {
  return { kind: 'failed', reason: 'error', message };
}

export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isMetrics(value: unknown): value is Metrics {
  return isPlainObject(value) && Object.values(value).every((metric) => typeof metric === 'number');
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isShare(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= 1;
}

function isMeasure(value: unknown): boolean {
  return Number.isFinite(value) && (value as number) >= 0;
}

const reasons: Readonly<Record<FailureReason, true>> = {
  error: true,
  diverged: true,
  'out-of-memory': true,
  timeout: true,
  crashed: true,
  stopped: true,
};

function isReason(value: unknown): value is FailureReason {
  return typeof value === 'string' && Object.hasOwn(reasons, value);
}

/** An error may say as much as it likes, but a row, a frame and a report have to hold it. In characters. */
const longestMessage = 10_000;

function clipped(message: string): string {
  return message.length <= longestMessage ? message : `${message.slice(0, longestMessage)} ... (${message.length} characters)`;
}

/** Of values, which may be very large, no more than their kind; of short ones themselves. */
function inShort(value: unknown): string {
  if (typeof value === 'string') return value.length > 40 ? 'a text' : JSON.stringify(value);
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? 'a list' : 'an object';
  return String(value);
}
