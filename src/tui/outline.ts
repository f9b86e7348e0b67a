import type { Report, Trial } from '../core/trial.js';
import { marksOf } from '../study/state-text.js';

/** More reports than a screen has columns show nothing more: of a running trial no more than about this many are kept. */
const MOST_REPORTS = 1024;

/** The trial with one more report. Of very many, one in two, one in four and so on are kept, and the last. */
export function withReport<T extends Trial>(trial: T, report: Report): T {
  const count = (trial.outline?.count ?? trial.reports.length) + 1;
  if (count <= MOST_REPORTS) return { ...trial, reports: [...trial.reports, report] };
  const stride = strideOf(count);
  const before = strideOf(count - 1);
  // The last one before is kept only if it is its turn.
  const kept = (count - 2) % before === 0 ? trial.reports : trial.reports.slice(0, -1);
  const reports = stride === before ? kept : kept.filter((_, i) => i % 2 === 0);
  const audited = marksOf(trial).audited || report.decision?.verdict === 'audited';
  return { ...trial, reports: [...reports, report], outline: { count, ...(audited && { audited }) } };
}

/** The smallest power of two with which few enough of the reports are kept. */
function strideOf(count: number): number {
  return 2 ** Math.max(0, Math.ceil(Math.log2(count / MOST_REPORTS)));
}
