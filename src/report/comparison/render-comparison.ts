import { lineStroke } from '../html/line-stroke.js';
import { html, type Markup } from '../html/markup.js';
import { renderPage } from '../html/page.js';
import { scrollingTable } from '../html/scrolling-table.js';
import { lineLook } from '../line-look.js';
import { countText, numberText } from '../wording.js';
import type { ComparedMethod, Comparison } from './comparison.js';
import { comparisonData } from './comparison-data.js';
import { comparisonScript } from './comparison-script.js';

/** The comparison as one page: regrets over cost as curves, and in figures. */
export function renderComparison(comparison: Comparison): string {
  const body = html`${overview(comparison)}
${curves(comparison)}
${figures(comparison)}
${besideFirst(comparison)}`;
  return renderPage({ title: comparison.name, body, data: comparisonData(comparison), script: comparisonScript() });
}

function overview({ name, runs, goal, metric, best, seeds, workers, budget, notes, methods }: Comparison): Markup {
  return html`<header>
<p class="overline">Hypersweep simulation · ${countText(runs, 'recorded run')} · ${countText(seeds, 'seed')}</p>
<h1>${name}</h1>
<p class="verdict">${verdict(methods, budget)}</p>
<p class="note">Each method searched the recorded runs to ${goal} ${metric}, ${workers} at a time, until its trials had cost ${numberText(budget)}. Regret is how far
the best that it had found was from the best there is, ${numberText(best)}.</p>
${notes.map((note) => html`<p class="note">Note: ${note}.</p>`)}
</header>`;
}

function verdict(methods: readonly ComparedMethod[], budget: number): string {
  const final = ({ regrets }: ComparedMethod) => regrets.at(-1)?.mean ?? Number.POSITIVE_INFINITY;
  const lowest = methods.map(final).reduce((a, b) => Math.min(a, b));
  if (!Number.isFinite(lowest)) return `After a cost of ${numberText(budget)}, no method had found anything with every seed.`;
  const best = methods.filter((method) => final(method) === lowest).map(({ name }) => name);
  const names = [best.slice(0, -1).join(', '), best.at(-1)].filter((part) => part !== '').join(' and ');
  const which = methods.length === 1 ? 'a mean regret' : `the lowest mean regret of ${countText(methods.length, 'method')}`;
  return `After a cost of ${numberText(budget)}, ${names} had ${which}: ${regretText(lowest)}.`;
}

function curves({ metric, methods }: Comparison): Markup {
  const label = `Mean regret in ${metric} over the cost of all trials, a line for each of ${methods.map(({ name }) => name).join(', ')}. The table below has figures.`;
  return html`<figure class="card"><h2>Mean regret over cost</h2>
<ul class="legend">${methods.map(({ name }, index) => html`<li>${lineStroke(lineLook(index))}${name}</li>`)}</ul>
<p class="note">The lower, the better. Bands reach from the lower to the upper quartile of the seeds; what stands at the bottom edge is there or below, down to none.</p>
<div id="regret-chart" class="chart parallel" role="img" aria-label="${label}"></div></figure>`;
}

function figures({ costs, budget, methods }: Comparison): Markup {
  const header = [
    'Method',
    'Trials',
    ...costs.map((cost) => `${numberText(cost)} (${Math.round((100 * cost) / budget)} %)`),
    'Median [quartiles] at the end',
  ];
  const rows = methods.map(({ name, trials, regrets }, index) => [
    html`${lineStroke(lineLook(index))} ${name}`,
    trials.toFixed(0),
    ...regrets.map(({ mean }) => regretText(mean)),
    quartilesText(regrets.at(-1)),
  ]);
  return section('figures', 'Mean regret by cost', scrollingTable({ label: 'Mean regret by cost', header, rows }));
}

function besideFirst({ budget, methods: [first, ...others] }: Comparison): Markup | undefined {
  if (first === undefined || others.length === 0) return undefined;
  const rows = others.map(({ name, costToFirst, wins, losses, pValue }, index) => [
    html`${lineStroke(lineLook(index + 1))} ${name}`,
    Number.isFinite(costToFirst) ? `${((100 * costToFirst) / budget).toFixed(0)} % of the cost` : 'never',
    String(wins),
    String(losses),
    pValue === undefined ? '–' : pValue < 0.001 ? '< 0.001' : pValue.toFixed(3),
  ]);
  const note = html`<p class="note">With the same seed each; p is of the two-sided signed-rank test of the final regrets.</p>`;
  const header = ['Method', 'As good after', 'Seeds better', 'Seeds worse', 'p'];
  return section(
    'beside',
    `Beside ${first.name}`,
    html`${note}${scrollingTable({ label: `Beside ${first.name}`, header, rows })}`,
  );
}

function section(id: string, title: string, content: Markup): Markup {
  return html`<section class="card long" aria-labelledby="${id}-title"><h2 id="${id}-title">${title}</h2>
${content}</section>`;
}

function quartilesText(regret: ComparedMethod['regrets'][number] | undefined): string {
  if (regret === undefined) return '–';
  const [low, high] = regret.quartiles;
  return `${regretText(regret.median)} [${regretText(low)}, ${regretText(high)}]`;
}

function regretText(regret: number): string {
  return Number.isFinite(regret) ? numberText(regret) : '–';
}
