import type * as echarts from 'echarts';
import type { ClientParts } from '../report-script.js';
import type { Page } from './page.js';

/**
 * Brings the page to life: the one function that the page calls itself. Between two charts the browser may show what there is and
 * answer its reader: with very many trials all of them take a moment.
 */
export async function start(parts: ClientParts, library: typeof echarts): Promise<void> {
  let details: ReturnType<Page['details']> | undefined;
  const page: Page = {
    ...parts,
    data: JSON.parse(document.getElementById('report-data')?.textContent ?? ''),
    echarts: library,
    selection: parts.createSelection(),
    details() {
      details ??= parts.unpack('trial-details').then(JSON.parse);
      return details;
    },
  };
  parts.enlivenLeaderboard(page);
  parts.chooseColumns();
  parts.filterTrials(page);
  parts.showPickedTrial(page);
  const charts = [
    parts.drawSearchGain,
    parts.drawProgress,
    parts.drawCurves,
    () => parts.drawPareto(page, 'pareto-chart', page.data.pareto),
    parts.drawImportance,
    parts.drawParallel,
    ...page.data.axes.map((_, index) => () => parts.drawParameter(page, index)),
    parts.drawContour,
    () => parts.drawPareto(page, 'cost-chart', page.data.cost),
    parts.drawTimeline,
  ];
  for (const draw of charts) {
    draw(page);
    await new Promise((resolve) => setTimeout(resolve));
  }
}
