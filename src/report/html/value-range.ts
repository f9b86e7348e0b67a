import { fromLoss, type Objective } from '../../core/objective.js';
import { numberText } from '../wording.js';
import { linearTicks, type Tick } from './parameter-axis.js';

/** From the lowest to the highest value worth drawing: far outliers on the worse side would flatten all others. */
export interface ValueRange {
  readonly low: number;
  readonly high: number;
  readonly ticks: readonly Tick[];
  /** How many values lie beyond and are drawn at the edge. */
  readonly beyond: number;
}

/** Tukey's outer fence on the worse side: three interquartile ranges beyond the worse quartile. */
export function valueRange(values: readonly number[], objective: Objective): ValueRange {
  const losses = values.map((value) => (objective.goal === 'maximize' ? -value : value)).sort((a, b) => a - b);
  const [best, worst] = [losses[0] ?? 0, losses.at(-1) ?? 1];
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
