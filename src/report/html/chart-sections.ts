import type { StudyRecord } from '../../core/study-record.js';
import type { TrialState } from '../../core/trial.js';
import { forestText } from '../interactions.js';
import type { Summary } from '../summary.js';
import { countText, numberText } from '../wording.js';
import { chart } from './chart.js';
import { html, type Markup } from './markup.js';
import type { ReportData } from './report-data.js';
import { legend, stateStroke } from './symbols.js';
import type { ValueRange } from './value-range.js';

/** How the search went: the best value over the trials, and each trial over its epochs. */
export function courseSection(record: StudyRecord, summary: Summary, data: ReportData): Markup | undefined {
  if (data.trials.length === 0) return undefined;
  const { metric } = summary;
  const best = summary.best
    ? `Best so far: ${numberText(summary.best.value)}, trial ${summary.best.trial}.`
    : 'No complete trial.';
  const hasCurves = record.trials.some((trial) => trial.reports.length > 0);
  return html`<div class="pair">
<figure class="card"><h2 id="progress-title">Best value over trials</h2>
${marksLegend(data, 'best so far')}${bandNote(data)}
${chart('progress-chart', `${metric} of each trial in order. ${best}`)}${beyondNote(data.values)}${drawnNote(data)}</figure>
<figure class="card"><h2>Learning curves</h2>
${
  hasCurves
    ? html`${strokesLegend(data)}
${chart('curves-chart', `${metric} over the epochs, one line a trial.`)}${beyondNote(data.curveValues)}${sampleNote(data)}`
    : html`<p class="note">No trial reported intermediate values, so there are no curves to show.</p>`
}</figure></div>`;
}

/** Two objectives against each other. */
export function paretoSection({ pareto }: ReportData): Markup | undefined {
  if (!pareto) return undefined;
  const [first, second] = pareto.metrics;
  const note = `${countText(pareto.front.length, 'trial')} on the Pareto front: no other is at least as good in both and better in one.`;
  const beyond = pareto.ranges.map((range, i) => beyondNote(range, pareto.metrics[i]));
  return html`<figure class="card"><h2>${second} against ${first}</h2>
<p class="note">${note} The dashed line joins them; the first of the leaderboard is in orange.</p>
${chart('pareto-chart', `${second} against ${first}, one mark a complete trial. ${note}`)}${beyond}</figure>`;
}

/** What trials cost against what they reached. */
export function costSection({ cost, objective }: ReportData): Markup | undefined {
  if (!cost) return undefined;
  const note = `${countText(cost.front.length, 'trial')} on the front: none that was as quick is better.`;
  return html`<figure class="card"><h2>${objective.metric} against the time of a trial</h2>
<p class="note">Complete trials. ${note} The dashed line joins them; the best is in orange.</p>
${chart('cost-chart', `${objective.metric} against ${cost.metrics[0]}, one mark a complete trial. ${note}`)}${cost.ranges.map((range, i) => beyondNote(range, cost.metrics[i]))}</figure>`;
}

/** How parameters and outcome hang together, all at once. */
export function parallelSection(data: ReportData): Markup | undefined {
  if (data.trials.length === 0 || data.axes.length === 0) return undefined;
  const width = (data.axes.length + 1) * 92;
  const hasAbsent = data.trials.some(({ positions }) => positions.includes(null));
  return html`<figure class="card"><h2>All parameters at once</h2>
<p class="note">One line a trial, ${data.objective.metric} on the right; the stronger its colour, the better; the best in orange. Drag along an axis to keep only
the trials that pass there: the table below and the other charts follow.${hasAbsent ? ' Lines at “absent” are of trials that do not have the parameter.' : ''}</p>
${drawnNote(data)}<div class="scroll" tabindex="0" role="group" aria-label="Parallel coordinates, scrolls sideways on narrow screens"
><div style="min-width: ${width}px">${chart('parallel-chart', `Parallel coordinates of ${countText(data.trials.length, 'trial')} over ${countText(data.axes.length, 'parameter')} and ${data.objective.metric}. The leaderboard has the same figures.`, 'chart parallel')}</div></div></figure>`;
}

