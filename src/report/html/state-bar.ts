import type { Summary } from '../summary.js';
import { html, type Markup } from './markup.js';

/** The shares of the states that trials have ended in; the figures stand beside it. */
export function stateBar({ trials }: Summary): Markup | undefined {
  if (trials.total === 0) return undefined;
  const parts = (['complete', 'pruned', 'paused', 'failed'] as const).filter((part) => trials[part] > 0);
  return html`<dd class="bar" aria-hidden="true">${parts.map((part) => html`<span class="${part}" style="flex: ${trials[part]}"></span>`)}</dd>`;
}
