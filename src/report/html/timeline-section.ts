import type { Timeline } from '../timeline.js';
import { countText, durationText, shareText } from '../wording.js';
import { chart } from './chart.js';
import { html, type Markup } from './markup.js';
import { legend } from './symbols.js';

/** What ran when, and how much of the slots' time was used. */
export function timelineSection(timeline: Timeline | undefined): Markup | undefined {
  if (timeline === undefined) return undefined;
  const { rows, spans, slots, busy, lengthMs, resumed } = timeline;
  const used = `While the study ran, ${slots === 1 ? 'its slot was' : `its ${slots} slots were`} busy for ${shareText(busy)} of the time.`;
  const resumedNote =
    resumed > 0 ? ` Of ${countText(resumed, 'trial')} that paused and went on, only the last stretch is shown.` : '';
  const states = (['complete', 'pruned', 'failed', 'running'] as const).filter((state) =>
    spans.some((span) => span.state === state),
  );
  const height = 44 + Math.max(14, Math.min(30, 480 / rows)) * rows;
  return html`<section class="card" aria-labelledby="timeline-title"><h2 id="timeline-title">What ran when</h2>
${legend(states.map((state) => [state, state]))}
<p class="note">${countText(spans.length, 'trial')} in ${durationText(lengthMs)}. ${used} A trial stands in the first row that was free.${resumedNote}</p>
<div style="height: ${Math.round(height)}px">${chart('timeline-chart', `When each trial ran, in ${countText(rows, 'row')}. ${used}`, 'chart fill')}</div></section>`;
}
