/** Orders points by their first loss, equal ones by their second, and so on. */
export function lexicographic(a: readonly number[], b: readonly number[]): number {
  for (let m = 0; m < a.length; m++) if (a[m] !== b[m]) return (a[m] as number) - (b[m] as number);
  return 0;
}

/** The indices of the points in that order, the earlier one of equals first. */
export function lexicographicOrder(points: readonly (readonly number[])[]): number[] {
  return points.map((_, i) => i).sort((i, j) => lexicographic(points[i] as number[], points[j] as number[]) || i - j);
}
