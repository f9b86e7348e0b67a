import type { TextProps } from 'ink';

/** What a piece of text is, as far as its looks go. */
export type Tone = 'plain' | 'title' | 'best' | 'running' | 'muted' | 'bad' | 'warning' | 'cursor' | SeriesTone;
type SeriesTone = 'series-1' | 'series-2' | 'series-3' | 'series-4';

/** Of curves over one another, in turn. */
export const seriesTones: readonly Tone[] = ['series-1', 'series-2', 'series-3', 'series-4'];

type Look = Pick<TextProps, 'color' | 'bold' | 'dimColor' | 'inverse'>;

/**
 * Colours that people with any colour vision tell apart: those of Okabe and Ito (https://jfly.uni-koeln.de/color/) that also
 * stand out from black and from white, so that no terminal has to be asked for its background. A terminal with fewer colours
 * gets the nearest ones.
 */
export const palette = { blue: '#0072B2', vermillion: '#D55E00', green: '#009E73', purple: '#CC79A7' } as const;

const coloured: Record<Tone, Look> = {
  plain: {},
  title: { color: palette.blue, bold: true },
  best: { color: palette.green, bold: true },
  running: { color: palette.purple },
  muted: { dimColor: true },
  bad: { color: palette.vermillion },
  warning: { color: palette.vermillion, bold: true },
  cursor: { inverse: true },
  'series-1': { color: palette.green },
  'series-2': { color: palette.vermillion },
  'series-3': { color: palette.blue },
  'series-4': { color: palette.purple },
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
  cursor: { inverse: true },
  'series-1': {},
  'series-2': {},
  'series-3': {},
  'series-4': {},
};

export function look(tone: Tone): Look {
  return process.env.NO_COLOR ? colourless[tone] : coloured[tone];
}
