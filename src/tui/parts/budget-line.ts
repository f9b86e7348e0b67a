import { type BudgetUse, budgetUse, type Limit } from '../budget.js';
import { formatElapsed, formatLimit } from '../duration.js';
import { type Line, pieces } from '../line.js';
import { phaseText } from '../progress.js';
import { elapsedMs, type StudyState } from '../state.js';
import { bar, count } from '../text.js';
import { describeEnd } from '../words.js';

/** How much of the budget is used, and the time: elapsed and left. */
export function budgetLine(study: StudyState, now: number, width: number): Line {
  const use = budgetUse(study, now);
  const phase = phaseText(study);
  return pieces(
    use.share === undefined ? '' : [`${bar(use.share, barWidth(width))} `, 'running'],
    [...use.limits.map(limitText), ...(phase ? [phase] : [])].join('  '),
    use.limits.some(({ kind }) => kind === 'time') ? '' : `  ${formatElapsed(elapsedMs(study, now))} elapsed`,
    [`  ${phase && !study.ending ? '' : restText(study, use)}`, 'muted'],
  );
}

function barWidth(width: number): number {
  return Math.max(5, Math.min(40, Math.floor(width / 4)));
}

function limitText({ kind, used, total }: Limit): string {
  return kind === 'time' ? `${formatElapsed(used)} of ${formatLimit(total)}` : `${used}/${count(total, kind.slice(0, -1))}`;
}

function restText(study: StudyState, { remainingMs }: BudgetUse): string {
  const { overview = { budget: {} } } = study;
  if (study.ended) return describeEnd(study.ended.reason, overview);
  if (study.ending) return `ending: ${describeEnd(study.ending, overview)}`;
  return remainingMs === undefined ? '' : `about ${formatElapsed(remainingMs)} left`;
}
