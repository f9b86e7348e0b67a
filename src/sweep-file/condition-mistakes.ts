import { type Choice, type Distribution, isListed } from '../core/distribution.js';
import type { CelType } from './cel-numbers.js';
import { type CelNode, textComparisons } from './cel-tree.js';
import { oneOf } from './check.js';
import { didYouMean } from './suggestion.js';

/** The parameters that a condition may read; one whose distribution is unknown may have any type. */
export type Variables = ReadonlyMap<string, Distribution | undefined>;

/** Why the language refuses a condition, and what its author probably meant. `types` has the names that it can spell. */
export function explainCheck(source: string, error: unknown, variables: Variables, types: ReadonlyMap<string, CelType>): string {
  const unknownName = /^Unknown variable: (\S+)$/.exec(summaryOf(error))?.[1];
  const mistake =
    unknownName === undefined
      ? `expected a condition, got ${JSON.stringify(source)}: ${summaryOf(error)}`
      : `there is no parameter \`${unknownName}\``;
  const unreadable = [...variables.keys()].find((name) => !(types.has(name) && /^\w+$/.test(name)) && source.includes(name));
  if (unreadable !== undefined) {
    return `${mistake}; conditions cannot read \`${unreadable}\`: the name means something else there, so call it otherwise`;
  }
  if (unknownName === undefined) return mistake + operatorHint(source, summaryOf(error));
  return mistake + (didYouMean(unknownName, types.keys()) || quotesHint(unknownName, variables));
}

/** A text that a condition compares with a parameter that never has this value. */
export function explainTexts(tree: CelNode, variables: Variables): string | undefined {
  for (const { name, text } of textComparisons(tree)) {
    const choices = choicesOf(variables.get(name));
    if (choices.length === 0 || choices.includes(text)) continue;
    const texts = choices.filter((choice) => typeof choice === 'string');
    return `\`${name}\` is never '${text}'${didYouMean(text, texts) || `; its values are ${oneOf(choices)}`}`;
  }
  return undefined;
}

/** The first line of what the language has to say. */
export function summaryOf(error: unknown): string {
  if (error instanceof Error && 'summary' in error && typeof error.summary === 'string') {
    return error.summary.replace(/^no such overload: (.*)$/, 'there is no operator $1');
  }
  return error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
}

function choicesOf(distribution: Distribution | undefined): readonly Choice[] {
  return distribution && isListed(distribution) ? distribution.choices : [];
}

function quotesHint(word: string, variables: Variables): string {
  const isText = [...variables.values()].some((distribution) => choicesOf(distribution).includes(word));
  return isText ? `; a text stands in quotes: '${word}'` : '';
}

function operatorHint(source: string, summary: string): string {
  if (/[^=!<>]=[^=]/.test(source)) return '; equality is `==`';
  if (/\b(and|or|not)\b/.test(source)) return '; and, or, not are `&&`, `||`, `!`';
  if (/(double|int) in list/.test(summary)) return '; write 1.0 for 1 among fractions, and 1 among whole numbers';
  return '';
}
