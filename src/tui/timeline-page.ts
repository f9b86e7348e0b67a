import { formatDuration, formatElapsed } from './duration.js';
import { type Line, line, type Piece } from './line.js';
import type { Span } from './spans.js';
import type { StudyState } from './state.js';
import { padded } from './text.js';
import type { Tone } from './theme.js';

/** How a stretch of a trial is drawn: told apart without colour, too. */
const looks: Readonly<Record<Span['state'], { readonly fill: string; readonly tone: Tone; readonly name: string }>> = {
  complete: { fill: '█', tone: 'best', name: 'complete' },
  pruned: { fill: '▒', tone: 'plain', name: 'pruned' },
  running: { fill: '▓', tone: 'running', name: 'running' },
  failed: { fill: 'x', tone: 'bad', name: 'failed' },
  waiting: { fill: '-', tone: 'muted', name: 'interrupted' },
};
const IDLE = '·';
/** Where many trials share a cell: how much of it was used. */
const SHARES = '·░▒▓█';
const LEVELS = ' ▁▂▃▄▅▆▇█';
/** What `+` and `-` choose from, in milliseconds; the last is all of the run. */
export const windows: readonly (number | undefined)[] = [60_000, 300_000, 900_000, 3_600_000, 21_600_000, 86_400_000, undefined];

/** What every slot has run, over time, and how much of it that was. */
export function timelinePage(study: StudyState, now: number, windowMs: number | undefined, width: number): Line[] {
  const { activities, spans, startedAt } = study;
  if (activities.length === 0) return [line('No slots.', 'muted')];
  const end = Math.max(startedAt + 1, study.ended?.at ?? now);
  // The oldest spans of a long run are gone.
  const oldest = spans.length > 0 && spans[0] ? Math.max(startedAt, spans[0].from) : startedAt;
  const start = windowMs === undefined ? Math.min(oldest, end - 1) : Math.max(startedAt, end - windowMs);
  const labels = activities.map(({ slot }) => `${String(slot.index).padStart(2)} ${slot.device}`);
  const labelWidth = Math.min(Math.floor(width / 4), Math.max(4, ...labels.map((label) => label.length)));
  const cells = Math.max(1, width - labelWidth - 7);

  const rows = activities.map(({ slot }) =>
    rowOf(
      spans.filter((span) => span.slot === slot.index),
      start,
      end,
      cells,
    ),
  );
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const together = Array.from({ length: cells }, (_, cell) => mean(rows.map(({ busy }) => busy[cell] as number)));
  const lead = (label: string, share: number) => `${padded(label, labelWidth)} ${`${Math.round(100 * share)}%`.padStart(4)} `;
  return [
    line(
      `what the slots ran ${windowMs === undefined ? 'since the beginning of this run' : `in the last ${formatDuration(windowMs)}`}`,
      'title',
    ),
    ...rows.map(({ pieces, busy }, i): Line => [{ text: lead(labels[i] as string, mean(busy)), tone: 'plain' }, ...pieces]),
    [
      { text: lead('all', mean(together)), tone: 'plain' },
      { text: together.map((share) => LEVELS[Math.round(share * 8)]).join(''), tone: 'running' },
    ],
    axis(end - start, labelWidth + 6, cells, study.ended !== undefined),
    line(''),
    legend(),
  ];
}

interface Row {
  readonly pieces: readonly Piece[];
  /** Of each cell, 0 to 1. */
  readonly busy: readonly number[];
}

function rowOf(spans: readonly Span[], start: number, end: number, cells: number): Row {
  const busy = new Array<number>(cells).fill(0);
  const characters: string[] = new Array(cells).fill(IDLE);
  const tones: Tone[] = new Array(cells).fill('muted');
  /** How many spans begin or end in a cell: more than one is too much to draw. */
  const crowd = new Array<number>(cells).fill(0);
  const perCell = (end - start) / cells;
  for (const span of spans) {
    const from = Math.max(span.from, start);
    const to = Math.min(span.to ?? end, end);
    if (to <= from) continue;
    const [first, last] = [(from - start) / perCell, (to - start) / perCell];
    const { fill, tone } = looks[span.state];
    const lastCell = Math.min(cells - 1, Math.ceil(last) - 1);
    for (let cell = Math.floor(first); cell <= lastCell; cell++) {
      busy[cell] = Math.min(1, (busy[cell] as number) + Math.min(last, cell + 1) - Math.max(first, cell));
      crowd[cell] = (crowd[cell] as number) + 1;
      characters[cell] = fill;
      tones[cell] = tone;
    }
    // Its number, where there is room for it and for a cell that shows what became of it.
    const label = ` ${span.trialNumber} `;
    const begin = Math.ceil(first);
    if (span.from >= start && lastCell - begin >= label.length) {
      for (const [i, character] of [...label].entries()) characters[begin + i] = character;
    }
  }
  for (const [cell, number] of crowd.entries()) {
    if (number > 2) [characters[cell], tones[cell]] = [SHARES[Math.round((busy[cell] as number) * 4)] as string, 'plain'];
  }
  return { pieces: characters.map((text, i) => ({ text, tone: tones[i] as Tone })).reduce<Piece[]>(joined, []), busy };
}

function joined(pieces: Piece[], next: Piece): Piece[] {
  const last = pieces.at(-1);
  if (last?.tone !== next.tone) pieces.push(next);
  else pieces[pieces.length - 1] = { text: last.text + next.text, tone: last.tone };
  return pieces;
}

function axis(milliseconds: number, margin: number, cells: number, ended: boolean): Line {
  const left = `${formatElapsed(milliseconds)} ago`;
  const right = ended ? 'the end' : 'now';
  return line(`${' '.repeat(margin)}${left}${right.padStart(Math.max(right.length + 1, cells - left.length))}`, 'muted');
}

function legend(): Line {
  return Object.values(looks).map(({ fill, tone, name }) => ({ text: `${fill}${fill} ${name}  `, tone }));
}
