import { objectivesOf } from '../core/study-spec.js';
import { auditText } from '../study/audit-findings.js';
import type { LeaderboardRow } from '../study/leaderboard.js';
import { tallyText } from '../study/tally.js';
import { bestText } from './best-text.js';
import { formatElapsed } from './duration.js';
import { leaderboardTable } from './leaderboard-table.js';
import { formatMetric } from './numbers.js';
import { repeatCount } from './progress.js';
import type { StudyState } from './state.js';
import { count, wrapped } from './text.js';
import { describeEnd } from './words.js';

export const SUMMARY_ROWS = 10;
const TEST_METRICS = 3;

/** What stays on the terminal after a run: the best of the leaderboard's first `rows`, and what came of it. */
export function summaryLines(state: StudyState, rows: readonly LeaderboardRow[], width: number): string[] {
  if (state.overview === undefined) return [];
  const shown = rows.slice(0, SUMMARY_ROWS);
  const rest = state.trials.length - repeatCount(state) - shown.length;
  const more = rest > 0 ? [`... and ${count(rest, 'more trial')}`] : [];
  return [...leaderboardTable(shown, state.overview, width), ...more, '', ...wrapped(resultLine(state), width)];
}

/** How the study ended, its best trial and how often its pruner was wrong, in one line. */
export function resultLine(state: StudyState): string {
  const { overview, best, counts, ended } = state;
  if (overview === undefined) return '';
  const how = ended ? `${describeEnd(ended.reason, overview)}, after ${formatElapsed(ended.elapsedMs)}` : 'not ended';
  const repeats = repeatCount(state);
  const tally = [
    tallyText({ ...counts, running: 0, waiting: 0 }, ['complete', 'pruned', 'failed']),
    ...(repeats > 0 ? [`${count(repeats, 'repeat')} among them`] : []),
  ].join(', ');
  const audit = auditText([...state.trials], objectivesOf(overview));
  const result = `${overview.name}: ${how}; ${tally}; ${best ? bestText(overview, best) : 'no trial completed'}${testOf(state)}`;
  return audit === undefined ? result : `${result}. ${audit}`;
}

/** The objective's counterpart first, then the first others: the report has them all. */
function testOf({ ended, overview }: StudyState): string {
  if (ended?.test === undefined) return '';
  const counterpart = overview?.objective.metric.replace(/^val_/, 'test_');
  const metrics = Object.entries(ended.test.metrics)
    .sort(([a], [b]) => Number(b === counterpart) - Number(a === counterpart))
    .slice(0, TEST_METRICS)
    .map(([name, value]) => `${name} ${formatMetric(value)}`);
  return `; on the test data ${metrics.join(', ')}`;
}
