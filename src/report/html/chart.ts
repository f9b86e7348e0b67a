import { html, type Markup } from './markup.js';

/** Where the page's script draws a chart; `label` says for those who cannot see it what it shows. */
export function chart(id: string, label: string, className = 'chart'): Markup {
  return html`<div id="${id}" class="${className}" role="img" aria-label="${label}"></div>`;
}
