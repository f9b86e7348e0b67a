/** An even choice of so many at most, and all that have to be there. */
export function evenly<T>(all: readonly T[], most: number, hasToBe: (one: T) => boolean): T[] {
  if (all.length <= most) return [...all];
  const chosen = new Set(Array.from({ length: most }, (_, i) => Math.floor((i * all.length) / most)));
  return all.filter((one, i) => chosen.has(i) || hasToBe(one));
}
