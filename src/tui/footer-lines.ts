import { bindings } from './bindings.js';
import { cellsOf } from './cells.js';
import type { Dialog } from './dialog.js';
import { type Line, line, type Piece } from './line.js';
import { wrapped } from './text.js';
import { fieldWindow } from './text-field.js';
import type { Tone } from './theme.js';
import type { ViewState } from './view-state.js';

/** A message or a mistake takes no more lines than this, and no more than this share of the screen. */
const MOST_LINES = 3;
const MOST_OF_SCREEN = 0.25;
const GAP = '  ';
/** Told where a page does not fit. */
const SCROLLING = 'up/down scroll';

/** The last lines of the screen: what is asked, what the last key came to, or the keys. */
export function footerLines(view: ViewState, width: number): Line[] {
  const { dialog, message } = view;
  if (dialog?.kind === 'question') return [line(dialog.text, 'warning')];
  if (dialog?.kind === 'prompt') return [...text(view, dialog.error ?? '', 'warning', width), promptLine(dialog, width)];
  if (dialog?.kind === 'list') return [line('up/down choose  Enter do  Esc back', 'muted')];
  if (dialog?.kind === 'note') return [line('Any key goes on', 'muted')];
  if (message) return text(view, message.text, message.tone, width);
  return [keyBar(view, width)];
}

function text({ size }: ViewState, words: string, tone: Tone, width: number): Line[] {
  return wrapped(words, Math.max(1, width))
    .slice(0, Math.max(1, Math.min(MOST_LINES, Math.floor(size.rows * MOST_OF_SCREEN))))
    .map((part) => line(part, tone));
}

function promptLine({ label, field }: Extract<Dialog, { kind: 'prompt' }>, width: number): Line {
  const lead = `${label}: `;
  const [before, under, after] = fieldWindow(field, Math.max(8, width - cellsOf(lead)));
  const pieces: Piece[] = [
    { text: lead, tone: 'title' },
    { text: before, tone: 'plain' },
    { text: under, tone: 'cursor' },
    { text: after, tone: 'plain' },
  ];
  return pieces.filter((piece) => piece.text !== '');
}

/** The keys that work here, as many as have room, those of the highest weight first; before them what is going on. */
function keyBar(view: ViewState, width: number): Line {
  const status = statusOf(view);
  const lead = status === '' ? 0 : status.length + GAP.length;
  const usable = bindings.filter(({ label, panes }) => label !== undefined && (panes?.includes(view.pane) ?? true));
  const help = view.among ? `[ ] study${GAP}? help` : '? help';
  let left = width - lead - help.length;
  const kept = new Set<string>();
  for (const binding of usable.toSorted((a, b) => (b.weight ?? 0) - (a.weight ?? 0))) {
    const needed = wordsOf(binding, view).length + GAP.length;
    if (needed > left) continue;
    kept.add(binding.shown);
    left -= needed;
  }
  const words = usable.filter(({ shown }) => kept.has(shown)).map((binding) => wordsOf(binding, view));
  const scrolls = view.pane !== 'leaderboard' && view.page.length > view.size.rows && left >= SCROLLING.length + GAP.length;
  const keys = line([...words, ...(scrolls ? [SCROLLING] : []), help].join(GAP), 'muted');
  return status === '' ? keys : [{ text: `${status}${GAP}`, tone: 'warning' }, ...keys];
}

/** Whoever has asked to stop already can do so at once; whoever only watches leaves. */
function wordsOf({ shown, label = '' }: { readonly shown: string; readonly label?: string }, view: ViewState): string {
  if (label !== 'quit') return `${shown} ${label}`;
  if (view.watches) return 'q leave';
  return view.stopping ? 'Ctrl-C end at once' : 'q stop';
}

function statusOf({ study, stopping }: ViewState): string {
  if (study.ended) return 'ended';
  if (stopping || study.ending === 'interrupted') return 'stopping...';
  if (study.ending === 'stopped') return 'ending after the running trials';
  return study.settings?.paused ? 'paused' : '';
}
