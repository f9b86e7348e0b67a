import { type Choice, decode } from '../../core/distribution.js';
import type { Column } from './columns.js';

/** Points that are compared: an ordered value is a stretch [from, to] of [0, 1] or a place with both alike, a choice its index. */
export interface Candidates {
  readonly count: number;
  readonly columns: number;
  /** (count, columns), as is `to`. */
  readonly from: Float64Array;
  readonly to: Float64Array;
}

export function emptyCandidates(count: number, columns: number): Candidates {
  return { count, columns, from: new Float64Array(count * columns), to: new Float64Array(count * columns) };
}

/** The values of candidate `c`, by name. */
export function valuesOf(columns: readonly Column[], { from, to }: Candidates, c: number): Record<string, Choice> {
  return Object.fromEntries(
    columns.map(({ kind, name, distribution }, j) => {
      const at = c * columns.length + j;
      if (kind === 'categorical') return [name, distribution.choices[from[at] as number] as Choice];
      return [name, decode(distribution, ((from[at] as number) + (to[at] as number)) / 2)];
    }),
  );
}
