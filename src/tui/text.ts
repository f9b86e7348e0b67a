/** Text as one line that cannot steer the terminal: every control character and line break is a space. */
export function printable(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ');
}

/** Exactly `width` characters: padded, or cut with an ellipsis. */
export function padded(text: string, width: number, align: 'left' | 'right' = 'left'): string {
  const cut = truncate(text, width);
  const padding = ' '.repeat(width - [...cut].length);
  return align === 'left' ? cut + padding : padding + cut;
}

/** At most `width` characters. */
export function truncate(text: string, width: number): string {
  const characters = [...text];
  if (characters.length <= width) return text;
  return width < 1 ? '' : `${characters.slice(0, width - 1).join('')}…`;
}

/**
 * A parameter's name within `width` characters where that can be read: its leading words become initials
 * (`learning_rate` is `l_rate`, `attention_dropout_rate` is `a_d_rate`); what is still too long is cut.
 */
export function abbreviate(name: string, width: number): string {
  const words = name.split(/([_.-])/);
  for (let i = 0; i < words.length - 1 && words.join('').length > width; i += 2) words[i] = words[i]?.[0] ?? '';
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

/** Lines of at most `width` characters, broken between words where there are any. */
export function wrapped(text: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of printable(text).split(' ')) {
    const longer = line === '' ? word : `${line} ${word}`;
    if (longer.length <= width) line = longer;
    else {
      if (line !== '') lines.push(line);
      for (line = word; line.length > width; line = line.slice(width)) lines.push(line.slice(0, width));
    }
  }
  return line === '' ? lines : [...lines, line];
}
