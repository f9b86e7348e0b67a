import { plusMinus } from '../certainty-text.js';
import { lineStroke } from '../html/line-stroke.js';
import { html, Markup } from '../html/markup.js';
import { renderPage } from '../html/page.js';
import { scrollingTable } from '../html/scrolling-table.js';
import { stateBar } from '../html/state-bar.js';
import { lineLook } from '../line-look.js';
import { testValue } from '../verdict.js';
import { countText, numberText } from '../wording.js';
import { type FreshSeeds, freshSeedsOf } from './fresh-seeds.js';
import { outcomeRows } from './outcome.js';
import { sideBySideData } from './page-data.js';
import { sideBySideScript } from './page-script.js';
import { rowsThatDiffer, type StudyRow } from './rows.js';
import { settingsOf } from './settings.js';
import type { SideBySide, StudySide } from './side-by-side.js';
import { cautions, verdict } from './verdict.js';
import { winnerRows } from './winners.js';

/** Studies side by side as one page. */
export function renderSideBySidePage(compared: SideBySide): string {
  const { studies } = compared;
  const settings = rowsThatDiffer(studies.map(({ record }) => settingsOf(record)));
  const body = html`${overview(compared)}
${courses(compared)}
${section('outcome', 'What came out', 'Figure', studies, outcomeRows(compared))}
${section('winners', 'The best trials’ parameters', 'Parameter', studies, winnerRows(studies))}
${section('settings', 'Settings that differ', 'Setting', studies, settings)}`;
  return renderPage({ title: titleOf(studies), body, data: sideBySideData(compared), script: sideBySideScript() });
}

function titleOf(studies: readonly StudySide[]): string {
  return studies.map(({ name }) => name).join(' · ');
}

function overview(compared: SideBySide): Markup {
  const { objective, studies } = compared;
  return html`<header>
<p class="overline">Hypersweep comparison · ${countText(studies.length, 'study', 'studies')} · ${objective.goal} ${objective.metric}</p>
<h1>${titleOf(studies)}</h1>
<p class="verdict">${verdict(compared)}</p>
${cautions(compared).map((caution) => html`<p class="note">${caution}</p>`)}
</header>
<dl class="tiles">${studies.map((study, index) => tile(study, index, freshSeedsOf(study, objective)))}</dl>`;
}

function tile({ name, summary }: StudySide, index: number, fresh: FreshSeeds | undefined): Markup {
  const ofSeeds = summary.certainty?.configurations[0]?.test;
  const ofBest = testValue(summary);
  const test = ofSeeds ? plusMinus(ofSeeds) : ofBest === undefined ? undefined : numberText(ofBest);
  const [value = '–', ...spread] = fresh ? fresh.text.split(' ') : summary.best ? [numberText(summary.best.value)] : [];
  const about = summary.best
    ? [
        ...(fresh ? [`${[...spread, 'over'].join(' ')} ${countText(fresh.losses.length, 'fresh seed')}`] : []),
        `trial ${summary.best.trial}${fresh ? '' : ', as the search saw it'}`,
        ...(test === undefined ? [] : [`test ${test}`]),
      ].join(', ')
    : 'no complete trial';
  return html`<div class="tile"><dt>${lineStroke(lineLook(index))} ${name}</dt><dd>${value}</dd>
<dd class="sub">${about}</dd>${stateBar(summary)}</div>`;
}

function courses({ objective, studies }: SideBySide): Markup {
  const label = `Best ${objective.metric} so far, a line for each of ${titleOf(studies)}. The table below has figures.`;
  const choices = ['trials', 'epochs', 'time'].map(
    (kind) =>
      html`<label><input type="radio" name="effort" value="${kind}"${new Markup(kind === 'trials' ? ' checked' : '')}> ${kind}</label>`,
  );
  return html`<figure class="card"><div class="head"><h2>Best value so far</h2>
<div class="tools" role="radiogroup" aria-label="What the chart runs over">over ${choices}</div></div>
<ul class="legend">${studies.map(({ name }, index) => html`<li>${lineStroke(lineLook(index))}${name}</li>`)}</ul>
<div id="courses-chart" class="chart parallel" role="img" aria-label="${label}"></div></figure>`;
}

function section(
  id: string,
  title: string,
  rowsAre: string,
  studies: readonly StudySide[],
  rows: readonly StudyRow[],
): Markup | undefined {
  if (rows.length === 0) return undefined;
  const header = [rowsAre, ...studies.map(({ name }, index) => html`${lineStroke(lineLook(index))} ${name}`)];
  const cell = (row: StudyRow, study: number) => {
    const text = row.cells[study] || '–';
    return row.best?.[study] ? html`<strong>${text}</strong>` : text;
  };
  const table = scrollingTable({
    label: title,
    header,
    rows: rows.map((row) => [row.name, ...studies.map((_, study) => cell(row, study))]),
    cellClass: 'why',
  });
  return html`<section class="card long" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${table}</section>`;
}
