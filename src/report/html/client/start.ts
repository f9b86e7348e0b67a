import type * as echarts from 'echarts';
import type { ClientParts } from '../client-script.js';

/** Brings the page to life: the one function that the page calls itself. */
export function start(parts: ClientParts, library: typeof echarts): void {
  const page = {
    data: JSON.parse(document.getElementById('report-data')?.textContent ?? ''),
    echarts: library,
    theme: parts.readTheme,
    selection: parts.createSelection(),
    numberText: parts.numberText,
    describeTrial: parts.describeTrial,
    trialMarks: parts.trialMarks,
    mountChart: parts.mountChart,
  };
  parts.enliveLeaderboard(page);
  parts.drawProgress(page);
  parts.drawCurves(page);
  parts.drawParallel(page);
  parts.drawParameters(page);
}
