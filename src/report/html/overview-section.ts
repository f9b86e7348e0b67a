import type { StudyRecord } from '../../core/study-record.js';
import { isRepeat } from '../../study/configurations.js';
import { tallyText } from '../../study/tally.js';
import { expectedOfWinner, plusMinus, valueAndSpread } from '../certainty-text.js';
import { searchedParameters } from '../searched-parameters.js';
import type { Summary } from '../summary.js';
import { testValue, verdict } from '../verdict.js';
import { choiceText, countText, dateText, durationText, numberText } from '../wording.js';
import { html, type Markup } from './markup.js';
import { stateBar } from './state-bar.js';

/** What came out, at a glance. */
export function overviewSection(record: StudyRecord, summary: Summary): Markup {
  return html`<header>
<p class="overline">Hypersweep report · ${dateText(record.createdAt)} · ${statusText[record.status]}</p>
<h1>${summary.name}</h1>
${summary.description === null ? undefined : html`<p class="description">${summary.description}</p>`}
<p class="verdict">${verdict(record)}</p>
</header>
<dl class="tiles">${tiles(record, summary)}</dl>
${bestParameters(record, summary)}`;
}

const statusText: Record<StudyRecord['status'], string> = {
  new: 'not started',
  running: 'not finished',
  interrupted: 'interrupted',
  finished: 'finished',
  failed: 'failed',
};

function tiles(record: StudyRecord, summary: Summary): Markup[] {
  const { spent, savedByPruning } = summary.epochs;
  const total = summary.trials.total;
  const repeats = record.trials.filter(isRepeat).length;
  const tally = [tallyText(summary.trials) || 'none yet', ...(repeats > 0 ? [`${repeats} of them repeats`] : [])].join(', ');
  return [
    html`<div class="tile first"><dt>${summary.front ? 'Ranked first:' : 'Best'} ${summary.metric}</dt><dd>${bestValueText(summary)}</dd>
<dd class="sub">${bestTileNote(summary)}</dd></div>`,
    html`<div class="tile"><dt>Trials</dt><dd>${total.toLocaleString('en-US')}</dd><dd class="sub">${tally}</dd>${stateBar(summary)}</div>`,
    html`<div class="tile"><dt>Epochs</dt><dd>${spent.toLocaleString('en-US')}</dd>
<dd class="sub">${savedByPruning ? `${savedByPruning.toLocaleString('en-US')} more saved by pruning` : 'over all trials'}</dd></div>`,
    html`<div class="tile"><dt>Time</dt><dd>${durationText(summary.elapsedMs)}</dd>
<dd class="sub">${total > 0 ? `${durationText(summary.elapsedMs / total)} a trial` : 'nothing ran'}</dd></div>`,
    html`<div class="tile"><dt>Search</dt><dd>${summary.sampler.type}</dd><dd class="sub">early stopping: ${summary.pruner.type}</dd></div>`,
  ];
}

function bestValueText({ best, certainty }: Summary): string {
  const expected = certainty && expectedOfWinner(certainty);
  if (expected) return valueAndSpread(expected).value;
  return best ? numberText(best.value) : '–';
}

function bestTileNote(summary: Summary): string {
  if (!summary.best) return 'no complete trial';
  const winner = summary.certainty?.configurations[0];
  const expected = summary.certainty && expectedOfWinner(summary.certainty);
  if (winner && expected) {
    const { spread } = valueAndSpread(expected);
    const test = winner.test ? [`test ${plusMinus(winner.test)}`] : [];
    return [`${spread} over ${countText(winner.seeds, 'fresh seed')}`.trim(), `trial ${winner.trial}`, ...test].join(', ');
  }
  const test = testValue(summary);
  return [
    `trial ${summary.best.trial}`,
    ...(test === undefined ? [] : [`test ${numberText(test)}`]),
    ...(summary.front ? [`on a front of ${summary.front.length}`] : []),
  ].join(', ');
}

function bestParameters({ spec }: StudyRecord, { best, test, certainty }: Summary): Markup | undefined {
  if (!best) return undefined;
  const searched = searchedParameters(spec.space).flatMap(({ name }) => {
    const value = best.params[name];
    return value === undefined ? [] : [html`<div><dt>${name}</dt><dd>${choiceText(value)}</dd></div>`];
  });
  const measured = [
    metricLine(`On the validation data${certainty ? ', as the search saw it' : ''}`, best.metrics),
    ...(test
      ? [metricLine(test.trial === best.trial ? 'On the test data' : `On the test data, trial ${test.trial}`, test.metrics)]
      : []),
  ];
  return html`<section class="card" aria-labelledby="best-title"><h2 id="best-title">Best parameters: ${`trial ${best.trial}`}</h2>
${searched.length > 0 ? html`<dl class="settings">${searched}</dl>` : html`<p class="note">${countText(0, 'parameter')} searched.</p>`}
<p class="note">${measured.join(' ')}</p></section>`;
}

function metricLine(where: string, metrics: Readonly<Record<string, number>>): string {
  const figures = Object.entries(metrics).map(([name, value]) => `${name} ${numberText(value)}`);
  return `${where}: ${figures.join(', ')}.`;
}
