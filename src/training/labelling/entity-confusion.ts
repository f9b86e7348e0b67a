import type { Confusion } from '../../core/confusion.js';
import { entitiesOf } from '../data/tagging/bio.js';

/** What stands in the place of an entity's type where there is no such entity. */
const noEntity = 'no entity';

/**
 * For what entities were taken, over all sentences together. Two are the same when both their ends are, so that one with other ends
 * counts twice, as not found and as not there; precision, recall and F1 that follow are those of `scoreEntities`.
 *
 * @param types in the order in which they are shown
 * @param truth the tags of each sentence; `predicted` likewise, of the same lengths
 */
export function countEntities(
  types: readonly string[],
  truth: readonly (readonly string[])[],
  predicted: readonly (readonly string[])[],
): Confusion {
  const none = types.length;
  const places = new Map(types.map((type, place) => [type, place]));
  const counts = new Map<number, number>();
  const count = (from: number, to: number) => {
    const pair = from * (none + 1) + to;
    counts.set(pair, (counts.get(pair) ?? 0) + 1);
  };
  truth.forEach((tags, sentence) => {
    const there = typesBySpan(tags, places);
    const found = typesBySpan(predicted[sentence] as readonly string[], places);
    for (const [span, type] of there) count(type, found.get(span) ?? none);
    for (const [span, type] of found) if (!there.has(span)) count(none, type);
  });
  return {
    labels: [...types, noEntity],
    cells: [...counts]
      .sort(([a], [b]) => a - b)
      .map(([pair, times]) => [Math.floor(pair / (none + 1)), pair % (none + 1), times]),
    none,
  };
}

function typesBySpan(tags: readonly string[], places: ReadonlyMap<string, number>): Map<string, number> {
  return new Map(entitiesOf(tags).map(({ type, start, end }) => [`${start} ${end}`, places.get(type) as number]));
}
