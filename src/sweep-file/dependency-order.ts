/** Something with a name that must come after what it reads. */
export interface Dependent {
  readonly name: string;
  /** Names that are not among the items are no dependencies. */
  readonly reads: readonly string[];
}

/** Kahn's algorithm, always taking the first item that can come next. What is left `waiting` reads in circles. */
export function inDependencyOrder<T extends Dependent>(
  items: readonly T[],
): { readonly ordered: readonly T[]; readonly waiting: readonly T[] } {
  const waiting = [...items];
  const ordered: T[] = [];
  const unplaced = new Set(items.map(({ name }) => name));
  while (waiting.length > 0) {
    const index = waiting.findIndex(({ reads }) => !reads.some((name) => unplaced.has(name)));
    if (index < 0) break;
    const [next] = waiting.splice(index, 1) as [T];
    unplaced.delete(next.name);
    ordered.push(next);
  }
  return { ordered, waiting };
}

/** A circle among items that all wait for another one, from a name back to it: a, b, a. */
export function circleIn(waiting: readonly Dependent[]): readonly string[] {
  const byName = new Map(waiting.map((item) => [item.name, item]));
  const trail: string[] = [];
  let name = waiting[0]?.name;
  while (name !== undefined && !trail.includes(name)) {
    trail.push(name);
    name = byName.get(name)?.reads.find((read) => byName.has(read));
  }
  return name === undefined ? trail : [...trail.slice(trail.indexOf(name)), name];
}
