import { fromLoss, type Objective } from '../../core/objective.js';
import { numberText } from '../wording.js';
import { linearTicks, type Tick } from './parameter-axis.js';

/** From the lowest to the highest value worth drawing: far outliers on the worse side would flatten all others. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly Tick[];
  /** How many values, or curves, lie beyond and are drawn at the edge. */
  readonly beyond: number;
}

/** Tukey's outer fence on the worse side: three interquartile ranges beyond the worse quartile. */
export function valueRange(values: readonly number[], objective: Objective): ValueRange {
  return rangeOf(lossesOf(values, objective), objective);
}

/**
 * The same of curves, each by its values. What counts is how far a whole curve goes: where all begin badly, as untrained models do, not
 * one of them is an outlier.
 */
export function curveRange(curves: readonly (readonly number[])[], objective: Objective): ValueRange {
  const losses = curves.filter(({ length }) => length > 0).map((values) => lossesOf(values, objective));
  const best = losses.reduce((lowest, curve) => Math.min(lowest, curve[0] as number), Number.POSITIVE_INFINITY);
  const furthest = losses.map((curve) => curve.at(-1) as number).sort((a, b) => a - b);
  return rangeOf(furthest, objective, Number.isFinite(best) ? best : undefined);
}

/** (n,), the best first. */
function lossesOf(values: readonly number[], { goal }: Objective): number[] {
  return values.map((value) => (goal === 'maximize' ? -value : value)).sort((a, b) => a - b);
}

function rangeOf(losses: readonly number[], objective: Objective, best = losses[0] ?? 0): ValueRange {
  const worst = losses.at(-1) ?? 1;
  const [first, third] = [losses[Math.floor(losses.length / 4)] ?? 0, losses[Math.floor((3 * losses.length) / 4)] ?? 1];
  const fence = third + 3 * (third - first);
  const edge = third > first && fence < worst ? (losses.findLast((loss) => loss <= fence) ?? worst) : worst;
  const ends = [fromLoss(objective, best), fromLoss(objective, edge)].sort((a, b) => a - b) as [number, number];
  const margin = ends[1] - ends[0] || Math.abs(ends[0]) || 1;
  const [low, high] = [ends[0] - margin * 0.05, ends[1] + margin * 0.05];
  const ticks = linearTicks(low, high, false)
    .slice(1, -1)
    .map((value) => ({ at: (value - low) / (high - low), text: numberText(value) }));
  return { low, high, ticks, beyond: losses.filter((loss) => loss > edge).length };
}
