import type { TagPrediction } from '../../trials/model-job.js';
import { entitiesOf } from '../data/tagging/bio.js';
import type { Token } from '../data/tagging/tokens.js';

/** A text with the tag of each of its tokens, and the entities that they mean. */
export function taggedText(text: string, tokens: readonly Token[], tags: readonly string[]): TagPrediction {
  const entities = entitiesOf(tags).map(({ type, start, end }) => {
    const [from, to] = [tokens[start]?.start as number, tokens[end - 1]?.end as number];
    return { type, text: text.slice(from, to), start: from, end: to };
  });
  return { text, tokens: tokens.map((token, i) => ({ token: token.text, tag: tags[i] as string })), entities };
}
