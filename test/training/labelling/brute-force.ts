/** Scores of one sentence as plain lists, so that every path can be tried. K tags. */
export interface ListedScores {
  /** [time][K] */
  readonly emissions: readonly (readonly number[])[];
  /** [K][K] */
  readonly transitions: readonly (readonly number[])[];
  readonly start: readonly number[];
  readonly end: readonly number[];
}

/** Every sequence of `time` tags. */
export function allPaths(count: number, time: number): number[][] {
  if (time === 0) return [[]];
  const tags = Array.from({ length: count }, (_, tag) => tag);
  return allPaths(count, time - 1).flatMap((path) => tags.map((tag) => [...path, tag]));
}

export function scoreOf({ emissions, transitions, start, end }: ListedScores, path: readonly number[]): number {
  const at = (list: readonly number[] | undefined, i: number | undefined) => list?.[i as number] as number;
  const emitted = path.map((tag, t) => at(emissions[t], tag));
  const followed = path.slice(1).map((tag, t) => at(transitions[path[t] as number], tag));
  const ends = [at(start, path[0]), at(end, path.at(-1))];
  return [...emitted, ...followed, ...ends].reduce((sum, score) => sum + score, 0);
}

/** -ln p of a path, from all of them. */
export function bruteForceLoss(scores: ListedScores, path: readonly number[]): number {
  const all = allPaths(scores.start.length, scores.emissions.length).map((other) => scoreOf(scores, other));
  const largest = Math.max(...all);
  const logSum = largest + Math.log(all.reduce((sum, score) => sum + Math.exp(score - largest), 0));
  return logSum - scoreOf(scores, path);
}
