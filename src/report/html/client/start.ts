import type * as echarts from 'echarts';
import type { ClientParts } from '../report-script.js';
import type { Page } from './page.js';

/** Brings the page to life: the one function that the page calls itself. */
export function start(parts: ClientParts, library: typeof echarts): void {
  const page: Page = {
    ...parts,
    data: JSON.parse(document.getElementById('report-data')?.textContent ?? ''),
    echarts: library,
    selection: parts.createSelection(),
  };
  parts.enlivenLeaderboard(page);
  parts.drawProgress(page);
  parts.drawPareto(page, 'pareto-chart', page.data.pareto);
  parts.drawPareto(page, 'cost-chart', page.data.cost);
  parts.drawTimeline(page);
  parts.drawCurves(page);
  parts.drawImportance(page);
  parts.drawContour(page);
  parts.drawParallel(page);
  parts.drawParameters(page);
}
