import type { StudyRecord } from '../../core/study-record.js';
import { objectivesOf } from '../../core/study-spec.js';
import { type SearchGain, searchGain } from '../../study/search-gain.js';
import { type CertainConfiguration, type Certainty, certaintyOf } from '../certainty.js';
import { certaintyNote, optimismText, plusMinus, searchGainText, uncertainFormat, untoldText } from '../certainty-text.js';
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
  const columns = finalistColumns(certainty);
  return html`<p class="prose">${untoldText(certainty)} ${optimismText(certainty)}</p>
<div class="scroll" tabindex="0" role="group" aria-label="Configurations with fresh seeds, scrolls sideways on narrow screens"><table class="finalists">
<thead><tr>${columns.map(({ title, className }) => html`<th scope="col" class="${className ?? ''}">${title}</th>`)}</tr></thead><tbody>
${certainty.configurations.map((one) => html`<tr${one === winner ? html` class="winner"` : undefined}>${columns.map(({ cell, className }) => html`<td class="${className ?? ''}">${cell(one)}</td>`)}</tr>\n`)}</tbody></table></div>
<p class="note">${certaintyNote} ${evidenceNote(certainty)}</p>`;
}

interface Column {
  readonly title: string;
  readonly className?: string;
  readonly cell: (one: CertainConfiguration) => string;
}

function finalistColumns({ configurations }: Certainty): Column[] {
  const optimismFormat = uncertainFormat(Math.max(...configurations.map(({ optimism }) => Math.abs(optimism))));
  const [winner] = configurations;
  const tested: Column = { title: 'Test', className: 'number', cell: ({ test }) => (test ? plusMinus(test) : '–') };
  return [
    { title: 'Trial', cell: ({ trial }) => String(trial) },
    { title: 'Mean over fresh seeds', className: 'number value', cell: plusMinus },
    ...(configurations.some(({ test }) => test) ? [tested] : []),
    {
      title: 'Seeds',
      className: 'number',
      cell: ({ seeds, failedSeeds }) => `${seeds}${failedSeeds > 0 ? ` (${failedSeeds} failed)` : ''}`,
    },
    { title: 'Value the search saw', className: 'number', cell: ({ seen }) => numberText(seen) },
    { title: 'Too good by', className: 'number', cell: ({ optimism }) => optimismFormat(optimism) },
    { title: 'Beside the best', cell: (one) => (one === winner ? 'the best' : besideBest(one)) },
  ];
}

function besideBest({ toldFromBest }: CertainConfiguration): string {
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
  return html`<h3 class="apart">What the search bought</h3><p class="prose">${text}</p>${
    gain.isTooFew
      ? undefined
      : html`<ul class="legend"><li><svg class="best" width="18" height="10" viewBox="0 0 18 10" aria-hidden="true"><path d="M0 5H18" stroke="currentColor" stroke-width="2"/></svg>best of the search so far</li>
<li><svg class="complete" width="18" height="10" viewBox="0 0 18 10" aria-hidden="true"><path d="M0 5H18" stroke="currentColor" stroke-width="2" stroke-dasharray="5 3"/></svg>expected best of so many random trials</li></ul>
<div id="search-gain-chart" class="chart" role="img" aria-label="${`${spec.objective.metric} over the number of trials. ${text}`}" data-gain="${JSON.stringify(data)}"></div>`
  }`;
}
