/** A learning curve in few points. */
export interface Points {
  /** (n) steps, rising. */
  readonly at: readonly number[];
  readonly values: readonly number[];
  /** Reports that a point is the mean of. */
  readonly counts: readonly number[];
}

const mostPoints = 20;

/**
 * At most twenty points, each the mean of neighbouring reports, about evenly spaced in the logarithm of the step: what comes
 * late changes slowly. Keeps a prediction's cost the same however long a run is.
 */
export function thinned(at: readonly number[], values: readonly number[]): Points {
  if (at.length <= mostPoints) return { at, values, counts: at.map(() => 1) };
  const width = Math.log(at.at(-1) as number) / mostPoints;
  const points = { at: [] as number[], values: [] as number[], counts: [] as number[] };
  for (let from = 0; from < at.length; ) {
    const limit = Math.max((at[from] as number) * Math.exp(width), at[from] as number);
    let to = from + 1;
    while (to < at.length && (at[to] as number) < limit) to++;
    points.at.push(mean(at, from, to));
    points.values.push(mean(values, from, to));
    points.counts.push(to - from);
    from = to;
  }
  return points;
}

function mean(values: readonly number[], from: number, to: number): number {
  let sum = 0;
  for (let i = from; i < to; i++) sum += values[i] as number;
  return sum / (to - from);
}
