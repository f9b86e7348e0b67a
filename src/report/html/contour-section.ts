import { chart } from './chart.js';
import { html, type Markup } from './markup.js';
import type { ReportData } from './report-data.js';

/** The objective over any two parameters. */
export function contourSection({ forest, axes, objective }: ReportData): Markup | undefined {
  if (!forest || forest.contours.length === 0) return undefined;
  const options = forest.contourAxes.map((index) => html`<option value="${index}">${axes[index]?.name}</option>`);
  const [worst, best] = forest.contourRange;
  return html`<section class="card" aria-labelledby="contour-title"><div class="head"><h2 id="contour-title">Two parameters and ${objective.metric}</h2>
<p class="tools"><label>Across <select id="contour-across">${options}</select></label><label>Up <select id="contour-up">${options}</select></label></p></div>
<p class="note">The ${objective.metric} to be expected at two values, on average over the other parameters, by the same forest. Marks are trials: where there are none, it is a guess.</p>
<p class="ramp"><span>${worst} or worse</span><i aria-hidden="true"></i><span>${best}</span></p>
${chart('contour-chart', `Expected ${objective.metric} over two parameters.`, 'chart contour')}
<p class="note" id="contour-best" role="status"></p></section>`;
}
