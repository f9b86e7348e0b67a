import { type LineLook, lineLook } from '../line-look.js';
import type { ComparedMethod, Comparison } from './comparison.js';

/** What the page's script draws from. A logarithmic axis has no zero: what is below its lower end stands there. */
export interface ComparisonData {
  readonly metric: string;
  readonly budget: number;
  /** The ends of the axis, whole powers of ten. */
  readonly range: readonly [low: number, high: number];
  readonly methods: readonly MethodData[];
}

interface MethodData extends LineLook {
  readonly name: string;
  /** [cost, mean regret, lower quartile, upper quartile], within the range. */
  readonly curve: readonly (readonly [cost: number, mean: number, low: number, high: number])[];
}

export function comparisonData({ metric, budget, methods }: Comparison): ComparisonData {
  const range = rangeOf(methods);
  return {
    metric,
    budget,
    range,
    methods: methods.map(({ name, curve }, index) => ({ ...lineLook(index), name, curve: curveWithin(range, curve) })),
  };
}

/** Around the mean regrets; quartiles may reach beyond it. */
function rangeOf(methods: readonly ComparedMethod[]): readonly [number, number] {
  const means = methods.flatMap(({ curve }) => curve.map(({ mean }) => mean)).filter((mean) => mean > 0 && Number.isFinite(mean));
  if (means.length === 0) return [0.1, 1];
  const [least, most] = [means.reduce((a, b) => Math.min(a, b)), means.reduce((a, b) => Math.max(a, b))];
  const low = Math.floor(Math.log10(least));
  const high = Math.max(low + 1, Math.ceil(Math.log10(most)));
  return [10 ** low, 10 ** high];
}

/** From where every seed has found something. */
function curveWithin([low, high]: readonly [number, number], curve: ComparedMethod['curve']): MethodData['curve'] {
  const place = (regret: number) => Number(Math.min(high, Math.max(low, regret)).toPrecision(5));
  return curve
    .filter(({ mean }) => Number.isFinite(mean))
    .map(
      ({ cost, mean, quartiles }) =>
        [Number(cost.toPrecision(5)), place(mean), place(quartiles[0]), place(quartiles[1])] as const,
    );
}
