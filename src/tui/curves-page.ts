import { courseOf, lastLoss, lossesIn } from '../core/course.js';
import type { StudyOverview } from '../core/events.js';
import { fromLoss } from '../core/objective.js';
import type { Trial } from '../core/trial.js';
import { marksOf, stateText } from '../study/state-text.js';
import { beside, type Line, line } from './line.js';
import { type Curve, lineChart } from './line-chart.js';
import { formatMetric } from './numbers.js';
import { count } from './text.js';
import { seriesTones, type Tone } from './theme.js';

const MARKS = 'abcdefghij';
/** An entry of the legend needs this much. */
const LEGEND_WIDTH = 38;
const LOWEST_CHART = 4;

/** The first ten trials that have a curve. */
export function drawnTrials(shown: Iterable<Trial>): readonly Trial[] {
  const drawn: Trial[] = [];
  for (const trial of shown) {
    const curve = trial.outline?.curve ?? lossesIn(courseOf(trial));
    if (curve.some(Number.isFinite)) drawn.push(trial);
    if (drawn.length === MARKS.length) break;
  }
  return drawn;
}

/** The curves of the objective of these trials over one another, with a legend. */
export function curvesPage(drawn: readonly Trial[], overview: StudyOverview, width: number, height: number): Line[] {
  const { objective } = overview;
  if (drawn.length === 0) return [line('No trial has reported anything yet.', 'muted')];
  const curves = drawn.map(
    ({ reports }, i): Curve => ({
      mark: MARKS[i] as string,
      tone: toneOf(i),
      steps: reports.map(({ step }) => step),
      values: reports.map(({ loss }) => fromLoss(objective, loss)),
    }),
  );
  const legend = legendOf(drawn, overview, width);
  const title = line(`${objective.metric} by epoch, of the first ${count(drawn.length, 'trial')} on the leaderboard`, 'title');
  return [title, ...lineChart(curves, width, Math.max(LOWEST_CHART, height - legend.length - 2)), ...legend];
}

function legendOf(trials: readonly Trial[], { objective }: StudyOverview, width: number): Line[] {
  const perLine = Math.max(1, Math.floor((width + 2) / (LEGEND_WIDTH + 2)));
  const rows = Math.ceil(trials.length / perLine);
  const entries = trials.map((trial, i): Line => {
    const value = trial.state === 'complete' ? trial.loss : lastLoss(courseOf(trial));
    const text = `trial ${trial.number}  ${formatMetric(fromLoss(objective, value ?? Number.NaN))}  ${stateText({ state: trial.state, ...marksOf(trial) })}`;
    return [
      { text: `${MARKS[i]} ━ `, tone: toneOf(i) },
      { text, tone: 'plain' },
    ];
  });
  const columns = Array.from({ length: perLine }, (_, column) => entries.slice(column * rows, (column + 1) * rows));
  return beside(
    columns.filter((column) => column.length > 0),
    Math.min(width, LEGEND_WIDTH),
    2,
  );
}

function toneOf(index: number): Tone {
  return seriesTones[index % seriesTones.length] as Tone;
}
