import { fromLoss } from '../../core/objective.js';
import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf } from '../../core/study-spec.js';
import type { Trial } from '../../core/trial.js';
import { incumbent } from '../../study/leaderboard.js';
import { valueRange } from '../html/value-range.js';
import { countText } from '../wording.js';
import { evenly } from './evenly.js';
import { type LegendEntry, line, mark, type Place, plot } from './plot.js';

/** More marks than these make the file large, and tell no more. */
const mostMarks = 2000;

/** A mark for each trial, at its value or the last one that it reported, and the best value so far; undefined without any value. */
export function progressFigure({ spec, trials }: StudyRecord): string | undefined {
  const { objective } = spec;
  const marks = trials.flatMap((trial) => {
    const loss = trial.state === 'complete' ? trial.loss : trial.reports.findLast((report) => Number.isFinite(report.loss))?.loss;
    const look = lookOf(trial);
    return look === undefined || loss === undefined || !Number.isFinite(loss)
      ? []
      : [{ trial, look, value: fromLoss(objective, loss) }];
  });
  if (marks.length === 0) return undefined;
  const best = incumbent(trials, objectivesOf(spec))?.number;
  const shown = evenly(marks, mostMarks, ({ trial }) => trial.number === best);
  const which =
    shown.length < marks.length ? `, ${shown.length.toLocaleString('en-US')} of ${countText(marks.length, 'trial')}` : '';
  return plot({
    title: `${objective.metric} of each trial${which}`,
    over: 'trial',
    last: trials.at(-1)?.number ?? 0,
    values: valueRange(
      marks.map(({ value }) => value),
      objective,
    ),
    legend: [
      { look: 'best', sign: 'stroke', text: 'best so far' },
      ...states.filter(({ look }) => marks.some((one) => one.look === look)),
    ],
    draw: (place) => [
      bestSoFar({ spec, trials }, place),
      ...shown
        // The best one on top.
        .sort((a, b) => Number(a.trial.number === best) - Number(b.trial.number === best))
        .map(({ trial, look, value }) => mark(trial.number === best ? 'best' : look, ...place(trial.number, value))),
    ],
  });
}

const states: readonly LegendEntry[] = [
  { look: 'complete', sign: 'mark', text: 'complete' },
  { look: 'pruned', sign: 'mark', text: 'pruned, at its last value' },
  { look: 'failed', sign: 'mark', text: 'failed, at its last value' },
];

function lookOf({ state }: Trial): 'complete' | 'pruned' | 'failed' | undefined {
  return state === 'waiting' || state === 'running' ? undefined : state;
}

/** Over the trials in number order, without repeats under other seeds: a step where one is better than all before it. */
function bestSoFar({ spec, trials }: Pick<StudyRecord, 'spec' | 'trials'>, place: Place) {
  const points: (readonly [number, number])[] = [];
  let lowest = Number.POSITIVE_INFINITY;
  const put = (trial: Trial) => points.push(place(trial.number, fromLoss(spec.objective, lowest)));
  for (const trial of trials) {
    if (trial.state !== 'complete' || trial.repeatOf !== undefined || !(trial.loss < lowest)) continue;
    if (points.length > 0) put(trial);
    lowest = trial.loss;
    put(trial);
  }
  const last = trials.at(-1);
  if (points.length === 0 || last === undefined) return undefined;
  put(last);
  return line('best', points, 2);
}
