import { cellsOf, firstCells } from './cells.js';

/** Text as one line that cannot steer the terminal: every control character and line break is a space. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** Exactly `width` cells: padded, or cut with an ellipsis. */
export function padded(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const cut = truncate(text, width);
  const padding = ' '.repeat(width - cellsOf(cut));
  return align === 'left' ? cut + padding : padding + cut;
}

/** At most `width` cells. */
export function truncate(text: string, width: number): string {
  // A look at its beginning alone: the rest may be long.
  if (firstCells(text, width).length === text.length) return text;
  return width < 1 ? '' : `${firstCells(text, width - 1)}…`;
}

/**
 * A parameter's name within `width` cells where that can be read: its leading words become initials
 * (`learning_rate` is `l_rate`, `attention_dropout_rate` is `a_d_rate`); what is still too long is cut.
 */
export function abbreviate(name: string, width: number): string {
  const words = name.split(/([_.-])/);
  for (let i = 0; i < words.length - 1 && cellsOf(words.join('')) > width; i += 2) words[i] = [...(words[i] ?? '')][0] ?? '';
  return truncate(words.join(''), width);
}

/** `share` of `width` cells filled, 0 to 1. */
export function bar(share: number, width: number): string {
  const filled = Math.round(Math.min(1, Math.max(0, share)) * width);
  return '█'.repeat(filled) + '░'.repeat(width - filled);
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** Lines of at most `width` cells, broken between words where there are any. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (cellsOf(longer) <= width) line = longer;
    else {
      if (line !== '') lines.push(line);
      const parts = chopped(word, width);
      lines.push(...parts.slice(0, -1));
      line = parts.at(-1) ?? '';
    }
  }
  return line === '' ? lines : [...lines, line];
}

/** One or more pieces of at most `width` cells, and of one character where that is wider. */
function chopped(word: string, width: number): string[] {
  const pieces: string[] = [];
  for (let rest = word; rest !== ''; rest = rest.slice(pieces.at(-1)?.length)) {
    pieces.push(firstCells(rest, width) || String.fromCodePoint(rest.codePointAt(0) as number));
  }
  return pieces;
}
