import { importanceNote, nearNote } from '../../study/importance.js';
import { interactionsNote, restNote, tellingShares } from '../interactions.js';
import { shareText } from '../wording.js';
import type { ForestData } from './forest-data.js';
import { html, type Markup } from './markup.js';
import type { ReportData } from './report-data.js';

/** Which parameters matter, alone and two together; nothing while too few trials are complete to tell. */
export function importanceSection(data: ReportData): Markup | undefined {
  const { importance, forest } = data;
  if (importance.length === 0) return undefined;
  const ranking = importance.map(({ name, share, near }) => `${name} ${shareText(share)} (${shareText(near)})`).join(', ');
  const height = 8 + 36 * importance.length;
  return html`<section class="card" aria-labelledby="importance-title"><h2 id="importance-title">Parameter importance</h2><div class="blocks">
<div><h3>Each parameter by itself</h3><p class="note">${importanceNote} ${nearNote}</p>
<ul class="legend"><li><span class="swatch all"></span>in all of the space</li><li><span class="swatch near"></span>near the best</li></ul>
<div style="height: ${height}px" id="importance-chart" class="bars" role="img" aria-label="Share of each parameter in all of the space (and near the best): ${ranking}."></div></div>
${forest ? interactions(forest) : undefined}</div></section>`;
}

function interactions(forest: ForestData): Markup {
  const shares = tellingShares(forest.anova);
  const largest = Math.max(...forest.anova.main.map(({ share }) => share), ...shares.together.map(({ share }) => share));
  const row = (name: string, share: number, className = '') =>
    html`<tr><th scope="row" class="text" title="${name}">${name}</th><td class="number">${shareText(share)}</td><td class="meter" aria-hidden="true"><span class="${className}" style="width: ${((100 * share) / largest).toFixed(1)}%"></span></td></tr>\n`;
  return html`<div><h3>Alone and two together</h3><p class="note">${interactionsNote(forest, shares)}</p>
<table class="meters"><thead><tr><th scope="col">Parameter or pair</th><th scope="col" class="number">Share</th><td></td></tr></thead><tbody>
${shares.alone.map(({ name, share }) => row(name, share))}${shares.together.map(({ names, share }) => row(names.join(' × '), share, 'pair-share'))}</tbody></table>
<p class="note">${restNote(shares)}</p></div>`;
}
