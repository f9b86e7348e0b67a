import { median } from '../../../math/statistics.js';
import { learnScale, type NumberScale, type Scaling, scaled } from './number-scaling.js';

/** How a column of numbers becomes one or two inputs, learned from training data alone. Plain data: a saved model keeps it. */
export interface NumberColumn {
  readonly name: string;
  /** Left out where all training values are equal: then only whether a value is missing says something. */
  readonly scale?: NumberScale;
  /** The training median, in the place of a missing value. */
  readonly fill: number;
  /** A second input: 1 where the value is missing, else 0. Only where training has missing values. */
  readonly indicator: boolean;
}

/** Undefined for a column that is the same in every training row. `values`: NaN where missing. */
export function learnNumberColumn(name: string, values: Float64Array, scaling: Scaling): NumberColumn | undefined {
  const present = [...values].filter((value) => !Number.isNaN(value));
  const indicator = present.length > 0 && present.length < values.length;
  const varies = present.some((value) => value !== present[0]);
  if (!varies && !indicator) return undefined;
  return { name, fill: median(present), indicator, ...(varies && { scale: learnScale(present, scaling) }) };
}

/** The input that a value is, 0 where it is missing from a column without a scale. */
export function numberInput(value: number, { scale, fill }: NumberColumn): number {
  return scale === undefined ? 0 : scaled(Number.isNaN(value) ? fill : value, scale);
}
