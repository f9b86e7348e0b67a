import type { Dialog } from './dialog.js';
import { cutLine, type Line, line } from './line.js';
import { wrapped } from './text.js';

/** A list or a note in the place of a page; none of what is asked on the last line. */
export function dialogLines(dialog: Dialog | undefined, width: number, height: number): Line[] | undefined {
  if (dialog?.kind === 'note') {
    return [
      ...wrapped(dialog.title, width).map((text) => line(text, 'title')),
      ...wrapped(dialog.text, width).map((text) => line(text)),
    ];
  }
  if (dialog?.kind !== 'list') return undefined;
  const { items, index, title } = dialog;
  const room = Math.max(1, height - 1);
  const top = Math.max(0, Math.min(index - (room >> 1), items.length - room));
  return [
    line(title, 'title'),
    ...items.slice(top, top + room).map(({ text }, i) => {
      const isChosen = top + i === index;
      return cutLine(line(`${isChosen ? '>' : ' '} ${text}`, isChosen ? 'cursor' : 'plain'), width);
    }),
  ];
}
