import {
  type Choice,
  choiceProbabilities,
  type Distribution,
  decode,
  encode,
  shareOf,
  valueAt,
  valueCount,
} from '../core/distribution.js';
import type { Coordinate } from '../math/regression-forest.js';

/** Stretches of [0, 1] that the values of a range are told apart by, where it has more of them. */
const stretches = 32;

/** A parameter's values as a few levels: its choices, its steps, or stretches that are equally probable. */
export interface Levels extends Coordinate {
  levelOf(value: Choice): number;
  /** A value in the middle of the level. */
  valueOf(level: number): Choice;
}

export function levelsOf(distribution: Distribution): Levels {
  if (distribution.kind === 'categorical') {
    const { choices } = distribution;
    return {
      masses: choiceProbabilities(distribution),
      ordered: false,
      levelOf: (value) => choices.indexOf(value),
      valueOf: (level) => choices[level] as Choice,
    };
  }
  const count = valueCount(distribution);
  if (count <= stretches) {
    const values = Array.from({ length: count }, (_, index) => valueAt(distribution, index));
    const widths = values.map((value) => shareOf(distribution, value)).map(([from, to]) => to - from);
    const total = widths.reduce((sum, width) => sum + width, 0);
    return {
      masses: widths.map((width) => width / total),
      ordered: true,
      levelOf: (value) => values.indexOf(value),
      valueOf: (level) => values[level] as Choice,
    };
  }
  return {
    masses: new Array<number>(stretches).fill(1 / stretches),
    ordered: true,
    levelOf: (value) => Math.min(stretches - 1, Math.max(0, Math.floor(encode(distribution, value) * stretches))),
    valueOf: (level) => decode(distribution, (level + 0.5) / stretches),
  };
}
