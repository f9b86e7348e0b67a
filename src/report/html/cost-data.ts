import { fromLoss } from '../../core/objective.js';
import type { StudyRecord } from '../../core/study-record.js';
import { workedMs } from '../../core/trial.js';
import type { ParetoData } from './pareto-data.js';
import { unitOf } from './timeline-data.js';
import { valueRange } from './value-range.js';

/** Times that differ by less say nothing about the trials. */
const leastSpread = 1.2;
const fewestTrials = 5;

/** What a trial took against what it reached, complete trials only; undefined where all took about as long. */
export function costData({ spec: { objective }, trials }: StudyRecord): ParetoData | undefined {
  const complete = trials
    .flatMap((trial) => (trial.state === 'complete' && Number.isFinite(trial.loss) ? [trial] : []))
    .map((trial) => ({ number: trial.number, ms: workedMs(trial), loss: trial.loss }))
    .sort((a, b) => a.ms - b.ms || a.loss - b.loss);
  const [fastest, slowest] = [complete[0]?.ms ?? 0, complete.at(-1)?.ms ?? 0];
  if (complete.length < fewestTrials || slowest <= leastSpread * fastest) return undefined;
  let best = Number.POSITIVE_INFINITY;
  const isOnFront = complete.map(({ loss }) => {
    const better = loss < best;
    best = Math.min(best, loss);
    return better;
  });
  const [unit, unitMs] = unitOf(slowest);
  const points = complete.map(({ number, ms, loss }) => [number, ms / unitMs, fromLoss(objective, loss)] as const);
  return {
    metrics: [unit, objective.metric],
    ranges: [
      valueRange(
        points.map(([, time]) => time),
        { metric: unit, goal: 'minimize' },
      ),
      valueRange(
        points.map(([, , value]) => value),
        objective,
      ),
    ],
    front: points.filter((_, i) => isOnFront[i]),
    others: points.filter((_, i) => !isOnFront[i]),
  };
}
