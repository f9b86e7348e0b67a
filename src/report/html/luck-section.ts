import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf } from '../../core/study-spec.js';
import { type SearchGain, searchGain } from '../../study/search-gain.js';
import { type CertainConfiguration, type Certainty, certaintyOf } from '../certainty.js';
import { certaintyNote, optimismText, plusMinus, searchGainText, untoldText } from '../certainty-text.js';
import { numberText } from '../wording.js';
import { html, type Markup } from './markup.js';
import { searchGainData } from './search-gain-data.js';

/** How sure the result is: what fresh seeds say of the best, and what the search bought over random search. */
export function luckSection(record: StudyRecord): Markup | undefined {
  const certainty = certaintyOf(record);
  const gain = objectivesOf(record.spec).length > 1 ? undefined : searchGain(record.trials);
  if (!certainty && !gain) return undefined;
  return html`<section class="card long" aria-labelledby="luck-title"><h2 id="luck-title">How sure is this?</h2>
${certainty ? finalists(certainty) : html`<p class="note">Every configuration ran under one seed, and the search prefers what was lucky: expect the best value to be too good. Keys <code>repeats</code> and <code>finalize</code> of a sweep file run the best ones again.</p>`}
${gain ? boughtFigure(gain, record) : undefined}</section>`;
}

function finalists(certainty: Certainty): Markup {
  const [winner] = certainty.configurations;
  const isTested = certainty.configurations.some(({ test }) => test !== null);
  const titles = [
    'Trial',
    'Seeds',
    'Value the search saw',
    'Mean over fresh seeds',
    ...(isTested ? ['Test'] : []),
    'Too good by',
    '',
  ];
  return html`<p>${untoldText(certainty)} ${winner ? optimismText(winner, certainty.expected) : ''}</p>
<div class="scroll" tabindex="0" role="group" aria-label="Configurations with fresh seeds, scrolls sideways on narrow screens"><table class="finalists">
<thead><tr>${titles.map((title, index) => html`<th scope="col" class="${index > 0 && title !== '' ? 'number' : ''}">${title === '' ? html`<span class="unseen">Against the best</span>` : title}</th>`)}</tr></thead><tbody>
${certainty.configurations.map((one, index) => finalistRow(one, index === 0, isTested))}</tbody></table></div>
<p class="note">${certaintyNote} ${evidenceNote(certainty)}</p>`;
}

function finalistRow(one: CertainConfiguration, isBest: boolean, isTested: boolean): Markup {
  const { trial, seeds, failedSeeds, seen, optimism, test } = one;
  return html`<tr${isBest ? html` class="winner"` : undefined}><td>${trial}</td>
<td class="number">${seeds}${failedSeeds > 0 ? ` (${failedSeeds} failed)` : ''}</td><td class="number">${numberText(seen)}</td>
<td class="number value">${plusMinus(one)}</td>${isTested ? html`<td class="number">${test ? plusMinus(test) : '–'}</td>` : undefined}
<td class="number">${numberText(Number(optimism.toPrecision(2)))}</td><td>${againstBest(one, isBest)}</td></tr>\n`;
}

function againstBest({ toldFromBest }: CertainConfiguration, isBest: boolean): string {
  if (isBest) return 'the best';
  if (toldFromBest === null) return 'too few seeds to tell';
  return toldFromBest ? 'worse beyond doubt' : '≈ cannot be told from the best';
}

function evidenceNote({ configurations }: Certainty): string {
  const raced = configurations.filter(({ evidence }) => evidence === 'repeat').length;
  if (raced === configurations.length) return 'The seeds are those of the race between the best.';
  if (raced === 0) return 'The seeds are those of the final retraining.';
  const trials = configurations.flatMap(({ trial, evidence }) => (evidence === 'repeat' ? [trial] : []));
  return `The seeds are those of the final retraining; of ${raced === 1 ? 'trial' : 'trials'} ${trials.join(', ')} those of the race that went before.`;
}

function boughtFigure(gain: SearchGain, { spec }: StudyRecord): Markup {
  const text = searchGainText(gain, spec.objective);
  const data = searchGainData(gain, spec.objective);
  return html`<h3 class="apart">What the search bought</h3><p>${text}</p>${
    gain.isTooFew
      ? undefined
      : html`<ul class="legend"><li><svg class="best" width="18" height="10" viewBox="0 0 18 10" aria-hidden="true"><path d="M0 5H18" stroke="currentColor" stroke-width="2"/></svg>best of the search so far</li>
<li><svg class="complete" width="18" height="10" viewBox="0 0 18 10" aria-hidden="true"><path d="M0 5H18" stroke="currentColor" stroke-width="2" stroke-dasharray="5 3"/></svg>expected best of so many random trials</li></ul>
<div id="search-gain-chart" class="chart" role="img" aria-label="${`${spec.objective.metric} over the number of trials. ${text}`}" data-gain="${JSON.stringify(data)}"></div>`
  }`;
}
