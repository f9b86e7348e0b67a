import { importanceNote, nearNote } from '../../study/importance.js';
import { countText, shareText } from '../wording.js';
import type { ForestData } from './forest-data.js';
import { html, type Markup } from './markup.js';
import type { ReportData } from './report-data.js';

const mostPairs = 6;
/** A pair with less of the variance is not told from what single trees make of chance. */
const leastPairShare = 0.02;

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
  const { main, pairs } = forest.anova;
  const shown = pairs.filter(({ share }) => share >= leastPairShare).slice(0, mostPairs);
  const rest = Math.max(0, 1 - [...main, ...pairs].reduce((sum, { share }) => sum + share, 0));
  const largest = Math.max(...main.map(({ share }) => share), ...shown.map(({ share }) => share));
  const row = (name: string, share: number, className = '') =>
    html`<tr><th scope="row" class="text" title="${name}">${name}</th><td class="number">${shareText(share)}</td><td class="meter" aria-hidden="true"><span class="${className}" style="width: ${((100 * share) / largest).toFixed(1)}%"></span></td></tr>\n`;
  const alone = main.filter(({ share }) => share >= leastPairShare);
  return html`<div><h3>Alone and two together</h3><p class="note">Where the variance of the outcome over the whole space comes from, by functional ANOVA of a random forest of
${forestText(forest)}: what two parameters decide together, beyond what each does alone, is an interaction.${
    shown.length === 0 ? ` No pair has more than ${shareText(leastPairShare)}.` : ''
  }</p>
<table class="meters"><thead><tr><th scope="col">Parameter or pair</th><th scope="col" class="number">Share</th><td></td></tr></thead><tbody>
${alone.map(({ name, share }) => row(name, share))}${shown.map(({ names, share }) => row(names.join(' × '), share, 'pair-share'))}</tbody></table>
<p class="note">${shareText(rest)} is of three and more together, chance among it.</p></div>`;
}

/** `412 trials, which foresees 71 % of the variance of trials that it does not know` */
export function forestText({ trials, of, explained }: ForestData): string {
  const sample = trials < of ? ` (evenly chosen of ${of.toLocaleString('en-US')})` : '';
  return `${countText(trials, 'trial')}${sample}, which foresees ${shareText(explained)} of the variance of trials that it does not know`;
}
