import { type Content, html, type Markup } from '../html/markup.js';
import { linearTicks, type Tick } from '../html/parameter-axis.js';
import type { ValueRange } from '../html/value-range.js';
import type { LineLook } from '../line-look.js';
import { numberText } from '../wording.js';
import { figure, label, rounded } from './figure.js';

/** Within a figure of 800 pixels. */
const area = { left: 76, right: 780, top: 66, bottom: 316 };
const height = 360;

/** Where a point of the plot stands, in pixels; what is beyond the range of values stands at its edge. */
export type Place = (x: number, value: number) => readonly [x: number, y: number];

interface Plot {
  readonly title: string;
  /** Over what the values run, from 0 to `last`. */
  readonly over: string;
  readonly last: number;
  readonly values: ValueRange;
  readonly legend: readonly LegendEntry[];
  readonly draw: (place: Place) => Content;
}

/** A class of the style sheet, which has a mark and a colour. */
export type StateLook = 'complete' | 'pruned' | 'failed' | 'best';

export type LegendEntry = {
  readonly text: string;
} & ({ readonly look: StateLook; readonly sign: 'mark' | 'stroke' } | { readonly look: LineLook; readonly sign: 'stroke' });

/** A figure with two axes: the objective's value over something counted from 0. */
export function plot({ title, over, last, values, legend, draw }: Plot): string {
  const end = Math.max(1, last);
  const inRange = (value: number) => Math.min(values.high, Math.max(values.low, value));
  const share = (value: number) => (inRange(value) - values.low) / (values.high - values.low);
  const place: Place = (x, value) => [
    rounded(area.left + (x / end) * (area.right - area.left)),
    rounded(area.bottom - share(value) * (area.bottom - area.top)),
  ];
  return figure(
    title,
    height,
    html`${signs(legend)}${values.ticks.map(gridLine)}${linearTicks(0, end, true).map((x) => label(place(x, 0)[0], area.bottom + 18, numberText(x), 'middle'))}
${label((area.left + area.right) / 2, height - 8, over, 'middle')}${draw(place)}`,
  );
}

function gridLine({ at, text }: Tick): Markup {
  const y = rounded(area.bottom - at * (area.bottom - area.top));
  return html`<path class="grid" d="M${area.left} ${y}H${area.right}"/>${label(area.left - 8, y + 4, text, 'end')}`;
}

function signs(legend: readonly LegendEntry[]): Markup[] {
  let x = 20;
  return legend.map((entry) => {
    const shape =
      entry.sign === 'stroke'
        ? line(
            entry.look,
            [
              [x, 46],
              [x + 18, 46],
            ],
            2.2,
          )
        : mark(entry.look, x + 9, 46);
    const sign = html`${shape}${label(x + 24, 50, entry.text)}`;
    x = rounded(x + 48 + 6.6 * entry.text.length);
    return sign;
  });
}

/** A trial's mark: the shapes say the same as the colours. */
export function mark(look: StateLook, x: number, y: number): Markup {
  if (look === 'pruned') return html`<path class="pruned" d="M${x} ${rounded(y - 4)}l4 7h-8z" fill="currentColor"/>\n`;
  if (look === 'failed')
    return html`<path class="failed" d="M${rounded(x - 3.5)} ${rounded(y - 3.5)}l7 7m0 -7l-7 7" stroke="currentColor" stroke-width="2"/>\n`;
  return html`<circle class="${look}" cx="${x}" cy="${y}" r="${look === 'best' ? 5 : 3.5}" fill="currentColor"/>\n`;
}

/** A line through the points. */
export function line(
  look: StateLook | LineLook,
  points: readonly (readonly [x: number, y: number])[],
  strokeWidth: number,
  opacity = 1,
): Markup {
  const way = points.map(([x, y]) => `${x} ${y}`).join('L');
  return html`<path ${attributesOf(look)} d="M${way}" fill="none" stroke="currentColor" stroke-width="${strokeWidth}" stroke-opacity="${opacity}" stroke-linejoin="round"/>\n`;
}

function attributesOf(look: StateLook | LineLook): Markup {
  if (typeof look === 'string') return html`class="${look}"`;
  const pattern = { solid: undefined, dashed: '6 4', dotted: '2 3' }[look.dash];
  return html`color="${look.colour}"${pattern && html` stroke-dasharray="${pattern}"`}`;
}
