import { UsageError } from '../../../core/errors.js';

/** A stretch of tokens that belong together: `tokens.slice(start, end)`. */
export interface Entity {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** The tag itself: `O`, `B-type` or `I-type`. Throws a UsageError for what is not one of the BIO scheme. */
export function bioTag(tag: string, where: string): string {
  if (tag === 'O' || /^[BI]-./.test(tag)) return tag;
  throw new UsageError(`Expected a tag O, or B- or I- with a type such as B-city, got ${JSON.stringify(tag)} (${where}).`);
}

/** The type of a tag, undefined for `O`. */
export function tagType(tag: string): string | undefined {
  return tag === 'O' ? undefined : tag.slice(2);
}

/** Whether `tag` may stand after `previous`, or begin a sentence where that is undefined: an inside needs its entity before it. */
export function mayFollow(previous: string | undefined, tag: string): boolean {
  return !tag.startsWith('I-') || (previous !== undefined && tagType(previous) === tagType(tag));
}

/**
 * The entities that tags mean, as the scorer of the CoNLL shared tasks reads them (Tjong Kim Sang and Buchholz, "Introduction to
 * the CoNLL-2000 Shared Task: Chunking", 2000, https://aclanthology.org/W00-0726): an inside without its entity before it
 * begins one.
 */
export function entitiesOf(tags: readonly string[]): Entity[] {
  const entities: Entity[] = [];
  let start = 0;
  for (let end = 1; end <= tags.length; end++) {
    const next = tags[end];
    if (next?.startsWith('I-') && mayFollow(tags[end - 1], next)) continue;
    const type = tagType(tags[start] as string);
    if (type !== undefined) entities.push({ type, start, end });
    start = end;
  }
  return entities;
}

/** The same entities in tags that follow the rules: each begins with a `B-`. */
export function wellFormed(tags: readonly string[]): string[] {
  const repaired = tags.map(() => 'O');
  for (const { type, start, end } of entitiesOf(tags)) {
    repaired.fill(`I-${type}`, start, end);
    repaired[start] = `B-${type}`;
  }
  return repaired;
}

/** Every tag of the sentences' types, a type's two tags side by side, types in code-unit order, after `O`. */
export function tagsOfTypes(types: Iterable<string>): string[] {
  return ['O', ...[...new Set(types)].sort().flatMap((type) => [`B-${type}`, `I-${type}`])];
}
