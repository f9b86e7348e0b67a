import type { TextProps } from 'ink';

/** What a piece of text is, as far as its looks go. */
export type Tone = 'plain' | 'title' | 'best' | 'running' | 'muted' | 'bad' | 'warning';

type Look = Pick<TextProps, 'color' | 'bold' | 'dimColor'>;

const coloured: Record<Tone, Look> = {
  plain: {},
  title: { color: 'cyan', bold: true },
  best: { color: 'green', bold: true },
  running: { color: 'yellow' },
  muted: { dimColor: true },
  bad: { color: 'red' },
  warning: { color: 'yellow', bold: true },
};

/** Without colour, as https://no-color.org asks, weight alone tells tones apart; states stand in words anyway. */
const colourless: Record<Tone, Look> = {
  plain: {},
  title: { bold: true },
  best: { bold: true },
  running: {},
  muted: { dimColor: true },
  bad: {},
  warning: { bold: true },
};

export function look(tone: Tone): Look {
  return process.env.NO_COLOR ? colourless[tone] : coloured[tone];
}
