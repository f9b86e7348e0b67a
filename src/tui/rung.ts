import { courseOf, lastStep } from '../core/course.js';
import { isFinished, type Trial } from '../core/trial.js';
import { count } from './text.js';

/** Numbers of trials that are listed. */
const LISTED = 12;

/**
 * Where a trial was pruned: how many came to that step by now, and which of them were let on. Undefined for a trial that no decision
 * ended. Of the others only how far they came is looked at, which is known of very many without their reports.
 */
export function rungText(trial: Trial, trials: Iterable<Trial>): string | undefined {
  const last = trial.reports.at(-1);
  if (last?.decision === undefined || !isFinished(trial) || !['prune', 'pause'].includes(last.decision.verdict)) return undefined;
  let reached = 0;
  const survivors: number[] = [];
  for (const other of trials) {
    const step = lastStep(courseOf(other));
    if (step < last.step) continue;
    reached++;
    // One that was paused here and has reported since was promoted.
    if (step > last.step || other.state === 'complete' || wasLetOn(other)) survivors.push(other.number);
  }
  const listed = survivors.slice(0, LISTED).join(', ');
  const more = survivors.length > LISTED ? ` and ${survivors.length - LISTED} more` : '';
  const who =
    survivors.length === 0 ? 'none of them survived' : `survived: ${count(survivors.length, 'trial')} (${listed}${more})`;
  return `${count(reached, 'trial')} came to step ${last.step} so far; ${who}`;
}

function wasLetOn(trial: Trial): boolean {
  return trial.state === 'running' && trial.reports.at(-1)?.decision?.verdict === 'continue';
}
