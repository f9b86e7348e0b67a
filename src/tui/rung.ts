import { isFinished, type Trial } from '../core/trial.js';
import { count } from './text.js';

/** Numbers of trials that are listed. */
const LISTED = 12;

/**
 * Where a trial was pruned: how many were judged at that step by now, and which of them were let on. Undefined for a trial that
 * no decision ended.
 */
export function rungText(trial: Trial, trials: Iterable<Trial>): string | undefined {
  const last = trial.reports.at(-1);
  if (last?.decision === undefined || !isFinished(trial) || !['prune', 'pause'].includes(last.decision.verdict)) return undefined;
  const judged: { number: number; goesOn: boolean }[] = [];
  for (const other of trials) {
    const verdict = reportAt(other, last.step)?.decision?.verdict;
    if (verdict === undefined && !other.outline?.decided?.includes(last.step)) continue;
    // One that was paused here and has reported since was promoted.
    const goesOn = verdict === 'continue' || (other.reports.at(-1)?.step ?? 0) > last.step;
    judged.push({ number: other.number, goesOn });
  }
  const survivors = judged.filter(({ goesOn }) => goesOn).map(({ number }) => number);
  const listed = survivors.slice(0, LISTED).join(', ');
  const more = survivors.length > LISTED ? ` and ${survivors.length - LISTED} more` : '';
  const who =
    survivors.length === 0 ? 'none of them survived' : `survived: ${count(survivors.length, 'trial')} (${listed}${more})`;
  return `${count(judged.length, 'trial')} judged at step ${last.step} so far; ${who}`;
}

/** A trial that reports after every step has the report of step s at index s - 1. */
function reportAt({ reports }: Trial, step: number) {
  const usual = reports[step - 1];
  return usual?.step === step ? usual : reports.find((report) => report.step === step);
}
