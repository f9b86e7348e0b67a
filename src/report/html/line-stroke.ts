import type { LineLook } from '../line-look.js';
import { html, type Markup } from './markup.js';

/** A piece of a chart's line, for legends and tables. */
export function lineStroke({ colour, dash }: LineLook): Markup {
  const pattern = { solid: 'none', dashed: '6 4', dotted: '2 3' }[dash];
  return html`<svg width="26" height="10" viewBox="0 0 26 10" aria-hidden="true"
><path d="M0 5H26" stroke="${colour}" stroke-width="2.5" stroke-dasharray="${pattern}"/></svg>`;
}
