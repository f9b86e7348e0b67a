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
  if (cellsOf(text) <= width) return text;
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
      line = word;
      while (cellsOf(line) > width) {
        // One that is wider than the whole line stands alone.
        const first = firstCells(line, width) || ([...line][0] ?? '');
        lines.push(first);
        line = line.slice(first.length);
      }
    }
  }
  return line === '' ? lines : [...lines, line];
}
