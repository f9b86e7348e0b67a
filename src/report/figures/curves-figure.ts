import { fromLoss } from '../../core/objective.js';
import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf } from '../../core/study-spec.js';
import type { Trial } from '../../core/trial.js';
import { incumbent } from '../../study/leaderboard.js';
import { curveRange } from '../html/value-range.js';
import { countText } from '../wording.js';
import { evenly } from './evenly.js';
import { type LegendEntry, line, plot, type StateLook } from './plot.js';

/** More lines than these are a smear. */
const mostCurves = 100;

/** The course of each trial over its steps, the best one on top; undefined where no trial reported twice. */
export function curvesFigure({ spec, trials }: StudyRecord): string | undefined {
  const { objective } = spec;
  const best = incumbent(trials, objectivesOf(spec))?.number;
  const all = trials.flatMap((trial) => {
    const points = trial.reports
      .filter(({ loss }) => Number.isFinite(loss))
      .map(({ step, loss }) => [step, fromLoss(objective, loss)] as const);
    return points.length > 1 ? [{ trial, points, look: lookOf(trial, best) }] : [];
  });
  if (all.length === 0) return undefined;
  const curves = evenly(all, mostCurves, ({ look }) => look === 'best').sort(
    (a, b) => Number(a.look === 'best') - Number(b.look === 'best'),
  );
  const which = curves.length < all.length ? `, ${curves.length} of ${countText(all.length, 'curve')}` : '';
  return plot({
    title: `Learning curves${which}`,
    over: 'epoch',
    last: Math.max(...curves.map(({ points }) => points.at(-1)?.[0] ?? 0)),
    values: curveRange(
      curves.map(({ points }) => points.map(([, value]) => value)),
      objective,
    ),
    legend: strokes.filter(({ look }) => curves.some((curve) => curve.look === look)),
    draw: (place) =>
      curves.map(({ points, look }) =>
        line(
          look,
          points.map((point) => place(...point)),
          look === 'best' ? 2.4 : 1.2,
          look === 'best' ? 1 : 0.55,
        ),
      ),
  });
}

const strokes: readonly LegendEntry[] = [
  { look: 'best', sign: 'stroke', text: 'best' },
  { look: 'complete', sign: 'stroke', text: 'complete, or running' },
  { look: 'pruned', sign: 'stroke', text: 'pruned' },
  { look: 'failed', sign: 'stroke', text: 'failed' },
];

function lookOf(trial: Trial, best: number | undefined): StateLook {
  if (trial.number === best) return 'best';
  return trial.state === 'pruned' || trial.state === 'failed' ? trial.state : 'complete';
}
