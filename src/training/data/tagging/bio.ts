import { UsageError } from '../../../core/errors.js';

/** A stretch of tokens that belong together: `tokens.slice(start, end)`. */
export interface Entity {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/**
 * What the letters of other schemes are in BIO: IOBES (also called BIOES) and BILOU mark the end of an entity, E or L, and one of a
 * single token, S or U; BMES calls its middle M. (Ratinov and Roth, "Design Challenges and Misconceptions in Named Entity
 * Recognition", 2009, section 3.2, https://aclanthology.org/W09-1119)
 */
const inBio: Readonly<Record<string, 'B' | 'I'>> = { B: 'B', I: 'I', E: 'I', L: 'I', M: 'I', S: 'B', U: 'B' };

/** The tag in BIO: `O`, `B-type` or `I-type`. Throws a UsageError for what is one of no scheme. */
export function bioTag(tag: string, where: string): string {
  if (tag === 'O') return tag;
  const letter = /^[A-Z]-./.test(tag) ? inBio[tag[0] as string] : undefined;
  if (letter !== undefined) return letter + tag.slice(1);
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

/** Whether some entity of a sentence begins with an inside. */
export function beginsInside(tags: readonly string[]): boolean {
  return tags.some((tag, i) => !mayFollow(tags[i - 1], tag));
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