/** How each parameter alone hangs together with the outcome. */
export function parametersSection(data: ReportData): Markup | undefined {
  if (data.trials.length === 0 || data.axes.length === 0) return undefined;
  const charts = data.axes.map(
    (
      { name, kind },
      index,
    ) => html`<figure><h3>${name}${kind === 'log' ? html` <span class="kind">log scale</span>` : undefined}</h3>
${chart(`parameter-chart-${index}`, `${data.objective.metric} against ${name}, one mark a trial.`)}</figure>`,
  );
  return html`<section class="card long" aria-labelledby="parameters-title"><h2 id="parameters-title">Each parameter and ${data.objective.metric}</h2>
${marksLegend(data, 'best')}
${valuelessNote(data)}${drawnNote(data)}${sliceNote(data)}<div class="small-charts">${charts}</div></section>`;
}

function bandNote({ band }: ReportData): Markup | undefined {
  if (band.length < 2) return undefined;
  return html`<p class="note">The band: where the best so far would be in eight of ten orders of the same trials. What stays in it may be luck; a search
that learns is worse than the band at first, since it found its good trials late.</p>`;
}

function sampleNote({ trials, curvesShown }: ReportData): Markup | undefined {
  const all = trials.filter(({ curve }) => curve.length > 0).length;
  if (all === curvesShown.length) return undefined;
  return html`<p class="note">${curvesShown.length} of ${countText(all, 'curve')}, evenly chosen, with the best and the one picked.</p>`;
}

function sliceNote({ forest, objective }: ReportData): Markup | undefined {
  if (!forest) return undefined;
  return html`<p class="note">The line is the ${objective.metric} to be expected at a value, on average over all values of the other parameters, by a random
forest of ${forestText(forest)}; the band is one standard deviation of its trees: where it is wide, little is known. Far outliers are cut off. A pruned trial counts
as if it had gone on to improve as complete ones did, but as no better than their median.</p>`;
}

function drawnNote({ trials, mostDrawn }: ReportData): Markup | undefined {
  if (trials.length <= mostDrawn) return undefined;
  return html`<p class="note">${mostDrawn.toLocaleString('en-US')} of ${countText(trials.length, 'trial')}, evenly chosen, with the best and the one picked.</p>`;
}

function valuelessNote({ trials }: ReportData): Markup | undefined {
  const valueless = trials.some(({ state, value }) => state === 'failed' && value === null);
  return valueless ? html`<p class="note">Failed trials without a value stand on the worse edge.</p>` : undefined;
}

function marksLegend(data: ReportData, best: string): Markup {
  return legend([...bestEntry(data, best), ...statesOf(data).map((state) => [state, marksText[state]] as const)]);
}

function strokesLegend(data: ReportData): Markup {
  return legend([...bestEntry(data, 'best'), ...statesOf(data).map((state) => [state, state] as const)], stateStroke);
}

const marksText: Record<TrialState, string> = {
  complete: 'complete',
  pruned: 'pruned, at its last value',
  failed: 'failed',
  running: 'running',
  waiting: 'waiting',
};

function bestEntry({ best }: ReportData, text: string): (readonly ['best', string])[] {
  return best === null ? [] : [['best', text]];
}

/** Those that occur and that charts draw. */
function statesOf({ trials }: ReportData): TrialState[] {
  const drawn = ['complete', 'pruned', 'failed', 'running'] as const;
  return drawn.filter((state) => trials.some((trial) => trial.state === state));
}

function beyondNote({ beyond }: ValueRange, of?: string): Markup | undefined {
  const which = of === undefined ? '' : ` in ${of}`;
  return beyond > 0 ? html`<p class="note">${countText(beyond, 'far outlier')}${which} drawn at the edge.</p>` : undefined;
}
