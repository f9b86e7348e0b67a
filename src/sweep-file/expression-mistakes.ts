import type { Choice } from '../core/distribution.js';
import { type CelNode, calls, loopDepth, textComparisons } from './cel-tree.js';
import { oneOf } from './check.js';
import { show } from './problems.js';
import { didYouMean } from './suggestion.js';

type Variables = ReadonlyMap<string, { readonly choices?: readonly Choice[] }>;

/**
 * Why the language refuses an expression, and what its author probably meant. `what` names it; `known` are the variables that the
 * language can spell.
 */
export function explainCheck(what: string, source: string, error: unknown, variables: Variables, known: Variables): string {
  const unknownName = /^Unknown variable: (\S+)$/.exec(summaryOf(error))?.[1];
  const mistake =
    unknownName === undefined
      ? `expected ${what === 'condition' ? 'a' : 'an'} ${what}, got ${show(source)}: ${summaryOf(error)}`
      : `there is no parameter \`${unknownName}\``;
  const unreadable = [...variables.keys()].find((name) => !(known.has(name) && /^\w+$/.test(name)) && source.includes(name));
  if (unreadable !== undefined) {
    return `${mistake}; ${what}s cannot read \`${unreadable}\`: the name means something else there, so call it otherwise`;
  }
  if (unknownName === undefined) return mistake + operatorHint(source, summaryOf(error));
  return mistake + (didYouMean(unknownName, known.keys()) || quotesHint(unknownName, variables));
}

/** Loops in loops in loops over the lists of one expression take longer than anyone waits. */
const mostLoopDepth = 2;

/** What would let a condition run for hours: it is asked thousands of times, and nothing could interrupt it. */
export function explainRunaway(tree: CelNode): string | undefined {
  if (calls(tree, 'matches')) {
    return 'expected an expression without `matches`, whose patterns may run for hours; there are `startsWith`, `endsWith` and `contains`';
  }
  const depth = loopDepth(tree);
  return depth > mostLoopDepth
    ? `expected at most ${mostLoopDepth} of \`all\`, \`exists\`, \`map\` and \`filter\` in each other, got ${depth}`
    : undefined;
}

/** A text that an expression compares with a parameter that never has this value. */
export function explainTexts(tree: CelNode, variables: Variables): string | undefined {
  for (const { name, text } of textComparisons(tree)) {
    const choices = variables.get(name)?.choices ?? [];
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

function quotesHint(word: string, variables: Variables): string {
  const isText = [...variables.values()].some(({ choices = [] }) => choices.includes(word));
  return isText ? `; a text stands in quotes: '${word}'` : '';
}

function operatorHint(source: string, summary: string): string {
  if (/[^=!<>]=[^=]/.test(source)) return '; equality is `==`';
  if (/\b(and|or|not)\b/.test(source)) return '; and, or, not are `&&`, `||`, `!`';
  if (/(double|int) in list/.test(summary)) return '; write 1.0 for 1 among fractions, and 1 among whole numbers';
  return '';
}
