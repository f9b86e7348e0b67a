import { type TextWords, takeApart } from './text-words.js';

/** Words of a text that others may stand for. */
export interface Replaceable {
  /** The first of the words. */
  readonly start: number;
  /** How many there are. */
  readonly length: number;
  /** One at least. */
  readonly alternatives: readonly string[];
}

/** Groups of words, or phrases, that may stand for each other. Capitals and the width of spaces make no difference. */
export class Synonyms {
  readonly #alternatives = new Map<string, string[]>();
  /** By first word: how many words the longest phrase has that begins with it. Most words of a text begin none. */
  readonly #longest = new Map<string, number>();

  constructor(groups: readonly (readonly string[])[]) {
    for (const group of groups) {
      for (const phrase of group) {
        const others = group.filter((other) => keyOf(other) !== keyOf(phrase));
        const known = this.#alternatives.get(keyOf(phrase)) ?? [];
        this.#alternatives.set(keyOf(phrase), [...new Set([...known, ...others])]);
        const { words } = takeApart(phrase);
        const first = keyOf(words[0] as string);
        this.#longest.set(first, Math.max(words.length, this.#longest.get(first) ?? 0));
      }
    }
  }

  /** What may be replaced in a text, from left to right, long phrases before their parts. */
  replaceable(text: TextWords): Replaceable[] {
    const found: Replaceable[] = [];
    for (let start = 0; start < text.words.length; ) {
      const here = this.#at(text, start);
      if (here !== undefined) found.push(here);
      start += here?.length ?? 1;
    }
    return found;
  }

  #at(text: TextWords, start: number): Replaceable | undefined {
    const longest = this.#longest.get(keyOf(text.words[start] as string)) ?? 0;
    for (let length = Math.min(longest, text.words.length - start); length > 0; length--) {
      const alternatives = this.#alternatives.get(keyOf(stretch(text, start, length)));
      if (alternatives !== undefined && alternatives.length > 0) return { start, length, alternatives };
    }
    return undefined;
  }
}

function stretch({ words, gaps }: TextWords, start: number, length: number): string {
  let text = words[start] as string;
  for (let i = start + 1; i < start + length; i++) text += `${gaps[i]}${words[i]}`;
  return text;
}

function keyOf(phrase: string): string {
  return phrase.normalize('NFC').toLowerCase().replace(/\s+/g, ' ');
}
