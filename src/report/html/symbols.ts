import type { TrialState } from '../../core/trial.js';
import { html, type Markup } from './markup.js';

/** The mark of a state in legends and tables; the charts draw the same shapes. */
export function stateSymbol(state: TrialState | 'best'): Markup {
  return html`<svg class="${state}" width="10" height="10" viewBox="0 0 10 10" aria-hidden="true">${shapes[state]}</svg>`;
}

const shapes: Record<TrialState | 'best', Markup> = {
  complete: html`<circle cx="5" cy="5" r="4" fill="currentColor"/>`,
  best: html`<circle cx="5" cy="5" r="5" fill="currentColor"/>`,
  pruned: html`<path d="M5 1L9.5 9H.5Z" fill="currentColor"/>`,
  failed: html`<path d="M1.5 1.5L8.5 8.5M8.5 1.5L1.5 8.5" stroke="currentColor" stroke-width="2.2"/>`,
  running: html`<circle cx="5" cy="5" r="3.6" fill="none" stroke="currentColor" stroke-width="1.6"/>`,
  waiting: html`<circle cx="5" cy="5" r="1.6" fill="currentColor"/>`,
};

export function legend(entries: readonly (readonly [TrialState | 'best', string])[], symbol = stateSymbol): Markup {
  return html`<ul class="legend">${entries.map(([state, text]) => html`<li>${symbol(state)}${text}</li>`)}</ul>`;
}

/** The stroke of a state in a chart of lines. */
export function stateStroke(state: TrialState | 'best'): Markup {
  const stroke = html`<path d="M0 5H18" stroke="currentColor" stroke-width="${state === 'best' ? 3 : 2}"/>`;
  return html`<svg class="${state}" width="18" height="10" viewBox="0 0 18 10" aria-hidden="true">${stroke}</svg>`;
}

/** A curve in a table cell, from its own lowest to its own highest value. */
export function sparkline(values: readonly number[]): Markup | undefined {
  const [width, height, inset] = [72, 18, 2];
  const finite = values.filter(Number.isFinite);
  if (finite.length < 2) return undefined;
  const [low, high] = [Math.min(...finite), Math.max(...finite)];
  const points = finite.map((value, index) => {
    const x = inset + (index / (finite.length - 1)) * (width - 2 * inset);
    const y = height - inset - (high > low ? (value - low) / (high - low) : 0.5) * (height - 2 * inset);
    return `${x.toFixed(1)},${y.toFixed(1)}`;
  });
  return html`<svg class="spark" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" aria-hidden="true"
    ><polyline points="${points.join(' ')}" fill="none" stroke="currentColor" stroke-width="1.5" stroke-linejoin="round"/></svg>`;
}
